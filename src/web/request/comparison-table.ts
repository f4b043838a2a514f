import { html, type Html } from '../html';
import type { Words } from '../words';

/** What each way can do, one click away. */
export function comparisonTable({ comparison }: Words): Html {
  const { title, caption, need, columns, rows, note } = comparison;
  return html`<details class="card compare">
    <summary>${title}</summary>
    <div class="scroll" tabindex="0" role="region" aria-label="${caption}">
      <table>
        <caption>
          ${caption}
        </caption>
        <thead>
          <tr>
            <th scope="col">${need}</th>
            <th scope="col">${columns.guest}</th>
            <th scope="col">${columns.external}</th>
            <th scope="col">${columns.shared}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ([first, ...rest]) =>
              html`<tr>
                <th scope="row">${first}</th>
                ${rest.map((cell) => html`<td>${cell}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p class="hint">${note}</p>
  </details>`;
}
