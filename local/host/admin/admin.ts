import type { ServerResponse } from 'node:http';
import { hostname } from 'node:os';
import type { RegisteredFunction } from '../contract';
import { writeEmpty } from '../http/http-output';
import type { ReceivedRequest } from '../http/http-input';
import type { Routes } from '../http/router';
import type { Keys } from '../keys';

export interface AdminOptions {
  functions: readonly RegisteredFunction[];
  routes: Routes;
  disabled: ReadonlySet<string>;
  keys: Keys;
  /** Runs a function by hand with this input, and does not wait for it. */
  runManually(fn: RegisteredFunction, input: string | undefined): void;
}

/** The host's own endpoints under `/admin`. Answers whether the request was one of them. */
export interface Admin {
  answer(request: ReceivedRequest, key: string | undefined, response: ServerResponse): Promise<boolean>;
}

type Handler = (request: ReceivedRequest, response: ServerResponse, name: string) => void;

/** Managing keys by API is not here: nobody needs it on a developer's machine (docs/decisions/0002). */
export function createAdmin(options: AdminOptions): Admin {
  const { keys, routes } = options;
  const routesOfAdmin: [method: RegExp, path: RegExp, handle: Handler, isOpen?: boolean][] = [
    [/^(GET|POST)$/, /^\/admin\/host\/ping\/?$/i, ping, true],
    [/^GET$/, /^\/admin\/host\/status\/?$/i, (_, response) => writeJson(response, 200, hostStatus(routes))],
    [
      /^GET$/,
      /^\/admin\/host\/(?:keys|functionkeys)\/?$/i,
      (_, response) => writeJson(response, 200, { keys: [{ name: 'default', value: keys.host }], links: [] }),
    ],
    [
      /^GET$/,
      /^\/admin\/host\/systemkeys\/?$/i,
      (_, response) =>
        writeJson(response, 200, {
          keys: [{ name: 'durabletask_extension', value: keys.system }],
          links: [],
        }),
    ],
    [
      /^GET$/,
      /^\/admin\/functions\/?$/i,
      (request, response) =>
        writeJson(
          response,
          200,
          listed(options).map((fn) => describe(options, fn, request.host, 'https')),
        ),
    ],
    [
      /^GET$/,
      /^\/admin\/functions\/([^/]+)\/?$/i,
      (request, response, name) => show(options, request, response, name),
    ],
    [
      /^GET$/,
      /^\/admin\/functions\/([^/]+)\/status\/?$/i,
      (_, response, name) => showStatus(options, response, name),
    ],
    [
      /^GET$/,
      /^\/admin\/functions\/([^/]+)\/keys\/?$/i,
      (_, response, name) => showKeys(options, response, name),
    ],
    [
      /^POST$/,
      /^\/admin\/functions\/([^/]+)\/?$/i,
      (request, response, name) => run(options, request, response, name),
    ],
  ];
  return {
    answer(request, key, response) {
      for (const [method, path, handle, isOpen] of routesOfAdmin) {
        const found = path.exec(request.path);
        if (!found || !method.test(request.method)) continue;
        const holder = keys.holderOf(key);
        if (isOpen || holder === 'master') handle(request, response, found[1] ?? '');
        else if (holder === 'host') writeEmpty(response, 403);
        else writeEmpty(response, 401, { 'www-authenticate': 'Bearer' });
        return Promise.resolve(true);
      }
      return Promise.resolve(false);
    },
  };
}

const ping: Handler = (_, response) => writeEmpty(response, 200, { 'cache-control': 'no-store,no-cache' });

const hostStatus = ({ fatal }: Routes) => ({
  id: 'local',
  state: fatal === undefined ? 'Running' : 'Error',
  version: '4.1037.0',
  versionDetails: '4.1037.0',
  ...(fatal !== undefined && { errors: [fatal] }),
  platformVersion: '',
  instanceId: '',
  computerName: hostname(),
  functionAppContentEditingState: 'NotAllowed',
  processUptime: Math.round(process.uptime() * 1000),
});

/** A function with an invalid name exists only for its error. */
const listed = ({ functions, routes }: AdminOptions): RegisteredFunction[] =>
  functions.filter(({ name }) => !/valid function name|reserved name/.test(routes.faults.get(name) ?? ''));

const find = (functions: readonly RegisteredFunction[], name: string): RegisteredFunction | undefined =>
  functions.find((fn) => fn.name.toLowerCase() === name.toLowerCase());

function describe({ routes, disabled }: AdminOptions, fn: RegisteredFunction, host: string, scheme: string) {
  const base = `${scheme}://${host}`;
  const template = routes.routes.find((route) => route.fn === fn)?.template;
  return {
    name: fn.name,
    script_root_path_href: null,
    script_href: null,
    config_href: null,
    test_data_href: null,
    href: `${base}/admin/functions/${fn.name}`,
    invoke_url_template:
      template === undefined
        ? null
        : `${base}/${fn.trigger['route'] === undefined ? template.toLowerCase() : template}`,
    language: 'node',
    config: {
      name: fn.name,
      bindings: Object.entries(fn.bindings).map(([name, binding]) => ({ ...binding, name })),
    },
    files: null,
    test_data: null,
    isDisabled: disabled.has(fn.name),
    isDirect: false,
    isProxy: false,
  };
}

function show(
  options: AdminOptions,
  { host }: ReceivedRequest,
  response: ServerResponse,
  name: string,
): void {
  const fn = find(listed(options), name);
  if (fn === undefined) return writeEmpty(response, 404);
  writeJson(response, 200, describe(options, fn, host, 'http'));
}

function showStatus({ functions, routes }: AdminOptions, response: ServerResponse, name: string): void {
  const fn = find(functions, name);
  if (fn === undefined) return writeEmpty(response, 404);
  const fault = routes.faults.get(fn.name);
  writeJson(response, 200, fault === undefined ? {} : { errors: [fault] });
}

function showKeys({ functions, keys }: AdminOptions, response: ServerResponse, name: string): void {
  const fn = find(functions, name);
  if (fn === undefined) return writeEmpty(response, 404);
  writeJson(response, 200, { keys: [{ name: 'default', value: keys.ofFunction(fn.name) }], links: [] });
}

function run(
  { functions, runManually }: AdminOptions,
  request: ReceivedRequest,
  response: ServerResponse,
  name: string,
): void {
  if (!/json/i.test(request.message.headers['content-type'] ?? '')) return writeEmpty(response, 415);
  let input: unknown;
  try {
    const body = JSON.parse(request.body.toString()) as { input?: unknown } | null;
    if (body === null || typeof body !== 'object') return writeEmpty(response, 400);
    input = body.input ?? undefined;
  } catch {
    return writeEmpty(response, 400);
  }
  if (input !== undefined && typeof input !== 'string') return writeEmpty(response, 400);
  const fn = find(functions, name);
  if (fn === undefined) return writeEmpty(response, 404);
  runManually(fn, input);
  writeEmpty(response, 202);
}

function writeJson(response: ServerResponse, status: number, value: unknown): void {
  response.statusCode = status;
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.end(JSON.stringify(value));
}
