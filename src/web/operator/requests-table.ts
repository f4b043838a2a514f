import type { EnablementSummary } from '../../domain/enablement/enablement';
import { html, type Html } from '../html';
import type { Reader } from '../reader';
import { moment } from '../time';
import { outcomeBadge } from '../badge';

/** Requests, a line each. */
export function requestsTable({ words, language }: Reader, items: readonly EnablementSummary[]): Html {
  const { caption, columns } = words.operator.requests;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}">
    <table>
      <caption class="hidden">
        ${caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">${columns.id}</th>
          <th scope="col">${columns.goal}</th>
          <th scope="col">${columns.requestedBy}</th>
          <th scope="col">${columns.acceptedAt}</th>
          <th scope="col">${columns.state}</th>
        </tr>
      </thead>
      <tbody>
        ${items.map(
          ({ id, goal, requestedBy, acceptedAt, ...ended }) =>
            html`<tr>
              <th scope="row"><a href="/requests/${id}">${id}</a></th>
              <td>${words.run.goals[goal]}</td>
              <td>${requestedBy}</td>
              <td>${moment(acceptedAt, language)}</td>
              <td>${outcomeBadge(words, ended)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
