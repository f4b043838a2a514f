import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { endWith, readCommandLine } from '../cli/command-line';
import { inFlight } from '../clock/in-flight';
import { installDate } from '../clock/install-date';
import { installTimeouts } from '../clock/install-timeouts';
import { runningClock } from '../clock/running-clock';
import { virtualClock } from '../clock/virtual-clock';
import type { Clock } from '../clock/clock';
import { startAzurite, type Azurite } from '../storage/azurite';
import { stepByItself, followConductor } from './clock-driver';
import type { Log } from './contract';
import { startHost } from './host';
import { HostFault } from './host-fault';

const OPTIONS = {
  app: { type: 'string' },
  port: { type: 'string', default: '7071' },
  'master-key': { type: 'string' },
  data: { type: 'string' },
  storage: { type: 'string' },
  clock: { type: 'string', default: 'real' },
  speed: { type: 'string', default: '1' },
  now: { type: 'string' },
  'allow-empty': { type: 'boolean', default: false },
  verbose: { type: 'boolean', default: false },
} as const;

const COMMAND = {
  name: 'npm run host',
  about: `Serves any compiled Functions app until Ctrl-C.
Exits with 0, with 1 when the app or what it is given is wrong, 2 when an option is.`,
  options: OPTIONS,
  flags: `  --app DIR          the folder of the app, with its host.json and package.json
  --port N           where it listens (default 7071)
  --master-key K     the key that opens everything (default: one that it makes)
  --data DIR         keeps its data there
  --storage STRING   the connection string of its storage (default AzureWebJobsStorage, or an Azurite of its own)
  --clock KIND       real (default), virtual or ipc
  --speed N          seconds of that clock per second (default 1)
  --now TIME         when that clock starts (default: now)
  --allow-empty      starts an app without functions, too
  --verbose          says everything it does`,
};

/** `npm run host`: serves any compiled Functions app. */
async function main(): Promise<void> {
  const args = readArguments();
  const log: Log = (level, message) => {
    if (level === 'debug' && !args.verbose) return;
    if (level === 'information' && !args.verbose) return;
    process.stderr.write(`${level}: ${message}\n`);
  };
  const work = inFlight();
  const { clock, drive } = chooseClock(args.clock, args.speed, args.now, work);
  let azurite: Azurite | undefined;
  const storage = async (): Promise<string> => {
    const given = args.storage ?? process.env['AzureWebJobsStorage'];
    if (given !== undefined && given !== '' && given !== 'UseDevelopmentStorage=true') return given;
    azurite = await startAzurite(args.data === undefined ? undefined : path.join(args.data, 'azurite'));
    return azurite.connectionString;
  };
  const host = await startHost({
    app: args.app,
    port: args.port,
    ...(args.masterKey !== undefined && { masterKey: args.masterKey }),
    ...(args.data !== undefined && { data: args.data }),
    storage,
    clock,
    inFlight: work,
    allowsEmpty: args.allowEmpty,
    log,
  });
  const end = (): void => {
    void host
      .stop()
      .then(() => azurite?.stop())
      .finally(() => process.exit(0));
  };
  process.once('SIGINT', end).once('SIGTERM', end);
  process.once('disconnect', end);
  process.stdout.write(
    `Functions host listening on ${host.url}${args.masterKey === undefined ? `, master key ${host.masterKey}` : ''}\n`,
  );
  process.send?.({ kind: 'ready', url: host.url });
  drive();
}

function readArguments() {
  const { values } = readCommandLine(process.argv.slice(2), COMMAND);
  if (values.app === undefined) throw new HostFault(`--app is missing. See ${COMMAND.name} -- --help.`);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new HostFault(`--port must be a number from 1 to 65535, not "${values.port}".`);
  const data = values.data === undefined ? undefined : path.resolve(values.data);
  if (data !== undefined) mkdirSync(data, { recursive: true });
  const { storage, clock, speed, now, verbose } = values;
  return {
    app: path.resolve(values.app),
    port,
    masterKey: values['master-key'],
    data,
    storage,
    clock,
    speed: Number(speed),
    now,
    verbose,
    allowEmpty: values['allow-empty'],
  };
}

/** A clock of the kind asked for, and what makes it go once the host is up. Simulated time becomes the `Date` of the app. */
function chooseClock(
  kind: string,
  speed: number,
  now: string | undefined,
  work: ReturnType<typeof inFlight>,
): { clock: Clock; drive: () => void } {
  const start = now === undefined ? Date.now() : Date.parse(now);
  if (Number.isNaN(start))
    throw new HostFault(`--now must be a time such as 2026-01-31T12:00:00Z, not "${now}".`);
  if (!(speed > 0)) throw new HostFault('--speed must be a number above 0.');
  if (kind === 'real') {
    const clock = runningClock(speed, start);
    if (speed !== 1 || now !== undefined) installDate(clock);
    return { clock, drive: () => undefined };
  }
  if (kind !== 'virtual' && kind !== 'ipc')
    throw new HostFault(`--clock must be real, virtual or ipc, not "${kind}".`);
  const clock = virtualClock(start);
  installDate(clock);
  const timeouts = installTimeouts(clock);
  const drive = (): void =>
    kind === 'ipc' ? followConductor(clock, work, timeouts) : stepByItself(clock, work);
  return { clock, drive };
}

main().catch((error: unknown) => {
  if (!(error instanceof HostFault)) endWith(error);
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
