import { startProof } from '../src/domain/proof/proof';
import { openTables } from '../src/store/tables/tables';
import { tableEnablementStore } from '../src/store/enablements/table-enablement-store';
import { inFlight } from '../local/clock/in-flight';
import { virtualClock } from '../local/clock/virtual-clock';
import { installDate } from '../local/clock/install-date';
import { startHost } from '../local/host/host';
import { freePort, startAzurite } from '../local/storage/azurite';
import { parseRequest } from '../src/domain/enablement/parse-request';
import { BARE, NOW, post, ROOT, TENANT_ID } from './worlds';

const HOUR = 3_600_000;
const AT_A_TIME = 20;

/** A host in this process, so many runs waiting in it, and what one of them weighs. */
async function main(app: 'ours' | 'bare', count: number): Promise<void> {
  const clock = virtualClock(NOW);
  const work = inFlight();
  installDate(clock);
  const azurite = await startAzurite();
  const storage = azurite.connectionString;
  Object.assign(process.env, {
    TENANT_ID,
    STATUS_TOKEN_SECRET: 'x'.repeat(32),
    RECORDS_CONNECTION_STRING: storage,
    SWEEP_SCHEDULE: '0 */5 * * * *',
  });
  const masterKey = 'k'.repeat(32);
  const port = await freePort();
  const host = await startHost({
    app: app === 'ours' ? ROOT : BARE,
    port,
    masterKey,
    storage: () => Promise.resolve(storage),
    clock,
    inFlight: work,
    log: () => undefined,
  });
  const start = (name: string, id: string, input: unknown): Promise<unknown> =>
    post(
      `${host.url}/runtime/webhooks/durabletask/orchestrators/${name}/${id}?code=${masterKey}`,
      masterKey,
      input,
    );

  const store = tableEnablementStore(openTables({ connectionString: storage }));
  const acceptedAt = new Date(NOW).toISOString();
  const parsed = parseRequest(
    {
      tenantId: TENANT_ID,
      goal: 'guestAccess',
      requestedBy: 'bench',
      testGuestEmail: 'probe@fabrikam.example',
    },
    {},
  );
  if (parsed.kind === 'rejected') throw new Error(JSON.stringify(parsed.violations));
  const { request } = parsed;
  const proof = { ...startProof(3, NOW, 24, NOW), nextTryAt: NOW + HOUR };
  const wait = async (n: number): Promise<void> => {
    const id = `en-${n}`;
    if (app === 'bare') return void (await start('longest', id, {}));
    await store.restore({ id, request, acceptedAt });
    await start('waitForProof', `${id}:wait`, { id, sequence: 4, seen: 0, proof, wakeAt: NOW, isDue: false });
  };

  for (let n = 0; n < AT_A_TIME; n++) await wait(n); // loads and warms the code up
  await work.idle();
  const before = heapUsed();
  for (let n = AT_A_TIME; n < count + AT_A_TIME; n += AT_A_TIME) {
    await Promise.all(Array.from({ length: AT_A_TIME }, (_, more) => wait(n + more)));
    await work.idle();
  }
  process.stdout.write(`heap ${(heapUsed() - before) / 1024 / count}\n`);
  await host.stop();
  await azurite.stop();
  process.exit(0);
}

function heapUsed(): number {
  for (let n = 0; n < 3; n++) globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

void main(process.argv[2] === 'bare' ? 'bare' : 'ours', Number(process.argv[3]));
