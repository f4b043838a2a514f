import { app, type HttpRequest, type HttpResponseInit, type InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import { z } from 'zod';
import type { CommandKind } from '../enablement/enablement';
import { violationsOf } from '../enablement/violation';
import type { Services } from '../services';
import { readOptionalJson } from './json-body';
import { answering, problem } from './problem';
import { ringBell } from './start-run';
import { unknownRun } from './status-answer';

const whoSchema = z.strictObject({
  by: z.string().trim().min(1, 'must not be empty').max(200, 'must have at most 200 characters').optional(),
});

/** `POST /enablements/{id}/cancel` and `/probe`: what people tell a run while it goes on. */
export function registerTellEnablement(services: Services): void {
  for (const kind of ['cancel', 'probe'] as const) {
    app.http(`${kind}Enablement`, {
      route: `enablements/{id}/${kind}`,
      methods: ['POST'],
      authLevel: 'function',
      extraInputs: [df.input.durableClient()],
      handler: (request, context) =>
        answering(services, context, () => tell(services, kind, request, context)),
    });
  }
}

async function tell(
  services: Services,
  kind: 'cancel' | 'probe',
  request: HttpRequest,
  context: InvocationContext,
): Promise<HttpResponseInit> {
  const id = request.params['id'] ?? '';
  const who = whoSchema.safeParse(await readOptionalJson(request));
  if (!who.success) {
    return problem({
      status: 422,
      type: 'invalid-request',
      title: 'The request has mistakes.',
      violations: violationsOf(who.error),
    });
  }
  const by = who.data.by ?? 'somebody with a key';
  return tellRun(services, id, { kind, by }, context);
}

/** Writes a command into the row of a run and rings the bell. */
export async function tellRun(
  services: Services,
  id: string,
  command: { kind: CommandKind; by: string; subject?: string; comment?: string },
  context: InvocationContext,
): Promise<HttpResponseInit> {
  const told = await services.store.tell(id, { ...command, at: services.now().toISOString() });
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
      await ringBell(df.getClient(context), id, context);
      return { status: 202, jsonBody: { id, command: command.kind, sequence: told.sequence } };
  }
}
