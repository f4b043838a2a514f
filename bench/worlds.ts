import path from 'node:path';
import { parseTenantFile } from '../local/tenant/tenant-file';
import { startWorld, type World } from '../local/world/world';

export const ROOT = path.join(__dirname, '../..');
export const BARE = path.join(ROOT, 'bench/bare');
export const TENANT_ID = '11111111-2222-3333-4444-555555555555';
export const NOW = Date.parse('2026-03-02T08:00:00Z');

/** Runs `work` in a world of its own, with a held clock, and stops that world again. */
export async function inWorld<T>(
  options: { app?: string; tenant?: Record<string, unknown>; settings?: Record<string, string> },
  work: (world: World) => Promise<T>,
): Promise<T> {
  const { tenant = {}, ...rest } = options;
  const file = parseTenantFile(tenant);
  const world = await startWorld({ tenant: file, clock: 'virtual', now: NOW, ...rest });
  try {
    return await work(world);
  } finally {
    await world.stop();
  }
}

export async function post(url: string, key: string, body: unknown): Promise<unknown> {
  const headers = { 'content-type': 'application/json', 'x-functions-key': key };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (answer.status !== 202) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

/** The address of the host's own management of orchestrations. */
export const managed = ({ origin, masterKey }: World, target: string): string =>
  `${origin}/runtime/webhooks/durabletask/${target}${target.includes('?') ? '&' : '?'}code=${masterKey}`;

/** Milliseconds that `work` takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** The event types of an orchestration's last generation, by name. */
export async function eventsOf(world: World, id: string): Promise<string[]> {
  const answer = await fetch(managed(world, `instances/${id}?showHistory=true`));
  const { historyEvents = [] } = (await answer.json()) as { historyEvents?: { EventType: string }[] };
  return historyEvents.map(({ EventType }) => EventType);
}
