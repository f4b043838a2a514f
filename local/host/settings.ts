import { existsSync } from 'node:fs';
import path from 'node:path';
import { readJson } from './app/load-app';
import { HostFault } from './host-fault';

/** What host.json says, as far as this host obeys it. */
export interface HostSettings {
  routePrefix: string;
  customHeaders: Record<string, string>;
  /** `extensions.durableTask`, as found. */
  durableTask: Record<string, unknown>;
  /** Names outside a `functions` list do not run. */
  only?: string[];
}

type Json = Record<string, unknown>;
const inside = (value: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>(
    (at, name) => (typeof at === 'object' && at !== null ? (at as Json)[name] : undefined),
    value,
  );

/** Settings that change what an app sees and that this host cannot honour: better refused than ignored. */
const REFUSED: [path: string[], why: string][] = [
  [['extensions', 'http', 'maxConcurrentRequests'], 'requests are not queued here'],
  [['extensions', 'http', 'maxOutstandingRequests'], 'requests are not queued here'],
  [['extensions', 'http', 'dynamicThrottlesEnabled'], 'requests are not throttled here'],
];

export function readHostSettings(folder: string): HostSettings {
  const host = readJson(path.join(folder, 'host.json'));
  if (inside(host, 'version') !== '2.0') throw new HostFault('host.json must say "version": "2.0".');
  for (const [where, why] of REFUSED) {
    if (inside(host, ...where) !== undefined)
      throw new HostFault(`host.json: ${where.join('.')} is not supported by the local host: ${why}.`);
  }
  const only = inside(host, 'functions') as string[] | undefined;
  return {
    routePrefix: ((inside(host, 'extensions', 'http', 'routePrefix') ?? 'api') as string).replace(
      /^\/|\/$/g,
      '',
    ),
    customHeaders: (inside(host, 'extensions', 'http', 'customHeaders') ?? {}) as Record<string, string>,
    durableTask: (inside(host, 'extensions', 'durableTask') ?? {}) as Json,
    ...(only && { only }),
  };
}

/** Puts the `Values` of local.settings.json into the environment, where nothing stands there yet. */
export function loadLocalSettings(folder: string, env: NodeJS.ProcessEnv): void {
  const file = path.join(folder, 'local.settings.json');
  if (!existsSync(file)) return;
  const settings = readJson(file);
  if (inside(settings, 'IsEncrypted') === true)
    throw new HostFault('local.settings.json is encrypted; this host cannot read it.');
  for (const [name, value] of Object.entries((inside(settings, 'Values') ?? {}) as Json))
    env[name] ??= String(value);
}
