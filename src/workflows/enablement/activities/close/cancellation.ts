import { speakerOf, type Enablement } from '../../../../domain/enablement/enablement';
import type { Step } from '../../../../domain/enablement/step';
import type { EnablementStore } from '../../../../store/enablements/enablement-store';
import { say } from '../../../../texts/say';

/** Who called a run off, and the last command it takes notice of. */
export interface Cancelled {
  by: string;
  seen: number;
}

/** Before an activity goes on: records that its run was called off, and by whom; undefined where nobody did. */
export async function recordCancel(
  store: EnablementStore,
  { id, commands }: Enablement,
  sequence: number,
  now: Date,
): Promise<Cancelled | undefined> {
  const cancel = commands.find(({ kind }) => kind === 'cancel');
  if (cancel === undefined) return undefined;
  const { by, byId, through } = cancel;
  const at = now.toISOString();
  const who = { by, ...(byId && { byId }), ...(through && { through }) };
  const step = await store.record(id, sequence, {
    kind: 'commandReceived',
    started: at,
    ended: at,
    as: speakerOf(cancel),
    ...(byId && { asId: byId }),
    ...say('step.cancelled', { by }),
    result: { kind: 'cancelled', ...who, seen: commands.at(-1)?.sequence ?? 0 },
    requestIds: [],
  });
  return cancelledIn(step);
}

/** What a step of an activity says of a cancel; undefined where it is about something else. */
export function cancelledIn(step: Step | undefined): Cancelled | undefined {
  if (step?.kind !== 'commandReceived') return undefined;
  const { by, seen } = step.result as Cancelled;
  return { by, seen };
}
