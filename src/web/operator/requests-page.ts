import type { TenantSettings } from '../../domain/tenant/tenant-settings';
import type { Page } from '../../store/enablements/enablement-store';
import { html, type Html } from '../html';
import { layout } from '../layout';
import type { Reader } from '../reader';
import { furtherTenants } from './further-tenants';
import { requestsTable } from './requests-table';
import { tenantHeading } from './tenant-heading';

/** Requests, tenant by tenant. @param next the address of further tenants */
export function requestsPage(
  reader: Reader,
  lists: readonly { tenant: TenantSettings; page: Page }[],
  next?: string,
): Html {
  const { title, lead, none, older } = reader.words.operator.requests;
  const body = html`<div class="hero">
      <h1>${title}</h1>
      <p class="lead">${lead}</p>
    </div>
    ${lists.map(
      ({ tenant, page: { items, continuation } }) =>
        html`<section class="card">
          ${tenantHeading(tenant)} ${items.length === 0 ? html`<p>${none}</p>` : requestsTable(reader, items)}
          ${
            continuation !== undefined &&
            html`<p>
              <a
                href="/requests?tenant=${tenant.tenantId}&amp;continuation=${encodeURIComponent(continuation)}"
                >${older}</a
              >
            </p>`
          }
        </section>`,
    )}
    ${furtherTenants(reader, next)}`;
  return layout(reader, { title, section: 'requests', body });
}
