import type { Server } from 'node:http';
import type { Clock } from '../clock/clock';
import type { InFlight } from '../clock/in-flight';
import { createAdmin } from './admin/admin';
import type { ProgrammingModel } from './app/core-module';
import { installCoreModule } from './app/core-module';
import { createInvoke } from './app/invocation';
import { entryFiles, loadApp } from './app/load-app';
import type { DurableExtension, Log, RegisteredFunction, TypedData } from './contract';
import { durableExtension } from './durable/durable-extension';
import { HostFault } from './host-fault';
import { createHttpServer, listen } from './http/http-server';
import { buildRoutes } from './http/router';
import { createKeys } from './keys';
import { loadLocalSettings, readHostSettings } from './settings';
import { createTimerListener } from './timers/timer-listener';
import { timerStatuses } from './timers/timer-status';

export interface HostOptions {
  /** The folder of the compiled app: package.json, host.json. */
  app: string;
  /** 0 lets the system choose; the app then cannot know its own address while it loads. */
  port: number;
  masterKey?: string;
  /** Where timers remember their last run. */
  data?: string;
  /** Connection string of the storage account for the durable task hub; asked for only when the app needs one. */
  storage: () => Promise<string>;
  clock: Clock;
  inFlight: InFlight;
  /** An app without functions runs on, answering 404, as the platform has it; by default it is refused. */
  allowsEmpty?: boolean;
  log: Log;
}

export interface Host {
  url: string;
  masterKey: string;
  stop(): Promise<void>;
}

/** Loads an app and serves it. One host a process: the SDK looks for its host only once. */
export async function startHost(options: HostOptions): Promise<Host> {
  const { app, clock, inFlight, log } = options;
  const settings = readHostSettings(app);
  const keys = createKeys(options.masterKey);
  loadLocalSettings(app, process.env);
  // Without it the durable client would send everybody to port 7071.
  process.env['WEBSITE_HOSTNAME'] = `localhost:${options.port}`;
  process.env['AZURE_FUNCTIONS_ENVIRONMENT'] ??= 'Development';

  const registrations = installCoreModule(log);
  const functions = await load(options, registrations);
  const routes = buildRoutes(functions, settings.routePrefix);
  const disabled = new Set(
    functions.filter(({ name }) => isDisabled(name, settings.only)).map(({ name }) => name),
  );

  let durable: DurableExtension | undefined;
  const inputValue = (): TypedData => durable?.clientBinding() ?? {};
  const invoke = createInvoke(registrations, inputValue, inFlight, log);
  if (functions.some(usesDurable)) {
    const storage = await options.storage();
    const baseUrl = `http://localhost:${options.port}`;
    durable = durableExtension({
      functions,
      invoke,
      clock,
      inFlight,
      storage,
      settings: settings.durableTask,
      baseUrl,
      systemKey: keys.system,
      log,
    });
  }
  const statuses = timerStatuses(options.data);
  const timers = createTimerListener({
    functions,
    faults: routes.faults,
    disabled,
    invoke,
    clock,
    inFlight,
    statuses,
    env: process.env,
    log,
  });
  const runManually = (fn: RegisteredFunction, input: string | undefined): void => {
    if (/^timertrigger$/i.test(fn.trigger.type)) return timers.runManually(fn);
    const data: TypedData = input === undefined ? {} : { string: input };
    void invoke(fn, { input: data }).catch((error: unknown) => log('error', `[${fn.name}] ${String(error)}`));
  };
  const admin = createAdmin({ functions, routes, disabled, keys, runManually });
  const server = createHttpServer({
    routes,
    disabled,
    keys,
    invoke,
    admin,
    ...(durable && { durable }),
    customHeaders: settings.customHeaders,
    inFlight,
    log,
  });
  const port = await listen(server, options.port);

  for (const [name, fault] of routes.faults) log('error', `Function ${name} is in error: ${fault}`);
  if (routes.fatal !== undefined) log('error', routes.fatal);
  else {
    await durable?.start();
    timers.start();
  }
  return {
    url: `http://127.0.0.1:${port}`,
    masterKey: keys.master,
    async stop() {
      timers.stop();
      await durable?.stop();
      for (const hook of registrations.hooks.appTerminate) await hook({ hookData: {} });
      await close(server);
    },
  };
}

/** Loads the entry files, runs the start hooks and closes the registration. */
async function load(
  options: HostOptions,
  registrations: ReturnType<typeof installCoreModule>,
): Promise<RegisteredFunction[]> {
  try {
    await loadApp(entryFiles(options.app));
    const [fault] = registrations.faults;
    if (fault !== undefined) throw new HostFault(`The app cannot run: ${fault}.`);
    for (const hook of registrations.hooks.appStart) await hook({ hookData: {} });
    registrations.isLocked = true;
    await refuseStreaming(registrations.model);
    if (registrations.functions.length === 0)
      throw new HostFault(`The app in ${options.app} registers no function.`);
  } catch (error) {
    if (!options.allowsEmpty || !(error instanceof HostFault)) throw error;
    options.log('error', error.message);
    registrations.isLocked = true;
    return [];
  }
  return registrations.functions;
}

async function refuseStreaming(model: ProgrammingModel | undefined): Promise<void> {
  const capabilities = (await model?.getCapabilities?.({ WorkerVersion: '3.9.0' })) ?? {};
  if ('HttpUri' in capabilities)
    throw new HostFault('The app sets enableHttpStream, which the local host does not support.');
}

const usesDurable = (fn: RegisteredFunction): boolean =>
  /^(orchestration|activity|entity)trigger$/i.test(fn.trigger.type) ||
  fn.inputs.some(({ type }) => /^(durableClient|orchestrationClient)$/i.test(type));

const isDisabled = (name: string, only: readonly string[] | undefined): boolean =>
  /^(true|1)$/i.test(process.env[`AzureWebJobs.${name}.Disabled`] ?? '') ||
  (only !== undefined && !only.includes(name));

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
