import { guestNameOf } from '../../enablement/guest-act';
import { Refused } from '../../http/faults';
import { findAccounts } from '../../proof/accounts';
import { inviteGuest, type Invitation } from '../../proof/guest';
import { reasonOf } from '../../proof/refusals';
import { onRecord } from './on-record';
import type { Tools } from './tools';

/** `call`: the one that was refused, where it was not the invitation itself. */
export type Invited = Invitation | (Extract<Invitation, { kind: 'refused' }> & { call: string });

/**
 * Looks once more who has the address, and invites it right after: an inspection may be days old, and the answer to an
 * invitation does not tell a new account from one that was there.
 */
export async function inviteOnRecord(tools: Tools, run: string, email: string): Promise<Invited> {
  const { graph } = tools.clients;
  const lookedAt = tools.now().toISOString();
  let seen: string[];
  try {
    seen = (await findAccounts(graph, email)).map(({ id }) => id);
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    const { method, route } = fault.call;
    return { kind: 'refused', reason: reasonOf(fault.raw), raw: fault.raw, call: `${method} ${route}` };
  }
  return onRecord(
    tools,
    run,
    { kind: 'invite', lookedAt, seen },
    () => inviteGuest(graph, email, guestNameOf(run)),
    (invited) =>
      invited.kind === 'invited' ? { kind: 'done', userId: invited.userId } : { kind: 'refused' },
  );
}
