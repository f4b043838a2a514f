import type { HttpResponseInit } from '@azure/functions';
import { acceptFinding } from '../../api/routes/audits';
import { findingPage } from '../../web/operator/finding-page';
import { endOfDay, TICKED } from '../../web/request/request-form';
import { acceptOne, findingOf, parseAcceptance } from '../audits/findings';
import { problem, RejectedCall } from '../http/problem';
import { pageAnswer, seeOther } from './serve/page-answer';
import { servePage, type PageContext } from './serve/serve-page';
import type { PageRequest } from './serve/page-request';

/** `/findings/{id}`: one finding, for whoever may live with it; the form does, by the handler that serves machines. */
export function registerFindingPage(pageContext: PageContext): void {
  const { services } = pageContext;
  const page = { route: 'findings/{id}', access: acceptFinding.access, about: 'finding' } as const;

  servePage(pageContext, { ...page, name: 'pageFinding', method: 'GET' }, async ({ reader, request }) => {
    const found = await findingOf(services, request.params['id'] ?? '');
    const tenant = found && (await services.tenants.find(found.tenantId));
    if (found === undefined || tenant === undefined || found.finding.state === 'resolved') return unknown();
    return pageAnswer(findingPage(reader, { tenant, finding: found.finding }));
  });

  servePage(pageContext, { ...page, name: 'pageAcceptFinding', method: 'POST' }, async (pageRequest) => {
    const { caller, request } = pageRequest;
    const answer = await acceptOne(services, {
      params: { id: request.params['id'] ?? '' },
      body: bodyOf(pageRequest, services.now()),
      caller,
    });
    return (answer.status ?? 200) >= 400 ? answer : seeOther('/audits');
  });
}

/** @throws RejectedCall 422 with everything that is wrong */
function bodyOf({ caller, form }: PageRequest, now: Date) {
  const { until = '', reason, asBaseline } = Object.fromEntries(form);
  const parsed = parseAcceptance(
    {
      by: caller.name,
      reason,
      ...(until !== '' && { until: endOfDay(until) }),
      asBaseline: asBaseline === TICKED,
    },
    now,
  );
  if (parsed.kind === 'accepted') return parsed.request;
  const { violations } = parsed;
  throw new RejectedCall({
    status: 422,
    type: 'invalid-request',
    title: 'The form has mistakes.',
    violations,
  });
}

const unknown = (): HttpResponseInit =>
  problem({ status: 404, type: 'unknown-finding', title: 'There is no such open finding.' });
