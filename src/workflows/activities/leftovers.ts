import type { Chore, ChoreKind, Unread } from '../../housekeeping/chore';
import { leftInTeam, madeGuest, type Account, type GuestEvidence } from '../../housekeeping/made-guest';
import { batchedReads } from '../../graph/batched-reads';
import { isRefused, ServiceBusy } from '../../http/faults';
import { together } from '../../http/together';
import { isCanaryMember } from '../../proof/canary';
import { findGuest } from '../../proof/guest';
import { findWatches } from '../../proof/roster-watch';
import { whereLegible } from '../../store/unreadable';
import type { Tools } from '.';
import { guestEvidenceOf, lastTests, type Test } from './guest-evidence';
import { notificationUrlOf } from './keep-watch';
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
      const why = await whyNot(fault, tools);
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
    together(addresses.slice(0, MOST_ADDRESSES).map((address) => attempt('guest', () => accountOf(address)))),
  ]);
  const chores = (watches ?? []).map((what): Chore => ({ kind: 'subscription', what, state: 'planned' }));
  for (const account of accounts) if (account) chores.push(...(await leftBy(account)));
  return { chores: [...chores, ...(await inTheBin(chores))], unread };

  async function accountOf(address: string): Promise<(Account & { address: string }) | undefined> {
    const found = await findGuest(graph, address);
    return found.kind === 'found' && found.userType === 'Guest' ? { address, ...found } : undefined;
  }

  /** The account itself only where a run of ours made it; its place in a test team wherever a run of ours put it there. */
  async function leftBy(account: Account & { address: string }): Promise<Chore[]> {
    const { id: what, address } = account;
    const evidence = await evidenceOf(tests.filter((test) => test.address === address));
    const maker = evidence.find((one) => madeGuest(one, account));
    const groups = evidence
      .filter((one) => one === maker || leftInTeam(one, account))
      .flatMap(({ canaryGroupId }) => canaryGroupId ?? []);
    const found: Chore[] = [];
    for (const groupId of new Set(groups)) {
      if (await attempt('membership', () => isStillMember(groupId, what)))
        found.push({ kind: 'membership', what, groupId, state: 'planned' });
    }
    if (maker === undefined) return found;
    const made = { what, madeBy: maker.run, state: 'planned' as const };
    found.push({ kind: 'guest', ...made });
    if (maker.purges) found.push({ kind: 'binnedGuest', ...made });
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
    return (await evidenceOf(mine)).flatMap(({ run, guestId, guestBefore, cleared }): Chore[] => {
      const isDone = guestId === undefined || guestBefore?.id === guestId || cleared.includes('binnedGuest');
      if (isDone || known.some(({ what }) => what === guestId)) return [];
      return [{ kind: 'binnedGuest', what: guestId, madeBy: run, state: 'planned' }];
    });
  }

  async function evidenceOf(some: readonly Test[]): Promise<GuestEvidence[]> {
    const all = await whereLegible(some, (test) => guestEvidenceOf(store, test));
    return all.filter((one) => one !== undefined);
  }
}
