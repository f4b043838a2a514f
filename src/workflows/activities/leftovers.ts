import type { Chore, ChoreKind, Unread } from '../../housekeeping/chore';
import { KEPT_IN_WORDS } from '../../enablement/kept-guest';
import {
  groupsJoined,
  madeGuest,
  mayHaveDeleted,
  wasPurged,
  whyKept,
  type GuestEvidence,
} from '../../housekeeping/made-guest';
import { batchedReads } from '../../graph/batched-reads';
import { isRefused, ServiceBusy } from '../../http/faults';
import { together } from '../../http/together';
import { findAccounts, type Account } from '../../proof/accounts';
import { isCanaryMember } from '../../proof/canary';
import { findWatches } from '../../proof/roster-watch';
import { whereLegible } from '../../store/unreadable';
import { guestEvidenceOf, lastTests, type Test } from './guest-evidence';
import { notificationUrlOf } from './keep-watch';
import type { Tools } from './tools';
import { whyNot } from './why-not';

export interface Survey {
  chores: Chore[];
  unread: Unread[];
}

/** Microsoft empties the bin itself after so long. https://learn.microsoft.com/graph/api/resources/directory */
const BIN_KEEPS = 30 * 86_400_000;
/** Addresses looked up in one pass: our own and those that requests named. */
const MOST_ADDRESSES = 10;

/**
 * Looks for what tests left in a tenant, in one request where nothing is left. While a run is under way nothing is a
 * leftover, and nothing is looked for.
 * @param givesUp whether a busy service is passed over
 * @throws ServiceBusy otherwise
 */
export async function findLeftovers(tools: Tools, givesUp: boolean): Promise<Survey> {
  const { store, tenantId, testGuestEmail, now } = tools;
  if (await store.hasOpenRuns(tenantId)) return { chores: [], unread: [] };
  const graph = batchedReads(tools.clients.graph, now);
  const tests = await lastTests(store, tenantId);
  const unread: Unread[] = [];
  const attempt = async <T>(kind: ChoreKind, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (fault) {
      if (fault instanceof ServiceBusy && !givesUp) throw fault;
      const { text: why } = await whyNot(fault, tools);
      if (!unread.some((one) => one.kind === kind)) unread.push({ kind, why });
      return undefined;
    }
  };

  const named = tests.map(({ address }) => address);
  const addresses = [...new Set([...(testGuestEmail ? [testGuestEmail.toLowerCase()] : []), ...named])];
  const notificationUrl = notificationUrlOf(tools);
  const [watches, accounts] = await together([
    notificationUrl === undefined
      ? undefined
      : attempt('subscription', () => findWatches(graph, { notificationUrl })),
    together(
      addresses
        .slice(0, MOST_ADDRESSES)
        .map((address) => attempt('guest', () => findAccounts(graph, address))),
    ),
  ]);
  const chores = (watches ?? []).map((what): Chore => ({ kind: 'subscription', what, state: 'planned' }));
  // An account may have several of the addresses.
  const seen = new Map(accounts.flatMap((some = []) => some).map((account) => [account.id, account]));
  const evidence = seen.size > 0 ? await evidenceOf(tests) : [];
  for (const account of seen.values()) chores.push(...(await leftBy(account)));
  return { chores: [...chores, ...(await inTheBin(chores))], unread };

  /** What runs did to an account, by their records: where they put it, and whether one of them made it. */
  async function leftBy(account: Account): Promise<Chore[]> {
    const { id: what } = account;
    const found: Chore[] = [];
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
  async function inTheBin(known: readonly Chore[]): Promise<Chore[]> {
    const since = now().getTime() - BIN_KEEPS;
    const mine = tests.filter(({ purges, finishedAt }) => purges && Date.parse(finishedAt) > since);
    return (await evidenceOf(mine)).flatMap(({ run, acts }): Chore[] => {
      const deleted = acts.flatMap(({ kind, userId }) => (kind === 'delete' && userId ? [userId] : []));
      return [...new Set(deleted)]
        .filter((what) => mayHaveDeleted(acts, what) && !wasPurged(acts, what))
        .filter((what) => !known.some((chore) => chore.what === what))
        .map((what) => ({ kind: 'binnedGuest', what, madeBy: run, state: 'planned' }));
    });
  }

  function evidenceOf(some: readonly Test[]): Promise<GuestEvidence[]> {
    return whereLegible(some, (test) => guestEvidenceOf(store, test));
  }
}
