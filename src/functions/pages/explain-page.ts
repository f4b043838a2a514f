import { explainAccess } from '../../api/routes/explanations';
import { ONE_TENANT } from '../../api/routes/fields';
import type { TenantSettings } from '../../domain/tenant/tenant-settings';
import { parseQuestion } from '../../domain/diagnosis/explain-question';
import { EXPLAIN_FIELDS, explainPage, type ExplainPage } from '../../web/operator/explain-page';
import { unknownTenant } from '../tenants/tenants';
import { pageAnswer } from './serve/page-answer';
import { servePage, type PageContext } from './serve/serve-page';
import type { PageRequest } from './serve/page-request';

/**
 * `/tenants/{id}/explain`: why a guest cannot get in. The question is sent as a form, so that no address of a person stands
 * in the address of the page. Reads, and changes nothing.
 */
export function registerExplainPage(pageContext: PageContext): void {
  const { services } = pageContext;
  const page = {
    route: 'tenants/{id}/explain',
    access: explainAccess.access,
    about: 'tenantInPath',
  } as const;

  servePage(pageContext, { ...page, name: 'pageExplain', method: 'GET' }, async (pageRequest) => {
    const tenant = await tenantOf(pageContext, pageRequest);
    if (tenant === undefined) return unknownTenant(pageRequest.request.params['id'] ?? '');
    return pageAnswer(explainPage(pageRequest.reader, { tenant, values: {}, faults: new Set() }));
  });

  servePage(pageContext, { ...page, name: 'pageAskExplanation', method: 'POST' }, async (pageRequest) => {
    const tenant = await tenantOf(pageContext, pageRequest);
    if (tenant === undefined) return unknownTenant(pageRequest.request.params['id'] ?? '');
    const values: ExplainPage['values'] = Object.fromEntries(
      EXPLAIN_FIELDS.map((name) => [name, pageRequest.form.get(name)?.trim() ?? '']),
    );
    const asked = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
    const parsed = parseQuestion({ ...asked, tenantId: tenant.tenantId }, true);
    if (parsed.kind === 'rejected') {
      const faults = new Set(parsed.violations.map(({ pointer }) => pointer.slice(1)));
      return pageAnswer(explainPage(pageRequest.reader, { tenant, values, faults }), 422);
    }
    const explanation = await services.explain(parsed.request);
    return pageAnswer(explainPage(pageRequest.reader, { tenant, values, faults: new Set(), explanation }));
  });
}

async function tenantOf(
  { services }: PageContext,
  { request }: PageRequest,
): Promise<TenantSettings | undefined> {
  const params = ONE_TENANT.safeParse({ id: request.params['id'] });
  return params.success ? services.tenants.find(params.data.id) : undefined;
}
