import type { RunOutcome, UndoResult } from './outcome';

const MOST_LINES = 20;
const MOST_CHARACTERS = 500;
const MOST_SUMMARY = 4_000;

const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most)} … (cut: too long to be kept)`;

function cutLines(lines: readonly string[]): string[] {
  const kept = lines.slice(0, MOST_LINES).map((line) => cut(line, MOST_CHARACTERS));
  return lines.length <= MOST_LINES
    ? kept
    : [...kept, `and ${lines.length - MOST_LINES} more: the steps say which`];
}

/**
 * The same conclusion, short enough for any row. It says the same of how the run ended; of long lists it keeps the
 * beginning and says so, and no list that named something becomes empty.
 */
export function shortenOutcome({
  outcome,
  summary,
  verdict,
  assurance,
  cleanUp,
  undoing,
  finishedAt,
}: RunOutcome): RunOutcome {
  return {
    outcome,
    summary: cut(summary, MOST_SUMMARY),
    ...(verdict && {
      // Without what the sentences were made of: that is as long as they are.
      verdict: {
        kind: verdict.kind,
        ...(verdict.control && { control: verdict.control }),
        text: cut(verdict.text, MOST_CHARACTERS),
        advice: cutLines(verdict.advice),
      },
    }),
    ...(assurance && { assurance }),
    cleanUp: {
      removed: cutLines(cleanUp.removed),
      left: cutLines(cleanUp.left),
      ...(cleanUp.kept && { kept: cleanUp.kept.slice(0, MOST_LINES) }),
    },
    ...(undoing && { undoing: shortUndoing(undoing) }),
    finishedAt,
  };
}

/**
 * Only how the run ended, in a few hundred characters whatever it had to say: for a row that takes no more. What it claims of
 * removal and undoing is left out, and it says that it is.
 */
export function shortestConclusion({ outcome, finishedAt }: RunOutcome): RunOutcome {
  const text =
    'The record could not hold more of how this ended: the steps say what was changed and removed.';
  return {
    outcome,
    summary: text,
    ...(outcome === 'failed' && {
      verdict: { kind: 'UNKNOWN', text, advice: ['Read the recorded steps to see how far the run came.'] },
    }),
    cleanUp: { removed: [], left: ['what the steps say was left (the record could not hold it here)'] },
    finishedAt,
  };
}

const shortUndoing = ({
  undone,
  unseen,
  conflicts,
  notUndone,
  manualSteps,
  followUps,
}: UndoResult): UndoResult => ({
  undone: cutLines(undone),
  ...(unseen && { unseen: cutLines(unseen) }),
  conflicts: cutLines(conflicts),
  notUndone: cutLines(notUndone),
  manualSteps: cutLines(manualSteps),
  followUps: cutLines(followUps),
});
