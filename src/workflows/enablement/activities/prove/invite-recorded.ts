import { guestNameOf } from '../../../../domain/proof/guest-call';
import { Refused } from '../../../../microsoft/http/service-errors';
import { findAccounts } from '../../../../microsoft/directory/accounts';
import { inviteGuest, type Invitation } from '../../../../microsoft/test-guest/invite-guest';
import { reasonOf } from '../../../../microsoft/test-guest/refusal-reason';
import { onRecord } from './call-recorded';
import type { TenantContext } from '../../../context/tenant-context';

/** `call`: the one that was refused, where it was not the invitation itself. */
export type Invited = Invitation | (Extract<Invitation, { kind: 'refused' }> & { call: string });

/**
 * Looks once more who has the address, and invites it right after: an inspection may be days old, and the answer to an
 * invitation does not tell a new account from one that was there.
 */
export async function inviteOnRecord(
  tenantContext: TenantContext,
  run: string,
  email: string,
): Promise<Invited> {
  const { graph } = tenantContext.clients;
  const lookedAt = tenantContext.now().toISOString();
  let seen: string[];
  try {
    seen = (await findAccounts(graph, email)).map(({ id }) => id);
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    const { method, route } = fault.call;
    return { kind: 'refused', reason: reasonOf(fault.raw), raw: fault.raw, call: `${method} ${route}` };
  }
  return onRecord(
    tenantContext,
    run,
    { kind: 'invite', lookedAt, seen },
    () => inviteGuest(graph, email, guestNameOf(run)),
    (invited) =>
      invited.kind === 'invited' ? { kind: 'done', userId: invited.userId } : { kind: 'refused' },
  );
}
