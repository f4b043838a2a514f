import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import * as df from 'durable-functions';
import type { AuditReport } from '../../api/answers/audit';
import { BASE } from '../../api/route';
import { getAudit, listAudits, startAudit } from '../../api/routes/audits';
import type { AuditRun } from '../../domain/audit/audit-run';
import type { TenantAudit } from '../../domain/audit/tenant-audit';
import type { Services } from '../../composition/services';
import { whereLegible } from '../../store/tables/unreadable-rows';
import { auditAsCsv } from './audit-csv';
import { auditAsPage } from './audit-page';
import { viewAudit } from './audit-view';
import { problem } from '../http/problem';
import { serve, type Call } from '../http/serve';
import { beginAudit } from './start-audit';
import { auditsFor } from './visible-audits';

const SOON = 30;

/** `POST /audits` starts one; `GET /audits` shows the trend, `GET /audits/{id}` the report, as JSON, CSV or a page. */
export function registerAudits(services: Services): void {
  serve(services, startAudit, (call) => start(services, call), { usesDurable: true });
  serve(services, listAudits, async ({ query: { size }, caller }) => ({
    headers: { 'cache-control': 'no-store' },
    jsonBody: {
      items: (await auditsFor(services, caller, await services.audits.newest(size))).map(
        ({ missing: _, moreMissing: __, ...run }) => run,
      ),
    },
  }));
  serve(services, getAudit, (call) => read(services, call));
}

/** Starts an audit, or answers the one that runs already. */
export async function start(
  services: Services,
  { body: { by, tenantId }, request, context }: Call<typeof startAudit>,
): Promise<HttpResponseInit> {
  if (tenantId !== undefined && (await services.tenants.find(tenantId)) === undefined) {
    const title = 'This installation does not serve that tenant.';
    return problem({ status: 404, type: 'unknown-tenant', title });
  }
  const desired = { startedBy: by, tenantId };
  const { tenants: _, ...run } = await beginAudit(services, df.getClient(context), desired, context);
  return { status: 202, headers: goOn(services, request, run), jsonBody: run };
}

async function read(
  services: Services,
  { params: { id }, query: { size, continuation: after }, mediaType, request, caller }: Call<typeof getAudit>,
): Promise<HttpResponseInit> {
  // A file has all of it; whoever asks again and again how far it has come gets a page.
  const isFile = mediaType !== 'application/json';
  const view = await viewAudit(services, caller, id, { isFile, after, size });
  if (view === undefined)
    return problem({ status: 404, type: 'unknown-audit', title: `There is no audit ${id}.` });
  const { run, results, next } = view;
  const tenants = await Promise.all(
    results.map(async (one) => ({ ...one, ...(await remediationIn(services, one)) })),
  );
  const report: AuditReport = { missing: [], ...run, tenants, ...(next && { continuation: next }) };
  if (mediaType === 'text/csv') {
    const headers = {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${id}.csv"`,
    };
    return { headers, body: auditAsCsv(report) };
  }
  if (mediaType === 'text/html') return auditAsPage(report);
  if (run.finishedAt === undefined)
    return { status: 202, headers: goOn(services, request, run), jsonBody: report };
  return { headers: { 'cache-control': 'no-store' }, jsonBody: report };
}

/** The run that was asked to undo what an audit found, where one was: as it stands now. */
async function remediationIn(
  { store }: Services,
  { findings }: TenantAudit,
): Promise<Pick<AuditReport['tenants'][number], 'remediation'>> {
  const run = findings.find(({ remediation }) => remediation?.state === 'due')?.remediation?.run;
  if (run === undefined) return {};
  const [found] = await whereLegible([run], (id) => store.find(id));
  if (found === undefined) return { remediation: { run, state: 'notBegun' } };
  const { runOutcome } = found;
  return {
    remediation: runOutcome
      ? { run, state: 'finished', summary: runOutcome.summary }
      : { run, state: 'underWay' },
  };
}

const goOn = (
  { publicUrl }: Pick<Services, 'publicUrl'>,
  request: HttpRequest,
  { id }: Pick<AuditRun, 'id'>,
): Record<string, string> => ({
  location: new URL(`${BASE}/audits/${id}`, publicUrl ?? request.url).href,
  'retry-after': String(SOON),
  'cache-control': 'no-store',
});
