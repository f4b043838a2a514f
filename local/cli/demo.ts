import path from 'node:path';
import type { EnablementStatus } from '../../src/domain/enablement/status';
import { PACKAGE, writePackage } from '../package/write-package';
import { startWorld, type World } from '../world/world';
import { readArguments } from './arguments';
import { runCommand } from './command-line';
import { jsonDisplay, textDisplay, type Display } from './display';
import { enablementClient, type EnablementClient } from './enablement-client';

const ROOT = path.join(__dirname, '../../..');
/** Plans that open wide need a second person; the demo plays that part too. */
const SECOND_PERSON = 'Grace Approver';
const LONGEST_RUN = 30 * 3_600_000;

const COMMAND = {
  name: 'npm run demo',
  about: `Sends a request to the app and follows it to its end, in a simulated tenant and in simulated time.
Exits with 0 when the run ends as the tenant expects, 1 when it ends otherwise, 2 when an option or a file is wrong.`,
};

/** `npm run demo`: the main job, end to end, in simulated time. */
async function main(): Promise<number> {
  const { tenant, tenantName, payload, json, speed, port, isPackage } = readArguments(
    process.argv.slice(2),
    path.join(ROOT, 'samples'),
    COMMAND,
  );
  const write = (text: string): void => void process.stdout.write(text);
  const display = json ? jsonDisplay(write) : textDisplay(write, process.stdout.isTTY);
  if (isPackage) await writePackage();
  const world = await startWorld({
    tenant,
    clock: speed ?? 'virtual',
    ...(isPackage && { app: PACKAGE }),
    ...(port !== undefined && { port }),
  });
  try {
    const client = enablementClient(world.api, world.key);
    const { id } = await client.request(payload);
    display.opened({ tenantName, api: world.api, id });
    const status = await follow(world, client, id, display);
    display.closed(status);
    const wanted = payload['dryRun'] === true ? 'planned' : tenant.expect;
    if (status.outcome === wanted) return 0;
    process.stderr.write(`Expected the outcome ${wanted}, got ${status.outcome ?? status.status}.\n`);
    return 1;
  } finally {
    await world.stop();
  }
}

/** Shows each step as it is recorded, until the run is over. */
async function follow(
  world: World,
  client: EnablementClient,
  id: string,
  display: Display,
): Promise<EnablementStatus> {
  let shown = 0;
  let status = await client.status(id);
  const look = async (): Promise<boolean> => {
    status = await client.status(id);
    if (status.steps.count > shown) {
      const steps = await client.steps(id);
      for (const step of steps.slice(shown)) display.step(step);
      shown = steps.length;
    }
    if (status.status === 'waitingForApproval' && status.approval)
      await client.approve(id, status.approval.planHash, SECOND_PERSON);
    display.waiting(world.clock.now(), status);
    return status.status === 'finished';
  };
  const limit = world.clock.now() + LONGEST_RUN;
  if (world.isHeld) await world.conductor.runUntil(look, limit);
  else
    while (!(await look()) && world.clock.now() < limit) await new Promise((wake) => setTimeout(wake, 250));
  return status;
}

runCommand(main);
