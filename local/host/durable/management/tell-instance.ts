import type { DurableRequest, DurableResponse } from '../../contract';
import { FINISHED, type OutsideMessage } from '../instances/instance';
import { badJson, empty, fault, wentWrong } from './answers';
import type { ManagementOptions } from './management';
import { isJson } from './query';

export async function raiseEvent(
  { engine, store }: ManagementOptions,
  { body, headers }: DurableRequest,
  id = '',
  name = '',
): Promise<DurableResponse> {
  if (!/^application\/json/i.test(headers.get('content-type') ?? ''))
    return fault(400, 'Only application/json request content is supported');
  const text = Buffer.from(body).toString();
  if (!isJson(text)) return badJson("Error reading JToken from JsonReader. Path '', line 0, position 0.");
  const head = await store.findHead(id);
  if (head === undefined) return empty(404);
  if (FINISHED.includes(head.status)) return empty(410);
  await engine.send(id, { kind: 'event', name, input: text });
  return empty(202);
}

export async function command(
  { engine, store }: ManagementOptions,
  { query }: DurableRequest,
  id = '',
  operation = '',
): Promise<DurableResponse> {
  const kind = operation.toLowerCase() as 'terminate' | 'suspend' | 'resume';
  const head = await store.findHead(id);
  if (head === undefined) return empty(404);
  if (FINISHED.includes(head.status)) return empty(410);
  const isOutOfPlace =
    kind === 'suspend' ? head.status === 'Suspended' : kind === 'resume' && head.status !== 'Suspended';
  if (isOutOfPlace) {
    return wentWrong(
      `Cannot ${kind} the orchestration instance ${id} because instance is in the ${head.status} state.`,
      'System.InvalidOperationException',
    );
  }
  const message: OutsideMessage = { kind, reason: query.get('reason') ?? '' };
  await engine.send(id, message);
  return empty(202);
}
