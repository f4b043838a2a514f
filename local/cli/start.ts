import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { PACKAGE, writePackage } from '../package/write-package';
import { startWorld, type World } from '../world/world';
import { readArguments } from './arguments';
import { runCommand } from './command-line';
import { openKept, writeKept } from './saved-world';

const ROOT = path.join(__dirname, '../../..');
/** A day in two minutes: slow enough to watch, fast enough to wait for. */
const SPEED = 720;

const COMMAND = {
  name: 'npm start',
  about: `Runs the app in a simulated tenant until Ctrl-C, says where, and keeps its data in .local/.
Exits with 0, or with 2 when an option or a file is wrong.`,
};

/** `npm start`: the same world as the demo's, until Ctrl-C, with its data kept in `.local/`. */
async function main(): Promise<number> {
  const {
    tenant,
    tenantName,
    payload,
    json,
    speed = SPEED,
    port,
    isPackage,
  } = readArguments(process.argv.slice(2), path.join(ROOT, 'samples'), COMMAND);
  const folder = path.join(ROOT, '.local', tenantName.replace(/[^\w-]+/g, '_'));
  const kept = openKept(folder);
  const state = kept?.tenants[tenantName];
  const masterKey = kept?.masterKey ?? randomBytes(24).toString('hex');
  if (isPackage) await writePackage();
  const world = await startWorld({
    tenant,
    ...(isPackage && { app: PACKAGE }),
    clock: speed,
    now: Math.max(Date.now(), kept?.now ?? 0),
    data: folder,
    masterKey,
    // Whoever opens the pages may be whoever he likes to be.
    settings: { DEV_SIGN_IN: 'on' },
    ...(port !== undefined && { port }),
    ...(state && { tenantState: state }),
  });
  const keep = (): void => {
    const tenants = { ...kept?.tenants, [tenantName]: world.tenant.state };
    writeKept(folder, { masterKey, now: world.clock.now(), tenants });
  };
  const keeping = setInterval(keep, 2_000);
  process.stdout.write(
    json ? `${JSON.stringify(addresses(world, speed))}\n` : introduction(world, tenantName, speed, payload),
  );
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve).once('SIGTERM', resolve);
  });
  clearInterval(keeping);
  await world.stop();
  keep();
  return 0;
}

const addresses = ({ api, origin, key, masterKey, storage, tenant }: World, speed: number) => ({
  api,
  pages: origin,
  key,
  masterKey,
  graph: tenant.graph,
  teamsAdmin: tenant.teamsAdmin,
  identity: tenant.identity,
  identityHeader: tenant.identityHeader,
  tenantId: tenant.tenantId,
  storage,
  speed,
});

function introduction(
  world: World,
  tenantName: string,
  speed: number,
  payload: Record<string, unknown>,
): string {
  const { api, origin, key, tenant } = world;
  const curl = [
    `curl -i ${api}/enablements \\`,
    `  -H 'x-functions-key: ${key}' -H 'content-type: application/json' \\`,
    `  -d '${JSON.stringify(payload).replaceAll("'", "'\\''")}'`,
  ];
  return [
    `Gastvrij runs in the simulated tenant "${tenantName}", ${speed} times as fast as life. Ctrl-C ends it; its data stays in .local/.`,
    '',
    `  pages      ${origin}/   (say who you are)`,
    `  app        ${api}   (key ${key})`,
    `  Graph      ${tenant.graph}/v1.0`,
    `  Teams      ${tenant.teamsAdmin}`,
    `  identity   ${tenant.identity}   (X-IDENTITY-HEADER ${tenant.identityHeader})`,
    '',
    'Ask for guest access:',
    '',
    ...curl,
    '',
    '',
  ].join('\n');
}

runCommand(main);
