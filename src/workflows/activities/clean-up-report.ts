import type { CleanUp } from '../../enablement/conclusion';
import { keptLine, type KeptReason } from '../../enablement/kept-guest';
import type { LeftoverKind } from '../../housekeeping/chore';
import { ServiceBusy } from '../../http/faults';
import type { Removed } from './remove-guest';
import type { Tools } from './tools';
import { whyNot } from './why-not';

/** How a step says what was removed. */
const IN_WORDS: Readonly<Record<LeftoverKind, string>> = {
  subscription: 'the subscription to the test team',
  membership: 'the membership of the test team',
  guest: 'the test guest',
  binnedGuest: 'the test guest from the bin',
};

/** What a clean-up did and did not do, as it goes on. */
export interface CleanUpReport {
  done: CleanUp;
  /** Does something, and notes why where it is refused. @throws ServiceBusy */
  attempt<T>(what: string, work: () => Promise<T>): Promise<T | undefined>;
  /** Removes something, and notes what came of it. Answers whether it was removed. @throws ServiceBusy */
  remove(kind: LeftoverKind, work: () => Promise<Removed>, account?: string): Promise<boolean>;
  /** Notes what is left on purpose. */
  keep(account: string, reason: KeptReason): void;
}

/** @param accountBefore the account that the inspection found: that it was not made by the run is no news */
export function cleanUpReport(tools: Pick<Tools, 'out'>, accountBefore?: string): CleanUpReport {
  const done: CleanUp = { removed: [], left: [] };

  async function attempt<T>(what: string, work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (fault) {
      if (fault instanceof ServiceBusy) throw fault;
      done.left.push(`${what} (${await whyNot(fault, tools)})`);
      return undefined;
    }
  }

  function keep(account: string, reason: KeptReason): void {
    if (reason === 'notMade' && accountBefore === account) return;
    const text = keptLine(account, reason);
    done.left.push(text);
    done.kept = [...(done.kept ?? []), { reason, account, text }];
  }

  return {
    done,
    attempt,
    keep,
    async remove(kind, work, account = '') {
      const removed = await attempt(IN_WORDS[kind], work);
      if (removed?.kind === 'removed') done.removed.push(IN_WORDS[kind]);
      if (removed?.kind === 'kept') keep(account, removed.reason);
      return removed?.kind === 'removed';
    },
  };
}
