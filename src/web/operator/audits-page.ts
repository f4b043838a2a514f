import type { AuditSummary } from '../../domain/audit/audit-run';
import type { ProofReport } from '../../domain/audit/recurring-proof';
import type { TenantAudit } from '../../domain/audit/tenant-audit';
import type { TenantSettings } from '../../domain/tenant/tenant-settings';
import { badge, type Tone } from '../badge';
import { html, type Content, type Html } from '../html';
import { layout } from '../layout';
import type { Reader } from '../reader';
import { recorded, recordedText } from '../run/part';
import { titleIn } from '../../texts/in-language';
import { moment } from '../time';
import type { Words } from '../words';
import { findingAddressOf } from './finding-page';
import { findingsTable } from './findings-table';
import { furtherTenants } from './further-tenants';
import { tenantHeading } from './tenant-heading';

export interface AuditsPage {
  /** Each tenant with what the last audit said of it; undefined where there was none. */
  tenants: readonly { tenant: TenantSettings; last: TenantAudit | undefined }[];
  /** The newest first. */
  runs: readonly AuditSummary[];
  mayStart: boolean;
  /** Whether this reader may live with a finding. */
  mayAccept: boolean;
  /** The address of further tenants. */
  next?: string;
}

/** What has moved in each tenant, and since when. */
export function auditsPage(reader: Reader, page: AuditsPage): Html {
  const { tenants, runs, mayStart, mayAccept, next } = page;
  const { title, lead, start, none } = reader.words.operator.audits;
  const body = html`<div class="hero">
      <h1>${title}</h1>
      <p class="lead">${lead}</p>
      ${
        mayStart &&
        html`<form method="post" action="/audits"><button class="button primary">${start}</button></form>`
      }
    </div>
    ${tenants.map(
      ({ tenant, last }) =>
        html`<section class="card">
          ${tenantHeading(tenant)}
          ${last === undefined ? html`<p>${none}</p>` : auditState(reader, last, mayAccept)}
        </section>`,
    )}
    ${furtherTenants(reader, next)} ${runs.length > 0 && history(reader, runs)}`;
  return layout(reader, { title, section: 'audits', body });
}

const TONES = { clean: 'good', findings: 'warn', unread: 'plain' } as const satisfies Record<
  TenantAudit['outcome'],
  Tone
>;

function auditState(reader: Reader, audit: TenantAudit, mayAccept: boolean): Html {
  const { words, language } = reader;
  const { audits: said } = words.operator;
  const { at, outcome, findings, unknown, guests, read, proof, teamsAsOf } = audit;
  return html`<p>${badge(said.outcomes[outcome], TONES[outcome])}</p>
    <dl class="facts">
      ${fact(said.lastAt, moment(at, language))} ${fact(said.read, read)} ${rules(words, audit)}
      ${teamsAsOf && fact(said.teamsAsOf, moment(teamsAsOf, language))}
      ${proof && fact(said.proof, proven(reader, proof))}
      ${
        guests !== null &&
        fact(
          said.guests,
          html`${guests.all}${guests.neverCame > 0 && html`: ${said.neverCame(guests.neverCame)}`}`,
        )
      }
    </dl>
    ${findings.length > 0 && findingsTable(reader, findings, mayAccept ? findingAddressOf(audit) : undefined)}
    ${
      unknown.length > 0 &&
      html`<details>
        <summary>${said.unknown} (${unknown.length})</summary>
        <ul class="notes">
          ${unknown.map(
            ({ control, title, reason, reasonSaid }) =>
              html`<li>
                <strong
                  >${control === undefined ? recorded(title) : titleIn(words.language, control, title)}</strong
                >
                ${control !== undefined && html`<span class="id">${control}</span>`}:
                ${recordedText(words, reason, reasonSaid)}
              </li>`,
          )}
        </ul>
      </details>`
    }`;
}

function proven(
  { words, language }: Reader,
  { result, at, rung, enablement, note, noteSaid }: ProofReport,
): Content {
  const { audits: said } = words.operator;
  const known =
    at !== undefined &&
    html`${said.proofs[result]} ${moment(at, language)}, ${said.rung} ${rung ?? 0}
      <a href="/requests/${enablement ?? ''}">${enablement}</a>`;
  return html`${known || said.proofs.never}
  ${note && html`<span>${recordedText(words, note, noteSaid)}</span>`}`;
}

const fact = (name: string, value: Content): Html =>
  html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;

function rules({ operator: { audits: said } }: Words, { rules: all }: TenantAudit): Content {
  const failed = all.filter(({ passes }) => passes === false).map(({ id }) => id);
  const passed = all.filter(({ passes }) => passes === true).length;
  const more = failed.length > 0 && html`; ${said.fails} ${failed.join(', ')}`;
  return all.length > 0 && fact(said.rules, html`${said.passes(passed, all.length)}${more}`);
}

function history({ words, language }: Reader, runs: AuditsPage['runs']): Html {
  const { history: title, historyColumns: columns, underWay } = words.operator.audits;
  return html`<section class="card">
    <h2>${title}</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="${title}">
      <table>
        <thead>
          <tr>
            ${Object.values(columns).map((column) => html`<th scope="col">${column}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${runs.map(
            ({ startedAt, startedBy, tenantId, counts }) =>
              html`<tr>
                <th scope="row">${moment(startedAt, language)}</th>
                <td>${startedBy}${tenantId && html` <code>${tenantId}</code>`}</td>
                ${
                  counts
                    ? [counts.withFindings, counts.clean, counts.new, counts.resolved].map(
                        (count) => html`<td>${count}</td>`,
                      )
                    : html`<td colspan="4">${underWay}</td>`
                }
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}
