import type { Enablement } from '../enablement/enablement';
import type { EnablementRequest } from '../enablement/request';

/** The request that undoes what an enablement changed: what was wished stays; who asked, why, and through whom does not. */
export function undoRequestOf(
  { id, request }: Pick<Enablement, 'id' | 'request'>,
  asked: Pick<EnablementRequest, 'requestedBy'> &
    Partial<Pick<EnablementRequest, 'justification' | 'dryRun' | 'endsAtExpiry'>>,
): EnablementRequest {
  const {
    through: _,
    requestedById: ______,
    justification: __,
    ticketSystem: ___,
    ticketId: ____,
    enableUntil: _____,
    ...desired
  } = request;
  return {
    ...desired,
    dryRun: false,
    ...asked,
    undoOnFailure: false,
    undoes: id,
    // Whoever is called back about the enablement did not ask for its undoing.
    callbackFormat: undefined,
    callbackEvents: undefined,
  };
}
