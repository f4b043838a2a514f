import type { FaultEffect } from '../../../local/storage/storage-faults';
import type { FaultByPredicate } from '../../../local/tenant/faults/fault-injector';

/** What somebody else does around a call. */
export type Meddling =
  'invitesGuest' | 'deletesGuest' | 'changesSetting' | 'cancels' | 'extends' | 'approves';

/** Whose calls a class of faults befalls; a reading that lags is a matter of its document. */
export type Realm = 'microsoft' | 'storage' | 'document';

export interface FaultClass {
  name: string;
  realm: Realm;
  fault?: FaultByPredicate;
  somebody?: { does: Meddling; when: 'before' | 'after' };
  storage?: StorageTrouble;
  lagHours?: number;
  /** How a run may end that meets it once. What is not named ends as if nothing had happened. */
  mayEnd?: readonly string[];
  /** The same, where the call only reads: an answer that means something else may end the run, in its own words. */
  readsMayEnd?: readonly string[];
}

/** What the storage does to one call of a lane, and to how many that follow it in the same lane. */
export interface StorageTrouble {
  effect: FaultEffect;
  /** How many calls in a row, from the chosen one on: the SDK itself tries three times. */
  times: number;
}
