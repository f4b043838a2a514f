import { html, type Html } from '../../html';
import type { Words } from '../../words';
import { part } from '../part';
import type { RunView } from '../run-view';

/** The record itself, to take along. */
export function evidencePart(
  { run: { evidence: said } }: Words,
  { status: { id, outcome }, steps, chain }: RunView,
): Html {
  return part(
    'evidence',
    html`<h2>${said.title}</h2>
      <p>${said.text(steps.length)}</p>
      ${
        chain.fault === undefined
          ? html`<p>${said.whole(outcome !== undefined)}</p>`
          : html`<p class="notice" role="alert">
              ${said.broken(chain.brokenAt ?? 0)} ${said.faults[chain.fault]}
            </p>`
      }
      <p class="buttons no-print">
        <a class="button" href="/requests/${id}/evidence.csv" download>${said.csv}</a>
        <a class="button" href="/requests/${id}/evidence.json" download>${said.json}</a>
      </p>
      ${steps.length > 0 && html`<p class="hash">${said.lastHash} <code>${chain.lastHash}</code></p>`}
      <p class="hint no-print">${said.print}</p>`,
  );
}
