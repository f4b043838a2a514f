import { reachOf } from '../../access/role-tenants';
import { acceptFinding, startAudit } from '../../api/routes/audits';
import { READERS } from '../../api/routes/fields';
import { auditsPage } from '../../web/operator/audits-page';
import { start } from '../audits/audits';
import { visibleTo } from '../http/tenant-boundary';
import { auditsFor } from '../audits/visible-audits';
import { mayCall } from './may-call';
import { pageAnswer, seeOther } from './serve/page-answer';
import { whereLegible } from '../../store/tables/unreadable-rows';
import { callOf } from './serve/form-to-call';
import { servePage, type PageContext } from './serve/serve-page';
import { tenantSlice } from './tenant-slice';

const LAST = 10;
const idOf = ({ tenantId }: { tenantId: string }): string => tenantId;

/** `/audits`: what the last audits said, and the button that starts one. */
export function registerAuditPages(pageContext: PageContext): void {
  const { services } = pageContext;
  const { audits, tenants } = services;
  const page = { route: 'audits', access: READERS, about: 'whatTheCallerMaySee' } as const;

  servePage(
    pageContext,
    { ...page, name: 'pageAudits', method: 'GET' },
    async ({ reader, caller, request }) => {
      const { shown, ...further } = tenantSlice(
        visibleTo(caller, READERS, await tenants.all(), idOf),
        (one) => one.tenantId,
        request,
      );
      // A tenant whose record cannot be read is shown as one that was not audited yet.
      const auditStateOf = async (tenantId: string) =>
        (await whereLegible([tenantId], (id) => audits.auditState(id)))[0];
      const all = shown.map(async (tenant) => {
        const kept = await auditStateOf(tenant.tenantId);
        // What somebody accepted since the audit stands in the standing only.
        return { tenant, last: kept && { ...kept.result, findings: kept.auditState.findings } };
      });
      return pageAnswer(
        auditsPage(reader, {
          tenants: await Promise.all(all),
          runs: await auditsFor(services, caller, await audits.newest(LAST)),
          mayStart: mayCall(startAudit, caller) && reachOf(caller, startAudit.access) === 'all',
          ...further,
          mayAccept: mayCall(acceptFinding, caller),
        }),
      );
    },
  );

  const button = {
    ...page,
    name: 'pageAuditNow',
    access: startAudit.access,
    about: 'everyTenant',
    usesDurable: true,
  } as const;
  servePage(pageContext, { ...button, method: 'POST' }, async (pageRequest) => {
    const answer = await start(
      services,
      callOf(startAudit, pageRequest, {}, { by: pageRequest.caller.name }),
    );
    return (answer.status ?? 200) >= 400 ? answer : seeOther('/audits');
  });
}
