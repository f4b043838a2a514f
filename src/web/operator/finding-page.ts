import type { AuditFinding } from '../../domain/audit/audit-finding';
import type { TenantAudit } from '../../domain/audit/tenant-audit';
import type { TenantSettings } from '../../domain/tenant/tenant-settings';
import { checkbox, textArea, textField } from '../fields';
import { html, type Html } from '../html';
import { layout } from '../layout';
import type { Reader } from '../reader';
import { findingsTable } from './findings-table';
import { tenantHeading } from './tenant-heading';

/** Where one finding of a tenant is looked at, and lived with. */
export const findingAddressOf =
  ({ tenantId }: Pick<TenantAudit, 'tenantId'>) =>
  ({ key }: Pick<AuditFinding, 'key'>): string =>
    `/findings/${encodeURIComponent(`${tenantId}.${key}`)}`;

export interface FindingPage {
  tenant: Pick<TenantSettings, 'tenantId' | 'name'>;
  finding: AuditFinding;
}

/** One finding, and the form by which somebody lives with it: until a day, or for good. */
export function findingPage(reader: Reader, { tenant, finding }: FindingPage): Html {
  const { words } = reader;
  const { title, lead, until, reason, asBaseline, accept, back } = words.operator.finding;
  const body = html`<div class="hero">
      <h1>${title}</h1>
      <p class="lead">${lead}</p>
    </div>
    <section class="card">
      ${tenantHeading(tenant)} ${findingsTable(reader, [finding])}
      <form method="post" action="${findingAddressOf(tenant)(finding)}">
        ${textField({ name: 'until', label: until, value: '' }, 'date')}
        ${textArea({ name: 'reason', label: reason, value: '' }, 2)}
        ${checkbox({ name: 'asBaseline', label: asBaseline }, false)}
        <button class="button primary">${accept}</button>
      </form>
    </section>
    <p><a class="button" href="/audits">${back}</a></p>`;
  return layout(reader, { title, section: 'audits', body });
}
