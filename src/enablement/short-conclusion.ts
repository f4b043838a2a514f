import type { Conclusion, Undoing } from './conclusion';

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
export function shortConclusion({
  outcome,
  summary,
  verdict,
  assurance,
  cleanUp,
  undoing,
  finishedAt,
}: Conclusion): Conclusion {
  return {
    outcome,
    summary: cut(summary, MOST_SUMMARY),
    ...(verdict && {
      verdict: { ...verdict, text: cut(verdict.text, MOST_CHARACTERS), advice: cutLines(verdict.advice) },
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

const shortUndoing = ({ putBack, unseen, conflicts, notPutBack, byHand, followUps }: Undoing): Undoing => ({
  putBack: cutLines(putBack),
  ...(unseen && { unseen: cutLines(unseen) }),
  conflicts: cutLines(conflicts),
  notPutBack: cutLines(notPutBack),
  byHand: cutLines(byHand),
  followUps: cutLines(followUps),
});
