import type { HttpResponseInit } from '@azure/functions';
import * as df from 'durable-functions';
import { speakerOf, voiceOf } from '../../access/caller';
import { cancelEnablement, probeEnablement } from '../../api/routes/commands';
import type { CommandKind, Enablement } from '../../domain/enablement/enablement';
import { lastCommandIn } from '../../domain/enablement/last-command';
import type { Services } from '../../composition/services';
import { problem } from '../http/problem';
import { serve, type Arrival, type Call } from '../http/serve';
import { wakeRun } from '../../workflows/engine/wake-run';
import { followUp, unknownRun } from './status-answer';

/** `POST /enablements/{id}/cancel` and `/probe`: what people tell a run while it goes on. */
export function registerCommandEnablement(services: Services): void {
  serve(services, cancelEnablement, (call) => sendCommand(services, call, 'cancel'), { usesDurable: true });
  serve(services, probeEnablement, (call) => sendCommand(services, call, 'probe'), { usesDurable: true });
}

/** Tells a run something, for whoever is known to call. */
export async function sendCommand(
  services: Services,
  call: Call<typeof cancelEnablement | typeof probeEnablement>,
  kind: 'cancel' | 'probe',
): Promise<HttpResponseInit> {
  const { id } = call.params;
  const run = await services.store.find(id);
  if (run === undefined) return unknownRun(id);
  return commandRun(services, call, run, { kind, by: call.body.by ?? speakerOf(call.caller) });
}

/** Records a command with its run and wakes the run. */
export async function commandRun(
  services: Services,
  { caller, request, context }: Arrival,
  run: Enablement,
  command: { kind: CommandKind; by: string; subject?: string; comment?: string },
): Promise<HttpResponseInit> {
  const { id } = run;
  const at = services.now().toISOString();
  // What a try answers is a matter of what was acted on; what stops a run is written down without a further look.
  const received = command.kind === 'probe' ? lastCommandIn(await services.store.steps(id)) : 0;
  const notes = await services.store.sendCommand(id, { ...command, ...voiceOf(caller), at }, received);
  switch (notes.kind) {
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
        title: `${notes.by} has decided about this plan already.`,
      });
    case 'tooMany':
      return problem({
        status: 429,
        type: 'too-many-commands',
        title: `Enablement ${id} was told too much already.`,
      });
    case 'commandReceived':
      await wakeRun(df.getClient(context), id, context);
      return {
        status: 202,
        headers: followUp(services, request, run),
        jsonBody: { id, command: command.kind, sequence: notes.sequence },
      };
  }
}
