import type { Enablement } from './enablement';
import type { EnablementRequest } from './request';

/** The request that puts back what an enablement changed: what was wished stays; who asked, why, and through whom does not. */
export function wayBackOf(
  { id, request }: Pick<Enablement, 'id' | 'request'>,
  asked: Pick<EnablementRequest, 'requestedBy'> &
    Partial<Pick<EnablementRequest, 'justification' | 'dryRun' | 'endsTimeBox'>>,
): EnablementRequest {
  const {
    through: _,
    requestedById: ______,
    justification: __,
    ticketSystem: ___,
    ticketId: ____,
    enableUntil: _____,
    ...wish
  } = request;
  return {
    ...wish,
    dryRun: false,
    ...asked,
    undoOnFailure: false,
    undoes: id,
    // Whoever is called back about the enablement did not ask for its undoing.
    callbackFormat: undefined,
    callbackEvents: undefined,
  };
}
