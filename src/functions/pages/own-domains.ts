import { requestEnablement } from '../../api/routes/request-enablement';
import { tenantIdIn } from '../../domain/enablement/parse-request';
import { problem } from '../http/problem';
import { servePage, type PageContext } from './serve/serve-page';

/** `GET /tenants/{tenantId}/domains`: so that the form can say at once that an address is one of our own. */
export function registerOwnDomains(pageContext: PageContext): void {
  const page = {
    name: 'pageOwnDomains',
    route: 'tenants/{tenantId}/domains',
    method: 'GET',
    access: requestEnablement.access,
    about: 'tenantInPath',
    isPart: true,
  } as const;
  servePage(pageContext, page, async ({ request }) => {
    const { tenants, ownDomains } = pageContext.services;
    const tenantId = tenantIdIn(request.params);
    const tenant = tenantId === undefined ? undefined : await tenants.find(tenantId);
    if (tenant === undefined)
      return problem({ status: 404, type: 'unknown-page', title: 'There is no such tenant.' });
    const domains = await ownDomains(tenant.tenantId);
    if (domains === undefined)
      return problem({
        status: 409,
        type: 'not-let-in',
        title: 'Our identity has no access to this tenant.',
      });
    return { jsonBody: domains };
  });
}
