import type { GuestCall } from '../../../../domain/proof/guest-call';
import type { KeptReason } from '../../../../domain/proof/kept-guest';
import { mayHaveDeleted, whyKept, type GuestEvidence } from '../../../../domain/cleanup/guest-ownership';
import { ServiceThrottled } from '../../../../microsoft/http/service-errors';
import { binnedAt, readAccount } from '../../../../microsoft/directory/accounts';
import { deleteGuest, purgeGuest } from '../../../../microsoft/test-guest/invite-guest';
import { onRecord } from '../prove/call-recorded';
import type { TenantContext } from '../../../context/tenant-context';

/** `gone`: somebody else was faster, or nothing ever came of it. */
export type Removed = { kind: 'removed' } | { kind: 'gone' } | { kind: 'kept'; reason: KeptReason };

/** So long a fresh account, or one just deleted, may stay out of sight. */
const LATEST_SIGHT = 15 * 60_000;
const CHECK_AGAIN = 30_000;
/** How far Microsoft's clock and ours may be apart. */
const CLOCK_SKEW = 60_000;

type Needed = Pick<TenantContext, 'clients' | 'store' | 'now'>;

/**
 * Deletes the account that a run's own invitation created, judged by what the directory shows right before. It goes on
 * from what is on record: a deletion whose answer was lost is not taken for somebody's, and what was deleted and is there
 * again is left alone.
 * @throws ServiceBusy also while an account that we were told of is not to be seen yet
 */
export async function removeGuest(tenantContext: Needed, run: string, userId: string): Promise<Removed> {
  const { graph } = tenantContext.clients;
  const acts = await tenantContext.store.guestCalls(run);
  const account = await readAccount(graph, userId);
  if (account === undefined) {
    if (mayHaveDeleted(acts, userId)) return { kind: 'removed' };
    if ((await binnedAt(graph, userId)) === undefined) awaitSight(tenantContext, invitedAt(acts, userId));
    return { kind: 'gone' };
  }
  const reason = whyKept({ run, acts }, account);
  if (reason) return { kind: 'kept', reason };
  const removal = await onRecord(
    tenantContext,
    run,
    { kind: 'delete', userId },
    () => deleteGuest(graph, userId),
    (done) => ({ kind: done === 'removed' ? 'done' : 'unneeded' }),
  );
  return { kind: removal };
}

/** Empties the bin of an account, where this run put it there and it has not left it since. @throws ServiceBusy */
export async function emptyBin(
  tenantContext: Needed,
  { run, acts }: Pick<GuestEvidence, 'run' | 'acts'>,
  userId: string,
): Promise<Removed> {
  const { graph } = tenantContext.clients;
  const deletions = acts.filter((act) => isAbout(act, 'delete', userId));
  const last = deletions.at(-1);
  if (last === undefined) return { kind: 'gone' };
  const deletedAt = await binnedAt(graph, userId);
  if (deletedAt === undefined) {
    if (acts.some((act) => isAbout(act, 'purge', userId))) return { kind: 'removed' };
    if (await readAccount(graph, userId)) return { kind: 'kept', reason: 'restored' };
    awaitSight(tenantContext, last.answer?.at ?? last.at);
    return { kind: 'gone' };
  }
  if (deletedAt === '') return { kind: 'kept', reason: 'binUnread' };
  // Where we heard that it was done, it was done by then; where we did not, soon after we asked.
  if (Date.parse(deletedAt) > Date.parse(last.answer?.at ?? last.at) + CLOCK_SKEW)
    return { kind: 'kept', reason: 'binnedAgain' };
  const removal = await onRecord(
    tenantContext,
    run,
    { kind: 'purge', userId },
    () => purgeGuest(graph, userId),
    (done) => ({ kind: done === 'removed' ? 'done' : 'unneeded' }),
  );
  if (removal === 'gone' && (await readAccount(graph, userId))) return { kind: 'kept', reason: 'restored' };
  return { kind: removal };
}

/** A call that was answered otherwise did nothing; one without an answer may have. */
const isAbout = ({ kind, userId, answer }: GuestCall, wanted: GuestCall['kind'], id: string): boolean =>
  kind === wanted && userId === id && (answer === undefined || answer.kind === 'done');

const invitedAt = (acts: readonly GuestCall[], userId: string): string | undefined =>
  acts.find(({ kind, answer }) => kind === 'invite' && answer?.userId === userId)?.answer?.at;

/** Asks to be called again while what must be somewhere may only be out of sight. */
function awaitSight({ now }: Needed, since: string | undefined): void {
  const at = now().getTime();
  if (since === undefined || at - Date.parse(since) >= LATEST_SIGHT) return;
  const call = { service: 'Microsoft Graph', method: 'GET', route: '/users/{id}' } as const;
  throw new ServiceThrottled(call, new Date(at + CHECK_AGAIN).toISOString());
}
