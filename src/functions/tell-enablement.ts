import type { HttpResponseInit } from '@azure/functions';
import * as df from 'durable-functions';
import { speakerOf, voiceOf } from '../access/caller';
import { cancelEnablement, probeEnablement } from '../api/routes/commands';
import type { CommandKind, Enablement } from '../enablement/enablement';
import { heardIn } from '../enablement/heard';
import type { Services } from '../services';
import { problem } from './problem';
import { serve, type Arrival, type Call } from './serve';
import { wakeUp } from '../workflows/wake-up';
import { followUp, unknownRun } from './status-answer';

/** `POST /enablements/{id}/cancel` and `/probe`: what people tell a run while it goes on. */
export function registerTellEnablement(services: Services): void {
  serve(services, cancelEnablement, (call) => tell(services, call, 'cancel'), { usesDurable: true });
  serve(services, probeEnablement, (call) => tell(services, call, 'probe'), { usesDurable: true });
}

/** Tells a run something, for whoever is known to call. */
export async function tell(
  services: Services,
  call: Call<typeof cancelEnablement | typeof probeEnablement>,
  kind: 'cancel' | 'probe',
): Promise<HttpResponseInit> {
  const { id } = call.params;
  const run = await services.store.find(id);
  if (run === undefined) return unknownRun(id);
  return tellRun(services, call, run, { kind, by: call.body.by ?? speakerOf(call.caller) });
}

/** Records a command with its run and wakes the run. */
export async function tellRun(
  services: Services,
  { caller, request, context }: Arrival,
  run: Enablement,
  command: { kind: CommandKind; by: string; subject?: string; comment?: string },
): Promise<HttpResponseInit> {
  const { id } = run;
  const at = services.now().toISOString();
  // What a try answers is a matter of what was acted on; what stops a run is written down without a further look.
  const heard = command.kind === 'probe' ? heardIn(await services.store.steps(id)) : 0;
  const told = await services.store.tell(id, { ...command, ...voiceOf(caller), at }, heard);
  switch (told.kind) {
    case 'unknown':
      return unknownRun(id);
    case 'closed':
      return problem({
        status: 409,
        type: 'already-finished',
        title: `Enablement ${id} is finished; nothing can be told to it.`,
      });
    case 'decided':
      return problem({
        status: 409,
        type: 'already-decided',
        title: `${told.by} has decided about this plan already.`,
      });
    case 'tooMany':
      return problem({
        status: 429,
        type: 'too-many-commands',
        title: `Enablement ${id} was told too much already.`,
      });
    case 'told':
      await wakeUp(df.getClient(context), id, context);
      return {
        status: 202,
        headers: followUp(services, request, run),
        jsonBody: { id, command: command.kind, sequence: told.sequence },
      };
  }
}
