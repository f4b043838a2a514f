import type { HttpResponseInit } from '@azure/functions';
import * as df from 'durable-functions';
import { replayNews } from '../api/routes/tenants';
import { again } from '../enablement/letter';
import type { Services } from '../services';
import { summonCourier } from '../workflows/summon-courier';
import { problem } from './problem';
import { serve, type Call } from './serve';
import { unknownTenant } from './tenants';

/** `POST /tenants/{id}/news/replay`: sends dead letters about audits again, as the same events. */
export function registerReplayNews(services: Services): void {
  serve(services, replayNews, (call) => replay(services, call), { usesDurable: true });
}

async function replay(
  { tenants, audits: { news }, now }: Services,
  { params: { id: tenantId }, context }: Call<typeof replayNews>,
): Promise<HttpResponseInit> {
  if ((await tenants.find(tenantId)) === undefined) return unknownTenant(tenantId);
  const dead = (await news.letters(tenantId)).filter(({ state }) => state === 'undelivered');
  if (dead.length === 0) {
    const title = 'Everything that audits of this tenant had to tell was told, or is on its way.';
    return problem({ status: 409, type: 'nothing-to-replay', title });
  }
  for (const { version, ...letter } of dead)
    await news.replace(tenantId, version, again(letter, now().toISOString()));
  await summonCourier(df.getClient(context), tenantId, context, 'audits');
  return { status: 202, jsonBody: { tenantId, audits: dead.map(({ edition }) => edition) } };
}
