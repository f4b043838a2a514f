import type { HttpResponseInit } from '@azure/functions';
import { READERS } from '../../api/routes/fields';
import { checkEvidence } from '../../store/check-evidence';
import { runPage, runParts } from '../../web/run/run-page';
import { unknownRun } from '../status-answer';
import { stepsAsCsv } from '../steps-csv';
import { pageAnswer } from './page-answer';
import { runViewOf } from './run-view-of';
import { servePage, type House } from './serve-page';
import type { Visit } from './visit';

/** `/requests/{id}`: the page of a run, what its script fetches to keep it up to date, and the evidence. */
export function registerRunPages(house: House): void {
  const { services } = house;
  const page = { method: 'GET', access: READERS, about: 'run' } as const;
  const at = (visit: Visit) => runViewOf(services, visit.caller, visit.request, idIn(visit));

  servePage(house, { ...page, name: 'pageRun', route: 'requests/{id}' }, async (visit) => {
    const view = await at(visit);
    return view ? pageAnswer(runPage(visit.reader, view)) : unknownRun(idIn(visit));
  });
  const live = { ...page, name: 'pageRunLive', route: 'requests/{id}/live', isPart: true };
  servePage(house, live, async (visit) => {
    const view = await at(visit);
    if (view === undefined) return unknownRun(idIn(visit));
    const answer = pageAnswer(runParts(visit.reader, view));
    const { lookAgainAfter: seconds } = view;
    return { ...answer, headers: { ...answer.headers, ...(seconds && { 'retry-after': String(seconds) }) } };
  });
  const evidence = { ...page, name: 'pageRunEvidence', route: 'requests/{id}/evidence.{format}' };
  servePage(house, evidence, (visit) => evidenceOf(house, visit));
}

const idIn = ({ request }: Visit): string => request.params['id'] ?? '';

async function evidenceOf({ services }: House, visit: Visit): Promise<HttpResponseInit> {
  const id = idIn(visit);
  const run = await services.store.find(id);
  if (run === undefined) return unknownRun(id);
  const { steps, unreadable } = await services.store.legibleSteps(id);
  const isTable = visit.request.params['format']?.toLowerCase() === 'csv';
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
