import { getConsentPage } from '../../api/routes/consent';
import { READERS } from '../../api/routes/fields';
import { checkTenant } from '../../api/routes/tenants';
import { readinessPage } from '../../web/desk/readiness-page';
import { consentUrlOf } from '../consent';
import { unknownTenant } from '../tenants';
import { mayCall } from './may-call';
import { pageAnswer } from './page-answer';
import { servePage, type House } from './serve-page';

/** `/tenants/{id}/readiness`: what is missing, and what mends it. */
export function registerReadinessPage(house: House): void {
  const { services } = house;
  const page = {
    name: 'pageReadiness',
    route: 'tenants/{id}/readiness',
    method: 'GET',
    about: 'tenantInPath',
  } as const;
  servePage(house, { ...page, access: READERS }, async ({ reader, caller, request }) => {
    const { id = '' } = request.params;
    const params = checkTenant.params.safeParse({ id });
    const tenant = params.success ? await services.tenants.find(params.data.id) : undefined;
    if (tenant === undefined) return unknownTenant(id);
    const query = checkTenant.query.safeParse({ goal: request.query.get('goal') ?? undefined });
    const { goal } = query.data ?? { goal: 'guestAccess' };
    const readiness = await services.checkReadiness(tenant.tenantId, goal);
    if (readiness === undefined) return unknownTenant(id);
    const consentUrl = mayCall(getConsentPage, caller, tenant.tenantId)
      ? consentUrlOf(services, tenant.tenantId, request)
      : undefined;
    return pageAnswer(
      readinessPage(reader, { tenant, goal, ...readiness, ...(consentUrl && { consentUrl }) }),
    );
  });
}
