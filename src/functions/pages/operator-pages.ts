import { READERS } from '../../api/routes/fields';
import type { TenantSettings } from '../../domain/tenant/tenant-settings';
import { whereLegible } from '../../store/tables/unreadable-rows';
import type { Page } from '../../store/enablements/enablement-store';
import { approvalsPage } from '../../web/operator/approvals-page';
import { requestsPage } from '../../web/operator/requests-page';
import { tenantsPage } from '../../web/operator/tenants-page';
import type { RunView } from '../../web/run/run-view';
import { visibleTo } from '../http/tenant-boundary';
import { pageAnswer } from './serve/page-answer';
import { runViewOf } from './run-view-of';
import { servePage, type PageContext } from './serve/serve-page';
import { tenantSlice } from './tenant-slice';
import type { PageRequest } from './serve/page-request';

const A_PAGE = 25;
const MOST_OPEN = 200;
const idOf = ({ tenantId }: { tenantId: string }): string => tenantId;

/** The pages of those who decide and look after things: requests, approvals and tenants. */
export function registerOperatorPages(pageContext: PageContext): void {
  const { tenants, store } = pageContext.services;
  const page = { method: 'GET', access: READERS, about: 'whatTheCallerMaySee' } as const;
  const listOf = (
    tenant: TenantSettings,
    options: { size: number; isFinished?: boolean; continuation?: string },
  ): Promise<Page> => store.list(tenant.tenantId, options);

  servePage(
    pageContext,
    { ...page, name: 'pageRequests', route: 'requests' },
    async ({ reader, caller, request }) => {
      const [wanted, continuation] = [request.query.get('tenant'), request.query.get('continuation')];
      const all = visibleTo(caller, READERS, await tenants.all(), idOf);
      const chosen = wanted === null ? all : all.filter(({ tenantId }) => tenantId === wanted);
      const { shown, next } = tenantSlice(chosen, (one) => one.tenantId, request);
      const from = wanted !== null && continuation !== null ? { continuation } : {};
      const lists = shown.map(async (tenant) => ({
        tenant,
        page: await listOf(tenant, { size: A_PAGE, ...from }),
      }));
      return pageAnswer(requestsPage(reader, await Promise.all(lists), next));
    },
  );

  servePage(pageContext, { ...page, name: 'pageApprovals', route: 'approvals' }, async (pageRequest) =>
    pageAnswer(approvalsPage(pageRequest.reader, await waitingFor(pageContext, pageRequest))),
  );

  servePage(
    pageContext,
    { ...page, name: 'pageTenants', route: 'tenants' },
    async ({ reader, caller, request }) => {
      const { shown, next } = tenantSlice(
        visibleTo(caller, READERS, await tenants.list(), ({ inForce }) => idOf(inForce)),
        ({ inForce }) => idOf(inForce),
        request,
      );
      const served = shown.map(async ({ inForce: tenant, isHome, consentedAt }) => ({
        tenant,
        isHome,
        ...(consentedAt && { consentedAt }),
        last: (await listOf(tenant, { size: 1 })).items[0],
      }));
      return pageAnswer(tenantsPage(reader, await Promise.all(served), next));
    },
  );
}

/** The runs that wait for a second person, whoever that may be. */
async function waitingFor({ services }: PageContext, { caller, request }: PageRequest): Promise<RunView[]> {
  const marked = visibleTo(caller, READERS, await services.openWork.list(), idOf);
  const open = marked.map(({ tenantId }) =>
    services.store.list(tenantId, { size: MOST_OPEN, isFinished: false }),
  );
  const ids = (await Promise.all(open)).flatMap(({ items }) => items.map(({ id }) => id));
  const views = await whereLegible(ids, (id) => runViewOf(services, caller, request, id));
  return views.filter((view) => view?.status.status === 'waitingForApproval') as RunView[];
}
