import type { HttpResponseInit } from '@azure/functions';
import { READERS } from '../../api/routes/fields';
import { checkEvidence } from '../../store/evidence/check-evidence';
import { runPage, runParts } from '../../web/run/run-page';
import { unknownRun } from '../enablements/status-answer';
import { stepsAsCsv } from '../enablements/steps-csv';
import { pageAnswer } from './serve/page-answer';
import { runViewOf } from './run-view-of';
import { servePage, type PageContext } from './serve/serve-page';
import type { PageRequest } from './serve/page-request';

/** `/requests/{id}`: the page of a run, what its script fetches to keep it up to date, and the evidence. */
export function registerRunPages(pageContext: PageContext): void {
  const { services } = pageContext;
  const page = { method: 'GET', access: READERS, about: 'run' } as const;
  const at = (pageRequest: PageRequest) =>
    runViewOf(services, pageRequest.caller, pageRequest.request, idIn(pageRequest));

  servePage(pageContext, { ...page, name: 'pageRun', route: 'requests/{id}' }, async (pageRequest) => {
    const view = await at(pageRequest);
    return view ? pageAnswer(runPage(pageRequest.reader, view)) : unknownRun(idIn(pageRequest));
  });
  const live = { ...page, name: 'pageRunLive', route: 'requests/{id}/live', isPart: true };
  servePage(pageContext, live, async (pageRequest) => {
    const view = await at(pageRequest);
    if (view === undefined) return unknownRun(idIn(pageRequest));
    const answer = pageAnswer(runParts(pageRequest.reader, view));
    const { lookAgainAfter: seconds } = view;
    return { ...answer, headers: { ...answer.headers, ...(seconds && { 'retry-after': String(seconds) }) } };
  });
  const evidence = { ...page, name: 'pageRunEvidence', route: 'requests/{id}/evidence.{format}' };
  servePage(pageContext, evidence, (pageRequest) => evidenceOf(pageContext, pageRequest));
}

const idIn = ({ request }: PageRequest): string => request.params['id'] ?? '';

async function evidenceOf({ services }: PageContext, pageRequest: PageRequest): Promise<HttpResponseInit> {
  const id = idIn(pageRequest);
  const run = await services.store.find(id);
  if (run === undefined) return unknownRun(id);
  const { steps, unreadable } = await services.store.legibleSteps(id);
  const isTable = pageRequest.request.params['format']?.toLowerCase() === 'csv';
  const headers = {
    'content-type': isTable ? 'text/csv; charset=utf-8' : 'application/json',
    'content-disposition': `attachment; filename="${id}.${isTable ? 'csv' : 'json'}"`,
  };
  return {
    headers,
    body: isTable
      ? stepsAsCsv(steps)
      : JSON.stringify({ id, steps, chain: checkEvidence(steps, run, unreadable) }, null, 2),
  };
}
