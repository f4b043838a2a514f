import type { EnablementRequest } from '../../../domain/enablement/request';
import type { CallbackAddress } from '../../deliveries/outbox';

/** A request on its way in. */
export interface Admission {
  id: string;
  request: EnablementRequest;
  /** `workOf(request)`: a second request with the same work joins the first. */
  work: string;
  /** The same work as an earlier secret would mark its callback; the same for the fingerprint below. */
  earlierWork?: readonly string[];
  acceptedAt: string;
  /** The caller's Idempotency-Key and a fingerprint of the body it came with. */
  idempotency?: { key: string; fingerprint: string; earlierFingerprints?: readonly string[] };
  /** Where the caller wants to be called back. */
  callback?: CallbackAddress;
}

/** Everything but `admitted` leaves the store as it was, or adds the caller's key to the run named. */
export type AdmissionResult =
  | { kind: 'admitted' }
  /** The key was used before with the same body. */
  | { kind: 'replayed'; id: string }
  /** Another caller asked for the same work, which is still running. Who joins it is noted. */
  | { kind: 'joined'; id: string }
  /** The key was used before with another body. */
  | { kind: 'keyReused' }
  /** Another enablement holds the tenant's lease; or too many have joined it. */
  | { kind: 'occupied'; by: string };
