import type { Undoing } from '../../enablement/conclusion';
import { html, type Html } from '../html';
import type { Words } from '../words';
import { part, recorded } from './part';
import type { RunView } from './run-view';

const LISTS = [
  'putBack',
  'unseen',
  'conflicts',
  'notPutBack',
  'byHand',
  'followUps',
] as const satisfies (keyof Undoing)[];

/** What was put back, what was not, and what is left to people. */
export function undoingPart({ run: { undoing: said } }: Words, { status: { undoing } }: RunView): Html {
  const lists = LISTS.filter((name) => (undoing?.[name]?.length ?? 0) > 0);
  return part(
    'undoing',
    lists.length > 0 &&
      html`<h2>${said.title}</h2>
        ${lists.map(
          (name) =>
            html`<h3>${said[name]}</h3>
              <ul>
                ${undoing?.[name]?.map((line) => html`<li>${recorded(line)}</li>`)}
              </ul>`,
        )}`,
  );
}
