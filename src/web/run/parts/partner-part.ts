import { html, type Html } from '../../html';
import type { Words } from '../../words';
import { part, recordedText } from '../part';
import type { RunView } from '../run-view';

/** External access, which only people can try: the text for the other side, and the button for whoever tried. */
export function partnerPart(words: Words, view: RunView): Html {
  const { partner: said, actions: buttons } = words.run;
  const { id, partnerTest, undo } = view.status;
  // After an undo there is nothing left to try.
  if (partnerTest === undefined || undo?.status === 'undone') return part('partner', false);
  const { state, by = '', message, messageSaid } = partnerTest;
  return part(
    'partner',
    html`<h2>${said.title}</h2>
      <p>${state === 'confirmed' ? said.confirmed(by) : said.pending}</p>
      <details>
        <summary>${said.message}</summary>
        <p class="as-typed">${recordedText(words, message, messageSaid)}</p>
      </details>
      ${
        view.actions.has('confirm') &&
        html`<form method="post" action="/requests/${id}/confirm">
          <button class="button">${buttons.confirm}</button>
          <p class="hint">${buttons.confirmHint}</p>
        </form>`
      }`,
  );
}
