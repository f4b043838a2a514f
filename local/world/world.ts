import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Clock } from '../clock/clock';
import { inFlight } from '../clock/in-flight';
import { runningClock } from '../clock/running-clock';
import { virtualClock } from '../clock/virtual-clock';
import { createKeys } from '../host/keys';
import { startReceiver, type CallbackReceiver } from '../receiver/receiver';
import { freePort, startAzurite } from '../storage/azurite';
import { startStorageProxy, type StorageProxy } from '../storage/storage-proxy';
import { seenAsTenant, startCloud, type SimulatedTenant } from '../tenant/several-tenants';
import type { Peak } from '../tenant/limits/call-meter';
import type { TenantView } from '../tenant/tenant';
import { startMultiTenantApp } from './multi-tenant-app';
import { createConductor, type Conductor } from './clock-coordinator';
import type { WorldOptions } from './world-options';
import { startHostProcess, type HostProcess } from './host-process';
import { secretsOf } from './world-secrets';

/** Everything Gastvrij needs, on this machine: storage, a tenant, a host, and one time for all. */
export interface World {
  /** `http://127.0.0.1:7071/api` */
  api: string;
  origin: string;
  /** For the header `x-functions-key`. */
  key: string;
  masterKey: string;
  storage: string;
  /** What the app keeps its records through, and the host its task hub: each can be taken away. */
  recordsStorage: StorageProxy;
  hubStorage: StorageProxy;
  tenant: SimulatedTenant;
  /** All of them, the home tenant first. */
  tenants: TenantView[];
  /** How near the application came to each limit that holds for it in all tenants together. */
  applicationPeaks(): Peak[];
  /** Somebody on this machine whom the app may call back, and the secret by which he knows it. */
  receiver: CallbackReceiver;
  callbackSecret: string;
  clock: Clock;
  conductor: Conductor;
  /** Whether the time stands still until the conductor moves it. */
  isHeld: boolean;
  host(): HostProcess;
  /** Everything that its hosts wrote, one after another. */
  output(): string;
  /** What opens something here, by name: it must stand in no line and in no row. */
  secrets(): Record<string, string>;
  /** Kills the host as `kill -9` does; its work stands still until `restart`. */
  killHost(): Promise<void>;
  /** Starts it again, with these settings instead of those it had. */
  restartHost(settings?: Record<string, string>): Promise<void>;
  /** Starts it again with another compiled app in place of the one it had. */
  redeploy(app: string): Promise<void>;
  stop(): Promise<void>;
}

const ROOT = path.join(__dirname, '../../..');

export async function startWorld(options: WorldOptions): Promise<World> {
  const { tenant: file, now = Date.now(), data, masterKey = randomBytes(24).toString('hex') } = options;
  const work = inFlight();
  const held = virtualClock(now);
  const clock: Clock = options.clock === 'virtual' ? held : runningClock(options.clock, now);
  const conductor = createConductor(held, work);
  const pass = options.clock === 'virtual' ? conductor.pass : undefined;
  const azurite =
    options.storage === undefined
      ? await startAzurite(data === undefined ? undefined : path.join(data, 'azurite'))
      : undefined;
  const storage = options.storage ?? azurite?.connectionString ?? '';
  const recordsStorage = await startStorageProxy(storage, options.onStored);
  const hubStorage = await startStorageProxy(storage, options.onStored);
  const home = { file, ...(options.tenantState && { state: options.tenantState }) };
  const others = (options.otherTenants ?? []).map((other) => ({ file: other }));
  const cloud = await startCloud({ tenants: [home, ...others], clock, inFlight: work, pass });
  const app = others.length > 0 ? await startMultiTenantApp(cloud, work) : undefined;
  // Asked for last: whatever starts in between might be given the very port that was free a moment ago.
  const port = options.port ?? (await freePort());
  const receiver = await startReceiver(clock);
  const callbackSecret = `whsec_${Buffer.from(createKeys(masterKey).ofFunction('callbacks')).toString('base64')}`;
  const origin = `http://127.0.0.1:${port}`;
  const env = {
    AzureWebJobsStorage: hubStorage.connectionString,
    RECORDS_CONNECTION_STRING: recordsStorage.connectionString,
    RECORDS_TABLE_URL: '',
    TENANT_ID: file.tenantId,
    CANARY_GROUP_ID: file.teams[0]?.id ?? '',
    TEST_GUEST_EMAIL: 'gastvrij.probe@fabrikam.example',
    GRAPH_URL: cloud.graph,
    TEAMS_ADMIN_URL: cloud.teamsAdmin,
    PUBLIC_URL: origin,
    STATUS_TOKEN_SECRET: createKeys(masterKey).ofFunction('status token'),
    CALLBACK_ALLOW_LOOPBACK: receiver.host,
    CALLBACK_SECRETS: callbackSecret,
    SERVICENOW_HOST: receiver.host,
    SERVICENOW_CLIENT_ID: receiver.serviceNow.clientId,
    SERVICENOW_CLIENT_SECRET: receiver.serviceNow.clientSecret,
    SWEEP_SCHEDULE: '0 */15 * * * *',
    // Where somebody may say who he is, the app looks at the key itself.
    DEV_FUNCTION_KEY: createKeys(masterKey).host,
    // Nobody can sign in here: whoever agrees to a plan comes with the same key as whoever asked, under another name.
    KEYS_MAY_APPROVE: 'on',
    IDENTITY_ENDPOINT: cloud.identity,
    IDENTITY_HEADER: cloud.identityHeader,
    MANAGED_IDENTITY_CLIENT_ID: '',
    ...app?.settings,
    ...options.settings,
  };
  let deployed = options.app ?? ROOT;
  const hosts: HostProcess[] = [];
  const boot = async (): Promise<HostProcess> => {
    const started = await startHostProcess({
      app: deployed,
      port,
      masterKey,
      storage: hubStorage.connectionString,
      clock: options.clock === 'virtual' ? 'ipc' : options.clock,
      now: clock.now(),
      env,
      verbose: options.verbose ?? false,
      ...(data !== undefined && { data }),
    });
    conductor.follow(started.child);
    hosts.push(started);
    return started;
  };
  const stopRest = async (): Promise<void> => {
    await Promise.all([cloud.stop(), app?.stop(), receiver.stop(), recordsStorage.stop(), hubStorage.stop()]);
    await azurite?.stop();
  };
  let host: HostProcess;
  try {
    host = await boot();
  } catch (error) {
    await stopRest();
    throw error;
  }

  return {
    api: `${origin}/api`,
    origin,
    key: createKeys(masterKey).host,
    masterKey,
    storage,
    recordsStorage,
    hubStorage,
    tenant: seenAsTenant(cloud),
    tenants: cloud.tenants,
    applicationPeaks: cloud.applicationPeaks,
    receiver,
    callbackSecret,
    clock,
    conductor,
    isHeld: options.clock === 'virtual',
    host: () => host,
    output: () => hosts.map((one) => one.output()).join('\n'),
    secrets: () => secretsOf(env, masterKey),
    async killHost() {
      conductor.follow(undefined);
      await host.kill();
    },
    async restartHost(settings = {}) {
      Object.assign(env, settings);
      host = await boot();
    },
    async redeploy(folder) {
      deployed = folder;
      host = await boot();
    },
    async stop() {
      conductor.follow(undefined);
      await host.stop();
      await stopRest();
    },
  };
}
