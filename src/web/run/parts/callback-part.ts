import { html, type Html } from '../../html';
import type { Words } from '../../words';
import { part, recorded } from '../part';
import type { RunView } from '../run-view';

/** How far the caller was told, where he wants to be called back. */
export function callbackPart({ run: { callback: said, actions: buttons } }: Words, view: RunView): Html {
  const { id, callback } = view.status;
  if (callback === undefined) return part('callback', false);
  const { state, lastProblem } = callback;
  return part(
    'callback',
    html`<h2>${said.title}</h2>
      <p>${said.states[state]}</p>
      ${lastProblem !== undefined && html`<p class="hint">${said.lastProblem}: ${recorded(lastProblem)}</p>`}
      ${
        view.actions.has('replay') &&
        html`<form method="post" action="/requests/${id}/replay">
          <button class="button">${buttons.replay}</button>
          <p class="hint">${buttons.replayHint}</p>
        </form>`
      }`,
  );
}
