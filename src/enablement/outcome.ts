import { assuranceOf, type Rung } from './assurance';
import type { CleanUp, Conclusion, Outcome, Verdict } from './conclusion';

/** How the runbook came to its end, before clean-up, and how far the proof had come by then. */
export type Ending = { rung?: Rung; isConfirmed?: boolean } & (
  | { kind: 'planned' }
  | { kind: 'proven'; rung: Rung }
  | { kind: 'stopped'; verdict: Verdict }
  /** The tenant moved under our hands: nothing more was written. */
  | { kind: 'refused'; verdict: Verdict }
  | { kind: 'cancelled'; by: string }
  /** Ended from outside: terminated by hand, or failed in the framework and mopped up. */
  | { kind: 'closed' }
  | { kind: 'broken'; message: string }
);

/** What the words lean on. */
export interface Story {
  ending: Ending;
  cleanUp: CleanUp;
  /** Titles of the changes that were written. */
  changed: string[];
  /** Titles of the changes that were only planned. */
  planned: string[];
  finishedAt: string;
}

/** Ends the story of a run in words for the person who asked. */
export function conclude({ ending, cleanUp, changed, planned, finishedAt }: Story): Conclusion {
  const { outcome, words, verdict } = told(ending, planned);
  const { rung } = ending;
  const parts = [words, changesInWords(ending, changed), leftoversInWords(cleanUp)];
  return {
    outcome,
    summary: parts.filter((part) => part !== '').join(' '),
    ...(verdict && { verdict }),
    ...(rung !== undefined && { assurance: assuranceOf(rung) }),
    cleanUp,
    finishedAt,
  };
}

function told(ending: Ending, planned: string[]): { outcome: Outcome; words: string; verdict?: Verdict } {
  switch (ending.kind) {
    case 'planned':
      return {
        outcome: 'planned',
        words:
          planned.length > 0
            ? `A dry run: nothing was written. To be changed: ${planned.join('; ')}.`
            : NOTHING_TO_CHANGE,
      };
    case 'proven':
      return {
        outcome: 'succeeded',
        words: `Proven: ${lowerFirst(assuranceOf(ending.rung).claim)}${ending.isConfirmed ? '' : ' It was seen once, not twice.'}`,
      };
    case 'cancelled':
      return { outcome: 'cancelled', words: `Cancelled by ${ending.by}.` };
    case 'refused':
      return { outcome: 'refused', words: ending.verdict.text, verdict: ending.verdict };
    case 'stopped':
      return { outcome: outcomeOf(ending.verdict), words: ending.verdict.text, verdict: ending.verdict };
    case 'closed':
      return brokenOff('The run was ended from outside before it was through.');
    case 'broken':
      return brokenOff(`The run broke off: ${ending.message}`);
  }
}

const NOTHING_TO_CHANGE = 'A dry run: every setting is already as wished, there is nothing to change.';

/** A closed door blocks; the clock makes it overdue; what we or the caller got wrong is a failure. */
function outcomeOf({ kind }: Verdict): Outcome {
  if (kind === 'OVERDUE' || kind === 'PENDING') return 'overdue';
  return kind === 'BLOCKED' || kind === 'REVERTED' || kind === 'EXTERNAL' ? 'blocked' : 'failed';
}

function brokenOff(words: string): { outcome: Outcome; words: string; verdict: Verdict } {
  const advice = [
    'Read the recorded steps to see how far the run came.',
    'Send the request again: it starts from what is there now.',
  ];
  return { outcome: 'failed', words, verdict: { kind: 'UNKNOWN', text: words, advice } };
}

function changesInWords(ending: Ending, changed: string[]): string {
  if (ending.kind === 'planned') return '';
  return changed.length > 0 ? `Changed: ${changed.join('; ')}.` : 'No setting was changed.';
}

function leftoversInWords({ left }: CleanUp): string {
  return left.length > 0 ? `Please remove by hand: ${left.join('; ')}.` : '';
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
