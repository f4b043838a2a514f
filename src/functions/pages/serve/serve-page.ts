import { app, type HttpHandler, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import * as df from 'durable-functions';
import type { Authenticator } from '../../../access/authorize';
import { authorizePerson, type PersonEntry } from '../../../access/authorize-person';
import type { Role } from '../../../access/caller';
import type { About } from '../../../api/route';
import type { Services } from '../../../composition/services';
import type { Assets } from '../../../web/assets';
import { textViolations } from '../../../domain/input/plain-text';
import { sessionEndedPage } from '../../../web/sign-in/session-ended-page';
import { mistakes } from '../../http/input';
import { readBytes } from '../../http/json-body';
import { answering, problem, RejectedCall } from '../../http/problem';
import { beyondBoundary, type Named } from '../../http/tenant-boundary';
import { tooMany } from '../../http/too-many-requests';
import { pageAnswer, problemAsPage, withSafeHeaders, seeOther, type Stage } from './page-answer';
import { readerOf, signInUrl, type PageRequest } from './page-request';

/** What the pages stand on. */
export interface PageContext {
  services: Services;
  assets: Assets;
}

export interface PageFunction {
  /** Of the function. */
  name: string;
  /** Without a slash at its beginning. */
  route: string;
  method: 'GET' | 'POST';
  access: readonly Role[];
  /** As for a call; a form names its tenant in `tenantId`. */
  about: About;
  /** Whether a script fetches it: then whoever is signed out is told so, and not led elsewhere. */
  isPart?: boolean;
  /** Whether the handler starts runs or rings wake signals. */
  usesDurable?: boolean;
  /** Whether this very request is paid from no budget, as what stops a run is not. */
  isFree?: (request: HttpRequest) => boolean;
}

type Handle = (pageRequest: PageRequest) => Promise<HttpResponseInit>;

/** Registers the function of a page. Whoever looks at one comes in through here. */
export function servePage(pageContext: PageContext, page: PageFunction, handle: Handle): void {
  const { name, route, method, usesDurable } = page;
  app.http(name, {
    route,
    methods: [method],
    authLevel: 'anonymous',
    ...(usesDurable && { extraInputs: [df.input.durableClient()] }),
    handler: pageHandler(pageContext, page, handle),
  });
}

/** Who is it, and may he? Whatever comes of it, he sees a page. */
export function pageHandler(
  pageContext: PageContext,
  page: Omit<PageFunction, 'name' | 'route'>,
  handle: Handle,
): HttpHandler {
  const { services, assets } = pageContext;
  return async (request, context) => {
    const stage: Stage = {
      reader: readerOf(request, services.authenticator, assets),
      form: new URLSearchParams(),
    };
    const answer = await answering(services, context, async () => {
      const { method, url, headers } = request;
      const bytes = method === 'POST' ? await readBytes(request) : new Uint8Array();
      const body = Buffer.from(bytes).toString();
      const entry = await authorizePerson(
        services.authenticator,
        { method, url, headers, body },
        page.access,
      );
      if ('caller' in entry) stage.reader = { ...stage.reader, caller: entry.caller };
      if (method === 'POST' && entry.kind !== 'fromAnotherSite') stage.form = formIn(request, body);
      if (entry.kind !== 'admitted') return refused(pageContext, page, entry, stage, request);

      const { caller } = entry;
      const budget = method === 'POST' ? 'requests' : 'reads';
      const seconds = page.isFree?.(request) ? undefined : await services.rateLimit(budget, caller.callerId);
      if (seconds !== undefined) return tooMany(seconds);
      const beyond = await beyondBoundary(services, page, caller, namedBy(request, stage.form));
      if (beyond) return beyond;
      const reader = { ...stage.reader, caller };
      return handle({ caller, reader, form: stage.form, request, context });
    });
    return withSafeHeaders(problemAsPage(answer, stage));
  };
}

const namedBy = ({ params, query }: HttpRequest, form: URLSearchParams): Named => ({
  id: params['id'] ?? params['tenantId'],
  tenant: form.get('tenantId') ?? query.get('tenant'),
});

/** @throws RejectedCall for anything but a form (415) */
function formIn(request: HttpRequest, body: string): URLSearchParams {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/x-www-form-urlencoded') return plainForm(new URLSearchParams(body));
  throw new RejectedCall({ status: 415, type: 'invalid-request', title: 'A page takes forms only.' });
}

/** @throws RejectedCall where a field holds what no text needs (422) */
function plainForm(form: URLSearchParams): URLSearchParams {
  const violations = textViolations(Object.fromEntries(form));
  if (violations.length > 0) throw new RejectedCall(mistakes(violations));
  return form;
}

function refused(
  { services: { authenticator } }: PageContext,
  { isPart }: Pick<PageFunction, 'isPart'>,
  entry: Exclude<PersonEntry, { kind: 'admitted' }>,
  { reader, form }: Stage,
  request: HttpRequest,
): HttpResponseInit {
  switch (entry.kind) {
    case 'noSignIn':
      return problem({ status: 403, type: 'no-sign-in', title: 'People cannot sign in here.' });
    case 'fromAnotherSite':
      return problem({
        status: 403,
        type: 'from-another-site',
        title: 'Another site sent this in your name.',
      });
    case 'missingRole':
      return problem({ status: 403, type: 'role-missing', title: `${entry.caller.name} lacks a role.` });
    default:
      if (isPart) return { status: 401 };
      return toSignIn(authenticator, request, { reader, form });
  }
}

/** Leads to the sign-in whoever comes from elsewhere, and tells whoever was on our pages that his session has ended. */
function toSignIn(
  authenticator: Authenticator,
  { method, headers }: HttpRequest,
  { reader, form }: Stage,
): HttpResponseInit {
  const signIn = signInUrl(authenticator, method === 'POST' ? '/' : reader.here);
  if (method === 'POST')
    return pageAnswer(sessionEndedPage(reader, { signIn, sent: { form, to: reader.here } }), 401);
  // A form may lead nowhere but to us, and a browser counts where we lead on to: to the sign-in it must be a link.
  const isFromOurPages = headers.get('sec-fetch-site') === 'same-origin';
  return isFromOurPages ? pageAnswer(sessionEndedPage(reader, { signIn }), 401) : seeOther(signIn);
}
