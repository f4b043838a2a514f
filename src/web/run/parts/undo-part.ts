import type { UndoResult } from '../../../domain/enablement/outcome';
import { html, type Html } from '../../html';
import type { Words } from '../../words';
import { part, recordedText } from '../part';
import type { RunView } from '../run-view';

const LISTS = [
  'undone',
  'unseen',
  'conflicts',
  'notUndone',
  'manualSteps',
  'followUps',
] as const satisfies (keyof UndoResult)[];

/** What was undone, what was not, and what is left to people. */
export function undoingPart(words: Words, { status: { undoing } }: RunView): Html {
  const shown = words.run.undoing;
  const lists = LISTS.filter((name) => (undoing?.[name]?.length ?? 0) > 0);
  return part(
    'undoing',
    lists.length > 0 &&
      html`<h2>${shown.title}</h2>
        ${lists.map(
          (name) =>
            html`<h3>${shown[name]}</h3>
              <ul>
                ${undoing?.[name]?.map((line, index) => html`<li>${recordedText(words, line, undoing.said?.[name]?.[index])}</li>`)}
              </ul>`,
        )}`,
  );
}
