import type { EnablementSummary } from '../../enablement/enablement';
import type { Registration } from '../../enablement/registration';
import { outcomeBadge } from '../badge';
import { html, type Html } from '../html';
import { layout } from '../layout';
import type { Reader } from '../reader';
import { moment } from '../time';
import { tenantHeading } from './tenant-heading';

export interface LookedAt {
  tenant: Registration;
  /** Runs that are over, the newest first. */
  finished: readonly EnablementSummary[];
}

/** What is known of each tenant, and since when. */
export function auditsPage(reader: Reader, looked: readonly LookedAt[]): Html {
  const { title, lead } = reader.words.desk.audits;
  const body = html`<div class="hero">
      <h1>${title}</h1>
      <p class="lead">${lead}</p>
    </div>
    ${looked.map(({ tenant, finished }) => html`<section class="card">${tenantHeading(tenant)} ${found(reader, finished)}</section>`)}`;
  return layout(reader, { title, section: 'audits', body });
}

function found({ words, language }: Reader, finished: readonly EnablementSummary[]): Html {
  const { none, caption, columns } = words.desk.audits;
  if (finished.length === 0) return html`<p>${none}</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}">
    <table>
      <caption class="hidden">
        ${caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">${columns.when}</th>
          <th scope="col">${columns.found}</th>
          <th scope="col">${columns.request}</th>
        </tr>
      </thead>
      <tbody>
        ${finished.map(
          ({ id, finishedAt, acceptedAt, outcome, goal }) =>
            html`<tr>
              <td>${moment(finishedAt ?? acceptedAt, language)}</td>
              <td>${outcomeBadge(words, outcome)} ${words.run.goals[goal]}</td>
              <th scope="row"><a href="/requests/${id}">${id}</a></th>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
