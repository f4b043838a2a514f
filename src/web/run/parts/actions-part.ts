import { textArea, textField } from '../../fields';
import { html, type Content, type Html } from '../../html';
import type { Words } from '../../words';
import { part } from '../part';
import type { RunView } from '../run-view';

/** The buttons that somebody's role and the state of the run allow. */
export function actionsPart({ run: { actions: said } }: Words, { status: { id }, actions }: RunView): Html {
  const button = (name: 'cancel' | 'probe', look: string): Content =>
    actions.has(name) &&
    html`<form method="post" action="/requests/${id}/${name}">
      <button class="button ${look}">${said[name]}</button>
      <p class="hint">${said[`${name}Hint`]}</p>
    </form>`;
  const undo =
    actions.has('undo') &&
    html`<details>
      <summary>${said.undo}</summary>
      <form method="post" action="/requests/${id}/undo">
        ${textArea({ name: 'justification', label: said.undoWhy, hint: said.undoHint, value: '' }, 2)}
        <button class="button danger">${said.undo}</button>
      </form>
    </details>`;
  const extend =
    actions.has('extend') &&
    html`<details>
      <summary>${said.extend}</summary>
      <form method="post" action="/requests/${id}/extend">
        ${textField({ name: 'until', label: said.extendUntil, value: '' }, 'date')}
        ${textArea({ name: 'reason', label: said.extendWhy, value: '' }, 2)}
        <button class="button">${said.extend}</button>
      </form>
    </details>`;
  const shown = [button('probe', ''), button('cancel', 'danger'), extend, undo];
  const hasAny = shown.some((one) => one !== false);
  return part(
    'actions',
    hasAny &&
      html`<h2>${said.title}</h2>
        <div class="actions">${shown}</div>`,
  );
}
