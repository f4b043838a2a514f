import { explainAccess } from '../../api/routes/explanations';
import { ONE_TENANT } from '../../api/routes/fields';
import type { Registration } from '../../enablement/registration';
import { parseQuestion } from '../../explanations/question';
import { WHY_FIELDS, whyPage, type WhyPage } from '../../web/desk/why-page';
import { unknownTenant } from '../tenants';
import { pageAnswer } from './page-answer';
import { servePage, type House } from './serve-page';
import type { Visit } from './visit';

/**
 * `/tenants/{id}/why`: why a guest cannot get in. The question is sent as a form, so that no address of a person stands
 * in the address of the page. Reads, and changes nothing.
 */
export function registerWhyPage(house: House): void {
  const { services } = house;
  const page = { route: 'tenants/{id}/why', access: explainAccess.access, about: 'tenantInPath' } as const;

  servePage(house, { ...page, name: 'pageWhy', method: 'GET' }, async (visit) => {
    const tenant = await tenantOf(house, visit);
    if (tenant === undefined) return unknownTenant(visit.request.params['id'] ?? '');
    return pageAnswer(whyPage(visit.reader, { tenant, values: {}, faults: new Set() }));
  });

  servePage(house, { ...page, name: 'pageAskWhy', method: 'POST' }, async (visit) => {
    const tenant = await tenantOf(house, visit);
    if (tenant === undefined) return unknownTenant(visit.request.params['id'] ?? '');
    const values: WhyPage['values'] = Object.fromEntries(
      WHY_FIELDS.map((name) => [name, visit.form.get(name)?.trim() ?? '']),
    );
    const asked = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
    const parsed = parseQuestion({ ...asked, tenantId: tenant.tenantId }, true);
    if (parsed.kind === 'rejected') {
      const faults = new Set(parsed.violations.map(({ pointer }) => pointer.slice(1)));
      return pageAnswer(whyPage(visit.reader, { tenant, values, faults }), 422);
    }
    const explanation = await services.explain(parsed.request);
    return pageAnswer(whyPage(visit.reader, { tenant, values, faults: new Set(), explanation }));
  });
}

async function tenantOf({ services }: House, { request }: Visit): Promise<Registration | undefined> {
  const params = ONE_TENANT.safeParse({ id: request.params['id'] });
  return params.success ? services.tenants.find(params.data.id) : undefined;
}
