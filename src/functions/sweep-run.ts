import type { OpenRun } from '../store/enablement-store';
import { MOP_UP, mopOf } from '../workflows/names';
import { startRun } from '../workflows/start-run';
import { stateOf } from './run-state';
import { wakeUp } from '../workflows/wake-up';
import type { Sweeping } from './sweeping';

/** For this long after a command its bell is rung again, in case the first ring was lost. */
const RING_AGAIN = 15 * 60_000;

/** Has one open run go on: starts it, rings for it, or has it mopped up. */
export async function sweepRun({ services, client, context }: Sweeping, open: OpenRun): Promise<void> {
  const { store, now } = services;
  const { id } = open;
  const run = await store.find(id);
  // Whoever accepted it died before its own row was written.
  if (run === undefined) await store.restore(open);
  switch (await stateOf(client, id)) {
    case 'absent':
      context.warn(`Run ${id} was saved and never began; starting it`);
      return startRun(client, id, context);
    case 'ended':
      // Read after its state: a run that came to its end in between is not one that could not.
      if ((await store.find(id))?.closedAt !== undefined) return store.release(id);
      // The run is over and its row is still open: it was terminated, or it broke in the framework.
      if ((await stateOf(client, mopOf(id))) === 'running') return;
      context.warn(`Run ${id} could not end itself; mopping up`);
      await client.startNew(MOP_UP, { instanceId: mopOf(id), input: { id } });
      return;
    case 'running': {
      const last = run?.commands.at(-1);
      const isFresh = last !== undefined && Date.parse(last.at) > now().getTime() - RING_AGAIN;
      if (isFresh) await wakeUp(client, id, context);
    }
  }
}
