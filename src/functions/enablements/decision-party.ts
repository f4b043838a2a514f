import type { Caller } from '../../access/caller';
import type { Party } from '../../domain/enablement/four-eyes';

/** The caller as a party to a decision, with the name he gives in this message. */
export const partyOf = ({ identity, name, alsoKnownAs }: Caller, by: string): Party => ({
  identity,
  names: [by, name, ...alsoKnownAs],
});

/** Whether we know who it is: nobody agrees to anything under a name alone, unless a setting lets function keys. */
export const isKnown = (
  { identity, kind }: Caller,
  { authenticator }: { authenticator: { keysMayApprove: boolean } },
): boolean => identity !== undefined || (kind === 'key' && authenticator.keysMayApprove);
