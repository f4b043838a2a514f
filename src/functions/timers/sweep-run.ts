import type { OpenRun } from '../../store/enablements/enablement-store';
import { RECOVER_RUN, recoveryOf } from '../../workflows/engine/names';
import { startRun } from '../../workflows/engine/start-run';
import { stateOf } from '../enablements/run-state';
import { wakeRun } from '../../workflows/engine/wake-run';
import type { Sweeping } from './sweep-report';

/** For this long after a command its wake signal is rung again, in case the first ring was lost. */
const WAKE_AGAIN = 15 * 60_000;

/** Has one open run go on: starts it, rings for it, or has it mopped up. */
export async function sweepRun({ services, client, context }: Sweeping, open: OpenRun): Promise<void> {
  const { store, now } = services;
  const { id } = open;
  // A row that nobody can read would keep it from being ended, and a command may be of no use by now.
  await store.remediate(open);
  const { store: past } = store.readingOn();
  const run = await past.find(id);
  // Whoever accepted it died before its own row was written.
  if (run === undefined) await store.restore(open);
  switch (await stateOf(client, id)) {
    case 'absent':
      // Of which nobody knows what was asked, or whom somebody ends already, is not begun: it ends.
      if (run?.closedAt !== undefined) return past.release(id);
      if (open.isUnknown || run?.takenOverAt !== undefined) return recoverRun();
      context.warn(`Run ${id} was saved and never began; starting it`);
      return startRun(client, id, context);
    case 'ended':
      // Read after its state: a run that came to its end in between is not one that could not.
      if ((await past.find(id))?.closedAt !== undefined) return past.release(id);
      // The run is over and its row is still open: it was terminated, or it broke in the framework.
      return recoverRun();
    case 'running': {
      const last = run?.commands.at(-1);
      const isFresh = last !== undefined && Date.parse(last.at) > now().getTime() - WAKE_AGAIN;
      if (isFresh) await wakeRun(client, id, context);
    }
  }

  async function recoverRun(): Promise<void> {
    if ((await stateOf(client, recoveryOf(id))) === 'running') return;
    context.warn(`Run ${id} could not end itself; mopping up`);
    await client.startNew(RECOVER_RUN, { instanceId: recoveryOf(id), input: { id } });
  }
}
