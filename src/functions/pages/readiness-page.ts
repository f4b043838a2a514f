import { getConsentPage } from '../../api/routes/consent';
import { READERS } from '../../api/routes/fields';
import { checkTenant } from '../../api/routes/tenants';
import { readinessPage } from '../../web/operator/readiness-page';
import { consentUrlOf } from '../tenants/consent';
import { unknownTenant } from '../tenants/tenants';
import { mayCall } from './may-call';
import { pageAnswer } from './serve/page-answer';
import { servePage, type PageContext } from './serve/serve-page';

/** `/tenants/{id}/readiness`: what is missing, and what fixes it. */
export function registerReadinessPage(pageContext: PageContext): void {
  const { services } = pageContext;
  const page = {
    name: 'pageReadiness',
    route: 'tenants/{id}/readiness',
    method: 'GET',
    about: 'tenantInPath',
  } as const;
  servePage(pageContext, { ...page, access: READERS }, async ({ reader, caller, request }) => {
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
