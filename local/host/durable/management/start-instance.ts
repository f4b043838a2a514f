import { randomUUID } from 'node:crypto';
import type { DurableRequest, DurableResponse } from '../../contract';
import { managementUrls } from '../client-binding';
import { FINISHED, type Head } from '../instances/instance';
import { viewOf } from '../instances/instance-view';
import { badArgument, badJson, json, wentWrong } from './answers';
import type { ManagementOptions } from './management';
import { isJson } from './query';

export async function startInstance(
  options: ManagementOptions,
  { body, origin, query }: DurableRequest,
  name = '',
  id = '',
): Promise<DurableResponse> {
  const { engine, orchestrators, addresses } = options;
  const instanceId = id === '' ? randomUUID().replaceAll('-', '') : id;
  const text = Buffer.from(body).toString();
  if (text !== '' && !isJson(text)) return badJson('The body is not JSON.');
  const known = orchestrators.find((one) => one.toLowerCase() === name.toLowerCase());
  if (known === undefined) {
    return badArgument(
      `The function '${name}' doesn't exist, is disabled, or is not an orchestrator function. Additional info: The following are the known orchestrator functions: ${orchestrators.map((one) => `'${one}'`).join(', ')}.`,
    );
  }
  const wrong = idFault(instanceId);
  if (wrong !== undefined) return badArgument(`instanceId (Parameter '${wrong}')`);
  const made = await engine.create({
    id: instanceId,
    name: known,
    input: text === '' || text.trim() === 'null' ? null : text,
    ...(query.has('version') && { version: query.get('version') ?? '' }),
  });
  if (made.kind === 'taken') {
    return wentWrong(
      `An Orchestration instance with the status ${made.status} already exists.`,
      'DurableTask.Core.Exceptions.OrchestrationAlreadyExistsException',
    );
  }
  const timeout = Number(query.get('timeout') ?? 0);
  if (timeout > 0) {
    const done = await waitForEnd(
      options,
      instanceId,
      timeout * 1000,
      Number(query.get('pollingInterval') ?? 1) * 1000,
    );
    if (done)
      return json(
        done.status === 'Failed' ? 500 : 200,
        done.status === 'Completed' ? JSON.parse(done.output ?? 'null') : viewOf(done, [], WHOLE),
      );
  }
  const urls = managementUrls({ ...addresses, origin }, instanceId, false);
  return json(202, urls, { location: urls['statusQueryGetUri'] ?? '', 'retry-after': '10' });
}

const WHOLE = { showInput: true, showHistory: false, showHistoryOutput: false };

/** The head of an instance once it has ended, or undefined when the time is up. Waits in real time, as its caller does. */
async function waitForEnd(
  { store }: ManagementOptions,
  id: string,
  timeout: number,
  pause: number,
): Promise<Head | undefined> {
  for (const end = performance.now() + timeout; performance.now() < end;) {
    const head = await store.findHead(id);
    if (head && FINISHED.includes(head.status)) return head;
    await new Promise((wake) => setTimeout(wake, pause));
  }
  return undefined;
}

function idFault(id: string): string | undefined {
  if (id.startsWith('@')) return 'Orchestration instance ids must not start with @.';
  return /[/\\#?\u0000-\u001f\u007f-\u009f]/.test(id)
    ? 'Orchestration instance ids must not contain /, \\, #, ?, or control characters.'
    : undefined;
}

export async function restart(
  options: ManagementOptions,
  request: DurableRequest,
  id = '',
): Promise<DurableResponse> {
  const head = await options.store.findHead(id);
  if (head === undefined)
    return badArgument(`instanceId (Parameter 'An orchestration with the instanceId ${id} was not found.')`);
  const keepsId = /^false$/i.test(request.query.get('restartWithNewInstanceId') ?? '');
  const body = Buffer.from(head.input ?? '');
  return startInstance(options, { ...request, body }, head.name, keepsId ? id : '');
}
