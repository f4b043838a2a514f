import type { CleanupTask, CleanupTaskKind, Unread } from '../../../domain/cleanup/cleanup-task';
import { KEPT_IN_WORDS } from '../../../domain/proof/kept-guest';
import {
  groupsJoined,
  madeGuest,
  mayHaveDeleted,
  wasPurged,
  whyKept,
  type GuestEvidence,
} from '../../../domain/cleanup/guest-ownership';
import { batchedReads } from '../../../microsoft/graph/batched-reads';
import { isRefused, ServiceThrottled } from '../../../microsoft/http/service-errors';
import { concurrently } from '../../../microsoft/http/coalesce';
import { findAccounts, type Account } from '../../../microsoft/directory/accounts';
import { isCanaryMember } from '../../../microsoft/test-guest/canary-membership';
import { findSubscriptions } from '../../../microsoft/test-guest/roster-subscription';
import { whereLegible } from '../../../store/tables/unreadable-rows';
import { guestEvidenceOf, lastTests, type Test } from './guest-evidence';
import { notificationUrlOf } from '../../enablement/activities/prove/renew-subscription';
import type { TenantContext } from '../../context/tenant-context';
import { explainRefusal } from '../../context/explain-refusal';

export interface Survey {
  tasks: CleanupTask[];
  unread: Unread[];
}

/** Microsoft empties the bin itself after so long. https://learn.microsoft.com/graph/api/resources/directory */
const BIN_KEEPS = 30 * 86_400_000;
/** Addresses looked up in one cleanup run: our own and those that requests named. */
const MOST_ADDRESSES = 10;

/**
 * Looks for what tests left in a tenant, in one request where nothing is left. While a run is under way nothing is a
 * leftover, and nothing is looked for.
 * @param givesUp whether a throttling service is passed over
 * @throws ServiceBusy otherwise
 */
export async function findLeftovers(tenantContext: TenantContext, givesUp: boolean): Promise<Survey> {
  const { store, tenantId, testGuestEmail, now } = tenantContext;
  if (await store.hasOpenRuns(tenantId)) return { tasks: [], unread: [] };
  const graph = batchedReads(tenantContext.clients.graph, now);
  const tests = await lastTests(store, tenantId);
  const unread: Unread[] = [];
  const attempt = async <T>(kind: CleanupTaskKind, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (fault) {
      if (fault instanceof ServiceThrottled && !givesUp) throw fault;
      const { text: why } = await explainRefusal(fault, tenantContext);
      if (!unread.some((one) => one.kind === kind)) unread.push({ kind, why });
      return undefined;
    }
  };

  const named = tests.map(({ address }) => address);
  const addresses = [...new Set([...(testGuestEmail ? [testGuestEmail.toLowerCase()] : []), ...named])];
  const notificationUrl = notificationUrlOf(tenantContext);
  const [watches, accounts] = await concurrently([
    notificationUrl === undefined
      ? undefined
      : attempt('subscription', () => findSubscriptions(graph, { notificationUrl })),
    concurrently(
      addresses
        .slice(0, MOST_ADDRESSES)
        .map((address) => attempt('guest', () => findAccounts(graph, address))),
    ),
  ]);
  const tasks = (watches ?? []).map((what): CleanupTask => ({
    kind: 'subscription',
    what,
    state: 'planned',
  }));
  // An account may have several of the addresses.
  const seen = new Map(accounts.flatMap((some = []) => some).map((account) => [account.id, account]));
  const evidence = seen.size > 0 ? await evidenceOf(tests) : [];
  for (const account of seen.values()) tasks.push(...(await leftBy(account)));
  return { tasks: [...tasks, ...(await inTheBin(tasks))], unread };

  /** What runs did to an account, by their records: where they put it, and whether one of them made it. */
  async function leftBy(account: Account): Promise<CleanupTask[]> {
    const { id: what } = account;
    const found: CleanupTask[] = [];
    for (const { run: madeBy, acts } of evidence)
      for (const groupId of groupsJoined(acts, what))
        if (await attempt('membership', () => isStillMember(groupId, what)))
          found.push({ kind: 'membership', what, groupId, madeBy, state: 'planned' });
    const maker = evidence.find((one) => madeGuest(one, account));
    if (maker === undefined) return found;
    const made = { what, madeBy: maker.run };
    // Its groups are read right before it goes.
    const reason = whyKept(maker, { ...account, memberOf: [] });
    if (reason) return [...found, { kind: 'guest', ...made, state: 'left', why: KEPT_IN_WORDS[reason] }];
    found.push({ kind: 'guest', ...made, state: 'planned' });
    if (maker.purges) found.push({ kind: 'binnedGuest', ...made, state: 'planned' });
    return found;
  }

  async function isStillMember(groupId: string, userId: string): Promise<boolean> {
    try {
      return await isCanaryMember(graph, groupId, userId);
    } catch (fault) {
      if (isRefused(fault, 404)) return false;
      throw fault;
    }
  }

  /** Accounts whose run deleted them and should have emptied the bin of them as well. */
  async function inTheBin(known: readonly CleanupTask[]): Promise<CleanupTask[]> {
    const since = now().getTime() - BIN_KEEPS;
    const mine = tests.filter(({ purges, finishedAt }) => purges && Date.parse(finishedAt) > since);
    return (await evidenceOf(mine)).flatMap(({ run, acts }): CleanupTask[] => {
      const deleted = acts.flatMap(({ kind, userId }) => (kind === 'delete' && userId ? [userId] : []));
      return [...new Set(deleted)]
        .filter((what) => mayHaveDeleted(acts, what) && !wasPurged(acts, what))
        .filter((what) => !known.some((task) => task.what === what))
        .map((what) => ({ kind: 'binnedGuest', what, madeBy: run, state: 'planned' }));
    });
  }

  function evidenceOf(some: readonly Test[]): Promise<GuestEvidence[]> {
    return whereLegible(some, (test) => guestEvidenceOf(store, test));
  }
}
