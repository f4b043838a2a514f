import type { CleanUp } from '../../../../domain/enablement/outcome';
import { keptLine, type KeptReason } from '../../../../domain/proof/kept-guest';
import type { LeftoverKind } from '../../../../domain/cleanup/cleanup-task';
import { ServiceThrottled } from '../../../../microsoft/http/service-errors';
import type { Removed } from './remove-guest';
import type { TenantContext } from '../../../context/tenant-context';
import { explainRefusal } from '../../../context/explain-refusal';
import type { Sentence } from '../../../../texts/said';
import { say } from '../../../../texts/say';

/** How a step says what was removed. */
const IN_WORDS: Readonly<Record<LeftoverKind, Sentence>> = {
  subscription: say('left.subscription'),
  membership: say('left.membership'),
  guest: say('left.guest'),
  binnedGuest: say('left.binnedGuest'),
};

/** What a clean-up did and did not do, as it goes on. */
export interface CleanUpReport {
  done: CleanUp;
  /** Does something, and notes why where it is refused. @throws ServiceBusy */
  attempt<T>(what: Sentence, work: () => Promise<T>): Promise<T | undefined>;
  /** Removes something, and notes what came of it. Answers whether it was removed. @throws ServiceBusy */
  remove(kind: LeftoverKind, work: () => Promise<Removed>, account?: string): Promise<boolean>;
  /** Notes what is left. */
  leave(what: Sentence): void;
  /** Notes what is left on purpose. */
  keep(account: string, reason: KeptReason): void;
}

/** @param accountBefore the account that the inspection found: that it was not made by the run is no news */
export function cleanUpReport(
  tenantContext: Pick<TenantContext, 'clientContext'>,
  accountBefore?: string,
): CleanUpReport {
  const done: CleanUp & Required<Pick<CleanUp, 'removedSaid' | 'leftSaid'>> = {
    removed: [],
    removedSaid: [],
    left: [],
    leftSaid: [],
  };
  const leave = ({ text, said }: Sentence): void => {
    done.left.push(text);
    done.leftSaid.push(said);
  };

  async function attempt<T>(what: Sentence, work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (fault) {
      if (fault instanceof ServiceThrottled) throw fault;
      const { said: why } = await explainRefusal(fault, tenantContext);
      leave(say('left.because', { what: what.said, why }));
      return undefined;
    }
  }

  function keep(account: string, reason: KeptReason): void {
    if (reason === 'notMade' && accountBefore === account) return;
    const line = keptLine(account, reason);
    leave(line);
    done.kept = [...(done.kept ?? []), { reason, account, text: line.text }];
  }

  return {
    done,
    attempt,
    leave,
    keep,
    async remove(kind, work, account = '') {
      const removed = await attempt(IN_WORDS[kind], work);
      if (removed?.kind === 'removed') {
        done.removed.push(IN_WORDS[kind].text);
        done.removedSaid.push(IN_WORDS[kind].said);
      }
      if (removed?.kind === 'kept') keep(account, removed.reason);
      return removed?.kind === 'removed';
    },
  };
}
