import { app, type HttpHandler, type HttpResponseInit } from '@azure/functions';
import * as df from 'durable-functions';
import type { Caller } from '../../access/caller';
import { isWithin, mayOn, reachOf } from '../../access/role-tenants';
import { READERS } from '../../api/routes/fields';
import { requestEnablement } from '../../api/routes/request-enablement';
import { parseRequest, tenantIdIn } from '../../domain/enablement/parse-request';
import { comparableAddress } from '../../domain/input/test-guest-address';
import type { Services } from '../../composition/services';
import type { Reader } from '../../web/reader';
import type { DetailsPage } from '../../web/request/details-form';
import { detailsPage } from '../../web/request/details-page';
import { needsIn } from '../../web/request/needs';
import { questionsPage } from '../../web/request/questions-page';
import { bodyOf, faultsOf, valuesIn, valuesOf, type Values } from '../../web/request/request-form';
import { admit } from '../enablements/request-enablement';
import { visibleTo } from '../http/tenant-boundary';
import { pageAnswer, seeOther } from './serve/page-answer';
import { choiceIn } from './serve/preferences';
import { pageHandler, type PageContext } from './serve/serve-page';
import { unknownPage } from './serve/unknown-page';
import { mayCall } from './may-call';
import type { PageRequest } from './serve/page-request';

const LATEST = 5;
const idOf = ({ tenantId }: { tenantId: string }): string => tenantId;
const RUN = /^en-\w+$/;

/**
 * `/`: the questions, the form, and whatever is no page of ours. The host asks functions in the order of their names
 * and takes the first that fits, and only a template for everything fits the root: this one must come last of all.
 */
export function registerFrontPage(pageContext: PageContext): void {
  const { services } = pageContext;
  const look = pageHandler(
    pageContext,
    { method: 'GET', access: READERS, about: 'whatTheCallerMaySee' },
    (pageRequest) => show(services, pageRequest),
  );
  const ask = pageHandler(
    pageContext,
    { method: 'POST', access: requestEnablement.access, about: 'tenant' },
    (pageRequest) => receive(services, pageRequest),
  );
  const unknown = unknownPage(pageContext);
  const handler: HttpHandler = (request, context) => {
    if (request.params['path']) return unknown(request, context);
    return request.method === 'POST' ? ask(request, context) : look(request, context);
  };
  app.http('zzFrontPage', {
    route: '{*path}',
    methods: ['GET', 'POST'],
    authLevel: 'anonymous',
    extraInputs: [df.input.durableClient()],
    handler,
  });
}

async function show(services: Services, { reader, caller, request }: PageRequest): Promise<HttpResponseInit> {
  const { query } = request;
  const from = query.get('from');
  const found = from !== null && RUN.test(from) ? await services.store.find(from) : undefined;
  const [earlier] = visibleTo(caller, READERS, found ? [found] : [], idOf);
  const needs = needsIn(query);
  if (earlier || needs || query.has('form'))
    return details(services, reader, caller, { needs, values: earlier ? valuesOf(earlier.request) : {} });
  const isHomeVisible = isWithin(reachOf(caller, READERS), services.tenants.home);
  const { items } = isHomeVisible
    ? await services.store.list(services.tenants.home, { size: LATEST })
    : { items: [] };
  const page = questionsPage(reader, {
    given: query,
    isUnanswered: query.has('advise'),
    mayAsk: mayCall(requestEnablement, caller),
    latest: items,
  });
  return pageAnswer(page, query.has('advise') ? 422 : 200);
}

/** Takes the form: as a dry run, whose plan its sender sees before anything is asked in earnest. */
async function receive(services: Services, pageRequest: PageRequest): Promise<HttpResponseInit> {
  const { caller, reader, form, request, context } = pageRequest;
  const values = valuesIn(form);
  const needs = needsIn(form);
  const chosen = choiceIn(pageRequest);
  if (chosen) {
    const page = await details(services, { ...reader, ...chosen.preference }, caller, { needs, values });
    return { ...page, cookies: chosen.cookies };
  }
  const body = bodyOf(values, caller.name);
  const tenantId = tenantIdIn(body);
  const tenantSettings = tenantId === undefined ? undefined : await services.tenants.find(tenantId);
  const parsed = parseRequest(
    body,
    tenantSettings,
    undefined,
    services.now().getTime(),
    mayOn(caller, ['Operator'], tenantId ?? ''),
  );
  const { faults, others } = faultsOf(parsed.kind === 'rejected' ? parsed.violations : []);
  const ownDomains = tenantSettings ? await ownDomainsOf(services, tenantSettings.tenantId) : [];
  const guestDomain = comparableAddress(values.testGuestEmail?.trim() ?? '').split('@')[1] ?? '';
  if (ownDomains.includes(guestDomain)) faults.add('testGuestEmail');
  if (parsed.kind === 'rejected' || faults.size > 0) {
    const page = await details(services, reader, caller, { needs, values, faults, others, ownDomains });
    return { ...page, status: 422 };
  }
  const arrival = { caller, request, context, idempotencyKey: undefined, mediaType: 'application/json' };
  const answer = await admit(services, arrival, parsed.request);
  if ((answer.status ?? 200) >= 400) return answer;
  return seeOther(`/requests/${(answer.jsonBody as { id: string }).id}`);
}

async function details(
  services: Services,
  reader: Reader,
  caller: Caller,
  page: Partial<DetailsPage> & { values: Values; needs: DetailsPage['needs'] },
): Promise<HttpResponseInit> {
  const tenants = visibleTo(caller, requestEnablement.access, await services.tenants.all(), idOf);
  return pageAnswer(detailsPage(reader, { tenants, faults: new Set(), others: [], ownDomains: [], ...page }));
}

/** Known or not: the run itself looks once more, and says so. */
async function ownDomainsOf(services: Services, tenantId: string): Promise<string[]> {
  try {
    return (await services.ownDomains(tenantId)) ?? [];
  } catch {
    return [];
  }
}
