import { SCENARIOS } from '../tenant/scenarios';
import type { TenantFile } from '../tenant/tenant-file';
import { startWorld } from '../world/world';
import { readTenant } from './arguments';
import { UsageFault } from './command-line';

/** Whom to ask: an app that runs somewhere, or one started here in a simulated tenant. */
export type Where =
  { kind: 'deployed'; api: string; key: string } | { kind: 'local'; tenant: TenantFile; tenantName: string };

export const WHERE_OPTIONS = {
  scenario: { type: 'string' },
  tenant: { type: 'string' },
  url: { type: 'string' },
  key: { type: 'string' },
} as const;

export const WHERE_FLAGS = `  --scenario NAME    ${SCENARIOS.join(', ')} (default all-off)
  --tenant FILE      a tenant of your own instead (docs/tenant-file.md)
  --url URL          asks an app that runs there, instead of a simulated tenant
  --key KEY          a function key of that app`;

/** @throws UsageFault that names what is wrong */
export function readWhere(values: { scenario?: string; tenant?: string; url?: string; key?: string }): Where {
  const { scenario, tenant, url, key } = values;
  if (url === undefined && key === undefined) return { kind: 'local', ...readTenant(values) };
  if (url === undefined || key === undefined) throw new UsageFault('--url and --key need each other.');
  if (scenario !== undefined || tenant !== undefined)
    throw new UsageFault('--url asks a real tenant: leave out --scenario and --tenant.');
  if (!URL.canParse(url)) throw new UsageFault(`--url must be an address, not "${url}".`);
  return { kind: 'deployed', api: new URL('/api', url).href, key };
}

/** Asks the app that is meant; one that is started for it is stopped again. */
export async function withApp<T>(where: Where, use: (api: string, key: string) => Promise<T>): Promise<T> {
  if (where.kind === 'deployed') return use(where.api, where.key);
  const world = await startWorld({ tenant: where.tenant, clock: 'virtual' });
  try {
    return await use(world.api, world.key);
  } finally {
    await world.stop();
  }
}
