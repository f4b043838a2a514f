import { requestEnablement } from '../../api/routes/enablements';
import { problem } from '../problem';
import { servePage, type House } from './serve-page';

/** `GET /tenants/{tenantId}/domains`: so that the form can say at once that an address is one of our own. */
export function registerOwnDomains(house: House): void {
  const page = {
    name: 'pageOwnDomains',
    route: 'tenants/{tenantId}/domains',
    method: 'GET',
    access: requestEnablement.access,
    isPart: true,
  } as const;
  servePage(house, page, async ({ request }) => {
    const { tenants, ownDomains } = house.services;
    const tenant = await tenants.find((request.params['tenantId'] ?? '').toLowerCase());
    if (tenant === undefined)
      return problem({ status: 404, type: 'unknown-page', title: 'There is no such tenant.' });
    return { jsonBody: await ownDomains(tenant.tenantId) };
  });
}
