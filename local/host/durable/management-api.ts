import { randomUUID } from 'node:crypto';
import type { DurableRequest, DurableResponse } from '../contract';
import { managementUrls, type ClientAddresses } from './client-binding';
import type { Engine } from './engine';
import { FINISHED, type Head, type OutsideMessage, type RuntimeStatus } from './instance';
import type { InstanceIndex, ListFilter } from './instance-index';
import type { InstanceStore } from './instance-store';
import { viewOf } from './instance-view';
import { badArgument, badJson, empty, fault, json, wentWrong } from './management-answers';

export interface ManagementOptions {
  engine: Engine;
  store: InstanceStore;
  index: InstanceIndex;
  addresses: ClientAddresses;
  orchestrators: readonly string[];
  now: () => number;
}

type Handle = (
  options: ManagementOptions,
  request: DurableRequest,
  ...parts: string[]
) => Promise<DurableResponse>;

const ROUTES: [method: string, path: RegExp, handle: Handle][] = [
  ['POST', /^orchestrators\/([^/]+)(?:\/([^/]+))?\/?$/i, startInstance],
  ['GET', /^instances\/?$/i, listInstances],
  ['DELETE', /^instances\/?$/i, purgeMany],
  ['GET', /^instances\/([^/]+)\/?$/i, showInstance],
  ['DELETE', /^instances\/([^/]+)\/?$/i, purgeOne],
  ['POST', /^instances\/([^/]+)\/raiseEvent\/([^/]+)\/?$/i, raiseEvent],
  ['POST', /^instances\/([^/]+)\/(terminate|suspend|resume)\/?$/i, command],
  ['POST', /^instances\/([^/]+)\/restart\/?$/i, restart],
  [
    'POST',
    /^instances\/([^/]+)\/rewind\/?$/i,
    () => Promise.resolve(fault(501, 'The local host does not rewind instances.')),
  ],
  ['GET', /^entities\/.+$/i, () => Promise.resolve(fault(501, 'The local host has no entities.'))],
  ['POST', /^entities\/.+$/i, () => Promise.resolve(fault(501, 'The local host has no entities.'))],
];

/** The HTTP API by which the SDK, the demo and curious people manage orchestrations. */
export async function manage(options: ManagementOptions, request: DurableRequest): Promise<DurableResponse> {
  for (const [method, path, handle] of ROUTES) {
    const found = method === request.method ? path.exec(request.path) : null;
    if (found)
      return handle(
        options,
        request,
        ...found.slice(1).map((part: string | undefined) => decode(part ?? '')),
      );
  }
  return empty(404);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

async function startInstance(
  options: ManagementOptions,
  { body, origin, query }: DurableRequest,
  name = '',
  id = '',
): Promise<DurableResponse> {
  const { engine, orchestrators, addresses } = options;
  const instanceId = id === '' ? randomUUID().replaceAll('-', '') : id;
  const text = Buffer.from(body).toString();
  if (text !== '' && !isJson(text)) return badJson('The body is not JSON.');
  const known = orchestrators.find((one) => one.toLowerCase() === name.toLowerCase());
  if (known === undefined) {
    return badArgument(
      `The function '${name}' doesn't exist, is disabled, or is not an orchestrator function. Additional info: The following are the known orchestrator functions: ${orchestrators.map((one) => `'${one}'`).join(', ')}.`,
    );
  }
  const wrong = idFault(instanceId);
  if (wrong !== undefined) return badArgument(`instanceId (Parameter '${wrong}')`);
  const made = await engine.create({
    id: instanceId,
    name: known,
    input: text === '' || text.trim() === 'null' ? null : text,
    ...(query.has('version') && { version: query.get('version') ?? '' }),
  });
  if (made.kind === 'taken') {
    return wentWrong(
      `An Orchestration instance with the status ${made.status} already exists.`,
      'DurableTask.Core.Exceptions.OrchestrationAlreadyExistsException',
    );
  }
  const timeout = Number(query.get('timeout') ?? 0);
  if (timeout > 0) {
    const done = await waitForEnd(
      options,
      instanceId,
      timeout * 1000,
      Number(query.get('pollingInterval') ?? 1) * 1000,
    );
    if (done)
      return json(
        done.status === 'Failed' ? 500 : 200,
        done.status === 'Completed' ? JSON.parse(done.output ?? 'null') : viewOf(done, [], WHOLE),
      );
  }
  const urls = managementUrls({ ...addresses, origin }, instanceId, false);
  return json(202, urls, { location: urls['statusQueryGetUri'] ?? '', 'retry-after': '10' });
}

const WHOLE = { showInput: true, showHistory: false, showHistoryOutput: false };

/** The head of an instance once it has ended, or undefined when the time is up. Waits in real time, as its caller does. */
async function waitForEnd(
  { store }: ManagementOptions,
  id: string,
  timeout: number,
  pause: number,
): Promise<Head | undefined> {
  for (const end = performance.now() + timeout; performance.now() < end;) {
    const head = await store.findHead(id);
    if (head && FINISHED.includes(head.status)) return head;
    await new Promise((wake) => setTimeout(wake, pause));
  }
  return undefined;
}

function idFault(id: string): string | undefined {
  if (id.startsWith('@')) return 'Orchestration instance ids must not start with @.';
  return /[/\\#?\u0000-\u001f\u007f-\u009f]/.test(id)
    ? 'Orchestration instance ids must not contain /, \\, #, ?, or control characters.'
    : undefined;
}

const isTrue = (query: URLSearchParams, name: string): boolean => /^(true|1)$/i.test(query.get(name) ?? '');

async function showInstance(
  options: ManagementOptions,
  { query, origin }: DurableRequest,
  id = '',
): Promise<DurableResponse> {
  const showHistory = isTrue(query, 'showHistory');
  const found = showHistory
    ? (await options.store.load(id))?.instance
    : await options.store.findHead(id).then((head) => head && { head, history: [] });
  if (found === undefined) return empty(404);
  const { head, history } = found;
  const showInput = query.get('showInput') === null || isTrue(query, 'showInput');
  const view = viewOf(head, history, {
    showInput,
    showHistory,
    showHistoryOutput: isTrue(query, 'showHistoryOutput'),
  });
  if (FINISHED.includes(head.status))
    return json(
      head.status === 'Failed' && isTrue(query, 'returnInternalServerErrorOnFailure') ? 500 : 200,
      view,
    );
  const asked = [...query]
    .filter(([name]) => name !== 'code')
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}&`);
  const code = encodeURIComponent(options.addresses.systemKey);
  const location = `${origin}/runtime/webhooks/durabletask/instances/${encodeURIComponent(id)}?${asked.join('')}code=${code}`;
  return json(202, view, { location, 'retry-after': '5' });
}

const STATUSES: RuntimeStatus[] = [
  'Pending',
  'Running',
  'ContinuedAsNew',
  'Suspended',
  'Completed',
  'Failed',
  'Terminated',
  'Canceled',
];

/** An unknown status is ignored, so that all are answered when none is known. */
function filterOf(query: URLSearchParams): ListFilter {
  const asked = (query.get('runtimeStatus') ?? '').split(',').map((one) => one.trim().toLowerCase());
  const time = (name: string): string | undefined => {
    const text = query.get(name);
    return text === null || Number.isNaN(Date.parse(text)) ? undefined : new Date(text).toISOString();
  };
  const [createdFrom, createdTo, prefix] = [
    time('createdTimeFrom'),
    time('createdTimeTo'),
    query.get('instanceIdPrefix'),
  ];
  return {
    statuses: STATUSES.filter((status) => asked.includes(status.toLowerCase())),
    ...(createdFrom !== undefined && { createdFrom }),
    ...(createdTo !== undefined && { createdTo }),
    ...(prefix !== null && { prefix }),
  };
}

async function listInstances(
  { index, store }: ManagementOptions,
  { query, headers }: DurableRequest,
): Promise<DurableResponse> {
  const filter = filterOf(query);
  const size = Math.min(Number(query.get('top') ?? 100) || 100, 1000);
  const page = await index.page(filter, size, headers.get('x-ms-continuation-token') ?? undefined);
  const heads = (await Promise.all(page.ids.map((id) => store.findHead(id)))).filter(
    (head): head is Head => head !== undefined,
  );
  const fitting = heads.filter(
    ({ status }) => filter.statuses.length === 0 || filter.statuses.includes(status),
  );
  const views = fitting.map((head) =>
    viewOf(head, [], {
      showInput: query.get('showInput') === null || isTrue(query, 'showInput'),
      showHistory: false,
      showHistoryOutput: false,
    }),
  );
  return json(200, views, page.continuation ? { 'x-ms-continuation-token': page.continuation } : {});
}

async function purgeOne({ engine }: ManagementOptions, _: DurableRequest, id = ''): Promise<DurableResponse> {
  return (await engine.purge(id)) ? json(200, { instancesDeleted: 1 }) : empty(404);
}

async function purgeMany(
  { engine, index, store }: ManagementOptions,
  { query }: DurableRequest,
): Promise<DurableResponse> {
  const filter = filterOf(query);
  if (filter.createdFrom === undefined)
    return badArgument("Please provide value for 'createdTimeFrom' parameter.");
  let instancesDeleted = 0;
  for (let continuation: string | undefined; ;) {
    const page = await index.page(filter, 100, continuation);
    for (const id of page.ids) {
      const head = await store.findHead(id);
      const fits =
        head !== undefined &&
        (filter.statuses.length === 0 ? FINISHED : filter.statuses).includes(head.status);
      if (fits && (await engine.purge(id))) instancesDeleted++;
    }
    continuation = page.continuation;
    if (continuation === undefined)
      return instancesDeleted > 0 ? json(200, { instancesDeleted }) : empty(404);
  }
}

async function raiseEvent(
  { engine, store }: ManagementOptions,
  { body, headers }: DurableRequest,
  id = '',
  name = '',
): Promise<DurableResponse> {
  if (!/^application\/json/i.test(headers.get('content-type') ?? ''))
    return fault(400, 'Only application/json request content is supported');
  const text = Buffer.from(body).toString();
  if (!isJson(text)) return badJson("Error reading JToken from JsonReader. Path '', line 0, position 0.");
  const head = await store.findHead(id);
  if (head === undefined) return empty(404);
  if (FINISHED.includes(head.status)) return empty(410);
  await engine.send(id, { kind: 'event', name, input: text });
  return empty(202);
}

async function command(
  { engine, store }: ManagementOptions,
  { query }: DurableRequest,
  id = '',
  operation = '',
): Promise<DurableResponse> {
  const kind = operation.toLowerCase() as 'terminate' | 'suspend' | 'resume';
  const head = await store.findHead(id);
  if (head === undefined) return empty(404);
  if (FINISHED.includes(head.status)) return empty(410);
  const isOutOfPlace =
    kind === 'suspend' ? head.status === 'Suspended' : kind === 'resume' && head.status !== 'Suspended';
  if (isOutOfPlace) {
    return wentWrong(
      `Cannot ${kind} the orchestration instance ${id} because instance is in the ${head.status} state.`,
      'System.InvalidOperationException',
    );
  }
  const message: OutsideMessage = { kind, reason: query.get('reason') ?? '' };
  await engine.send(id, message);
  return empty(202);
}

async function restart(
  options: ManagementOptions,
  request: DurableRequest,
  id = '',
): Promise<DurableResponse> {
  const head = await options.store.findHead(id);
  if (head === undefined)
    return badArgument(`instanceId (Parameter 'An orchestration with the instanceId ${id} was not found.')`);
  const keepsId = /^false$/i.test(request.query.get('restartWithNewInstanceId') ?? '');
  const body = Buffer.from(head.input ?? '');
  return startInstance(options, { ...request, body }, head.name, keepsId ? id : '');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
