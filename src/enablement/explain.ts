import type { Evidence, Explanation } from './explanation';
import { knownElsewhere, unknown } from './verdicts-beyond-settings';
import { blocked, cannotBeGuest, lacksPermission, reverted } from './verdicts-on-doors';
import { notShownYet } from './verdicts-on-late-readings';
import { overdue, pending, unseen } from './verdicts-on-time';
import { viewOf, type Answer, type View } from './view';

/**
 * The order of judgement, highest cause first: the address, our rights, a closed door, a reading that may be older than
 * our write, a change that is young, one that was taken back, one that had its time, the other side. The first that fits is the cause.
 */
const ORDER: readonly ((view: View) => Answer | undefined)[] = [
  cannotBeGuest,
  lacksPermission,
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
  const view = viewOf(evidence);
  const answer = firstOf(view) ?? unknown(view);
  const { control: cause } = answer.verdict;
  return {
    ...answer,
    alsoClosed: view.closed.map(({ control }) => control.id).filter((id) => id !== cause),
    chain: view.chain,
    ...(evidence.raw !== undefined && { raw: evidence.raw }),
  };
}

function firstOf(view: View): Answer | undefined {
  for (const rule of ORDER) {
    const answer = rule(view);
    if (answer) return answer;
  }
  return undefined;
}
