import type { Evidence, Explanation } from './explanation';
import { knownElsewhere, unknown } from './verdicts-beyond-settings';
import { blocked, cannotBeGuest, permissionMissing, reverted } from './verdicts-on-settings';
import { notShownYet } from './verdicts-on-late-readings';
import { overdue, pending, unseen } from './verdicts-on-time';
import { sortEvidence, type Answer, type SortedEvidence } from './sorted-evidence';

/**
 * The order of judgement, highest cause first: the address, our rights, a blocking setting, a reading that may be older than
 * our write, a change that is young, one that was taken back, one that had its time, the other side. The first that fits is the cause.
 */
const ORDER: readonly ((view: SortedEvidence) => Answer | undefined)[] = [
  cannotBeGuest,
  permissionMissing,
  blocked,
  unseen,
  notShownYet,
  pending,
  reverted,
  overdue,
  knownElsewhere,
];

/**
 * Says why a guest cannot get in. The one engine: the workflow asks it when a probe fails and when a run ends, people
 * ask it by `POST /explanations`. Every link of the chain is told, so that nobody opens one door after the other.
 */
export function explain(evidence: Evidence): Explanation {
  const view = sortEvidence(evidence);
  const answer = firstOf(view) ?? unknown(view);
  const { control: cause } = answer.verdict;
  return {
    ...answer,
    alsoClosed: view.closed.map(({ control }) => control.id).filter((id) => id !== cause),
    checklist: view.chain,
    ...(evidence.raw !== undefined && { raw: evidence.raw }),
  };
}

function firstOf(view: SortedEvidence): Answer | undefined {
  for (const rule of ORDER) {
    const answer = rule(view);
    if (answer) return answer;
  }
  return undefined;
}
