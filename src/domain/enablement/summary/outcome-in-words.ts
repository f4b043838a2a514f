import type { CleanUp, UndoResult } from '../outcome';
import type { Said, Sentence } from '../../../texts/said';
import { asRecorded, say, verbatim } from '../../../texts/say';

/** What a run wrote, in the titles of its changes. */
interface Changes {
  changed: readonly Sentence[];
  /** Those that were sent, and nobody knows whether they arrived. */
  mayBeChanged: readonly Sentence[];
  /** Those that Microsoft said it had not done, and that stood as desired at the next look. */
  foundAsDesired: readonly Sentence[];
}

export function changesInWords(
  { changed, mayBeChanged, foundAsDesired: found }: Changes,
  isUnread: boolean,
): Sentence[] {
  if (changed.length + mayBeChanged.length + found.length === 0)
    return [say(isUnread ? 'summary.noneReadChanged' : 'summary.noneChanged')];
  return [
    ...listed('summary.changed', changed),
    ...listed('summary.mayBeChanged', mayBeChanged),
    ...listed('summary.foundSet', found),
  ];
}

type ListCode =
  | 'summary.changed'
  | 'summary.mayBeChanged'
  | 'summary.foundSet'
  | 'summary.undid'
  | 'summary.undoUnseen'
  | 'summary.conflicts'
  | 'summary.notUndone'
  | 'summary.undoManually'
  | 'summary.removeManually'
  | 'summary.keptOnPurpose';

const listed = (code: ListCode, items: readonly Sentence[]): Sentence[] =>
  items.length > 0 ? [say(code, inOneBreath(items))] : [];

export function undoingInWords(undoing: UndoResult): Sentence[] {
  const linesOf = (name: keyof NonNullable<UndoResult['said']>): Sentence[] =>
    (undoing[name] ?? []).map((line, index) => asRecorded(line, undoing.said?.[name]?.[index]));
  const [undone, unseen] = [linesOf('undone'), linesOf('unseen')];
  return [
    ...(undone.length + unseen.length === 0 ? [say('summary.undidNothing')] : []),
    ...listed('summary.undid', undone),
    ...listed('summary.undoUnseen', unseen),
    ...listed('summary.conflicts', linesOf('conflicts')),
    ...listed('summary.notUndone', linesOf('notUndone')),
    ...listed('summary.undoManually', linesOf('manualSteps')),
    ...linesOf('followUps'),
  ];
}

export function leftoversInWords({ left, leftSaid, kept = [] }: CleanUp): Sentence[] {
  const alone = kept.map(({ text }) => text);
  const lines = left.map((line, index) => asRecorded(line, leftSaid?.[index]));
  return [
    ...listed(
      'summary.removeManually',
      lines.filter(({ text }) => !alone.includes(text)),
    ),
    ...listed(
      'summary.keptOnPurpose',
      lines.filter(({ text }) => alone.includes(text)),
    ),
  ];
}

const LONGEST_ITEM = 600;
const MOST_ITEMS = 40;

/** A summary is read in one go; whatever is longer stands whole beside it, or in the steps. */
export function inOneBreath(all: readonly Sentence[]): { items: Said[]; more: number } {
  const items = all
    .slice(0, MOST_ITEMS)
    .map(({ text, said }) =>
      text.length > LONGEST_ITEM ? verbatim(`${text.slice(0, LONGEST_ITEM - 1)}…`).said : said,
    );
  return { items, more: all.length - items.length };
}
