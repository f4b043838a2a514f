import { app, type HttpRequest, type HttpResponseInit, type InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import { authorize, isKeyDemanded, type Demand, type Entry } from '../../access/authorize';
import type { Caller } from '../../access/caller';
import { BASE, functionNameOf, type Input, type Route } from '../../api/route';
import type { Services } from '../../composition/services';
import { idempotencyKeyOf } from './idempotency-key';
import { inputOf, type ParseBody } from './input';
import { readBytes, tenantNamedIn } from './json-body';
import { mediaTypeFor } from './media-type';
import { answering } from './problem';
import { refusalOf } from './refusal';
import { beyondBoundary, type Named } from './tenant-boundary';
import { tooMany } from './too-many-requests';

/** From whom a call comes, and how. */
export interface Arrival {
  caller: Caller;
  /** The name of this very request, where its route knows such names. */
  idempotencyKey: string | undefined;
  /** The form of the answer that the caller likes best of those its route has. */
  mediaType: string;
  request: HttpRequest;
  context: InvocationContext;
}

/** What a handler works with: parsed, and from somebody who may. */
export interface Call<R extends Route> extends Input<R>, Arrival {}

interface Serving<R extends Route> {
  route: R;
  handle: (call: Call<R>) => Promise<HttpResponseInit>;
  parseBody?: ParseBody;
}

/** Registers the function of a route. Whatever a call is about, it comes in through here. */
export function serve<const R extends Route>(
  services: Services,
  route: R,
  handle: Serving<R>['handle'],
  options: {
    /** Whether the handler starts runs or rings wake signals. */
    usesDurable?: boolean;
    parseBody?: ParseBody;
  } = {},
): void {
  const { usesDurable = false, ...rest } = options;
  app.http(functionNameOf(route), {
    route: `${BASE}${route.path}`.slice(1),
    methods: [route.method],
    authLevel: isKeyDemanded(services.authenticator, route.access) ? 'function' : 'anonymous',
    ...(usesDurable && { extraInputs: [df.input.durableClient()] }),
    handler: (request, context) =>
      answering(services, context, () => admit(services, { route, handle, ...rest }, request, context)),
  });
}

/** Who is it, and may he? Only then what it is about. */
async function admit<R extends Route>(
  services: Services,
  serving: Serving<R>,
  request: HttpRequest,
  context: InvocationContext,
): Promise<HttpResponseInit> {
  const { method, url, headers } = request;
  const bytes = await readBytes(request);
  const presented = { method, url, headers, body: Buffer.from(bytes).toString() };
  const entry = await authorize(services.authenticator, presented, demandOf(serving.route, request));
  if (entry.kind !== 'admitted') return refusalOf(entry, serving.route, request);

  const answer = await answering(services, context, () =>
    handle(services, serving, { request, context, bytes, ...entry }),
  );
  const { message } = entry;
  const cameToNothing = (answer.status ?? 200) >= 400;
  if (message?.isFirst && cameToNothing) await services.authenticator.messages.release(message);
  return answer;
}

type Admitted = Extract<Entry, { kind: 'admitted' }> & {
  request: HttpRequest;
  context: InvocationContext;
  bytes: Uint8Array;
};

/** Not too often, and well put: then the handler has it. */
async function handle<R extends Route>(
  services: Services,
  { route, handle, parseBody }: Serving<R>,
  { request, context, bytes, caller, message }: Admitted,
): Promise<HttpResponseInit> {
  const seconds = route.budget && (await services.rateLimit(route.budget, caller.callerId));
  if (seconds !== undefined) return tooMany(seconds);
  const beyond = await beyondBoundary(services, route, caller, namedBy(route, request, bytes));
  if (beyond) return beyond;
  const input = await inputOf(route, request, bytes, caller, parseBody);
  const { 'Idempotency-Key': given } = input.headers as { 'Idempotency-Key'?: string };
  const idempotencyKey = isRepeatable(route) ? idempotencyKeyOf(caller, given, message) : undefined;
  const mediaType = mediaTypeFor(route, request.headers.get('accept'));
  return handle({ ...input, caller, idempotencyKey, mediaType, request, context });
}

/** What a call names, read as its input is read afterwards. */
function namedBy({ body }: Route, request: HttpRequest, bytes: Uint8Array): Named {
  const { tenant } = Object.fromEntries(request.query) as { tenant?: string };
  return { id: request.params['id'], tenant: body ? tenantNamedIn(bytes) : tenant };
}

const isRepeatable = ({ headers }: Route): boolean =>
  headers !== undefined && 'Idempotency-Key' in headers.shape;

const demandOf = (route: Route, { params, query }: HttpRequest): Demand => ({
  access: route.access,
  run: { id: params['id'] ?? '', token: query.get('t') ?? undefined },
  isRepeatable: isRepeatable(route),
});
