import type { Invoke, Log, RegisteredFunction } from '../../contract';
import { ActionType, findUnsupported } from './actions';
import { walkActions, type Walk } from './match-history';
import { arrivedEvents, executionStarted, turnTime } from './new-events';
import { event, EventType, type HistoryEvent } from './history';
import type { Head, Instance, Message } from '../instances/instance';
import { openWork } from '../open-work';
import { callOrchestrator, type TurnAnswer } from './call-orchestrator';
import { reportStuck } from '../report-stuck';
import { finish, proceed, renew, type TurnResult } from './turn-end';

export interface TurnContext {
  invoke: Invoke;
  log: Log;
  now: () => number;
  findOrchestrator(name: string): RegisteredFunction | undefined;
  isRegistered(type: EventType, name: string): boolean;
}

/** The limit of the real extension, in whole KB of UTF-16. */
const MOST_STATUS_KB = 16;

/** Takes messages into the history, runs the orchestrator over it, and says what follows. Undefined when nothing does. */
export async function takeTurn(
  context: TurnContext,
  { head, history }: Instance,
  messages: readonly Message[],
): Promise<TurnResult | undefined> {
  const inboxSeen = messages.reduce(
    (seen, message) => ('order' in message && message.order > seen ? message.order : seen),
    head.inboxSeen,
  );
  const arrived = arrivedEvents(head, history, messages);
  const isFirst = history.length === 0;
  if (arrived.length === 0 && !isFirst) return undefined;

  const time = turnTime(context.now(), history, arrived);
  const started: HistoryEvent[] = isFirst
    ? [executionStarted(head, time), ...head.carried.map((one) => ({ ...one, IsPlayed: false }))]
    : [];
  const events = [
    event(EventType.OrchestratorStarted, time),
    ...started,
    ...arrived.map((one) => ({ ...one, Timestamp: iso(time) })),
  ];
  const next: Head = { ...head, turns: head.turns + 1, updatedAt: time, inboxSeen, carried: [] };

  const ended = arrived.find(({ EventType: type }) => type === EventType.ExecutionTerminated);
  if (ended) return finish(next, events, 'Terminated', ended.Input ?? null, time);

  const state = arrived.findLast(
    ({ EventType: type }) => type === EventType.ExecutionSuspended || type === EventType.ExecutionResumed,
  );
  const isSuspended = state ? state.EventType === EventType.ExecutionSuspended : head.status === 'Suspended';
  if (isSuspended) {
    const suspendReason = state?.Reason ?? head.suspendReason ?? '';
    const open = openWork([...history, ...events]);
    return {
      head: { ...next, status: 'Suspended', suspendReason, open },
      events: [...events, event(EventType.OrchestratorCompleted, time)],
      scheduled: [],
    };
  }
  return run(context, next, history, events, time);
}

async function run(
  context: TurnContext,
  head: Head,
  past: readonly HistoryEvent[],
  events: HistoryEvent[],
  time: number,
): Promise<TurnResult> {
  const history = [...past.map((one) => ({ ...one, IsPlayed: true })), ...events];
  const orchestrator = context.findOrchestrator(head.name);
  if (orchestrator === undefined) {
    context.log(
      'error',
      `Instance ${head.instanceId} is stuck: no orchestrator "${head.name}" is registered.`,
    );
    return proceed(head, past, events, [], time);
  }
  const answer = await callOrchestrator(context.invoke, orchestrator, head, history, past.length > 0);
  if (answer.scheduledTwice) {
    const what = answer.scheduledTwice.functionName ?? answer.scheduledTwice.externalEventName ?? 'a timer';
    context.log(
      'error',
      `Instance ${head.instanceId} (${head.name}) awaits the same task (${what}) in two compounds: on a real host it is scheduled twice and the numbers part (trap T1).`,
    );
  }
  const unsupported = findUnsupported(answer.actions);
  if (unsupported !== undefined) {
    context.log(
      'error',
      `Instance ${head.instanceId} (${head.name}) asks for ${unsupported}, which the local host does not support.`,
    );
    return finish(
      head,
      events,
      'Failed',
      failed(head.name, `${unsupported} is not supported by the local host.`),
      time,
    );
  }
  const { isRegistered } = context;
  const childId = (sequence: number): string => `${head.executionId}:${sequence}`;
  const walk = walkActions(answer.actions, history, {
    now: time,
    stamp: Math.max(context.now(), time + 1),
    isRegistered,
    childId,
  });
  return judge(context, withStatus(head, answer), past, events, answer, walk, time);
}

function judge(
  context: TurnContext,
  head: Head,
  past: readonly HistoryEvent[],
  events: HistoryEvent[],
  answer: TurnAnswer,
  walk: Walk,
  time: number,
): TurnResult {
  const tooLarge = statusTooLarge(answer.customStatus);
  if (tooLarge !== undefined)
    return finish({ ...head, customStatus: null }, events, 'Failed', failed(head.name, tooLarge), time);
  if (walk.conflict !== undefined) {
    context.log('error', `Instance ${head.instanceId} (${head.name}): ${walk.conflict}`);
    return finish(head, [...events, ...walk.scheduled], 'Failed', walk.conflict, time);
  }
  const history = [...past, ...events];
  reportStuck(context.log, head, history, answer, walk);
  if (answer.error !== undefined && walk.isThrough) {
    return finish(head, [...events, ...walk.scheduled], 'Failed', failed(head.name, answer.error), time);
  }
  // An end counts once all that was started has answered; timers the code cancelled are not waited for.
  if (answer.isDone && walk.isThrough && walk.open.length === 0) {
    const renewed = answer.actions.findLast(({ actionType }) => actionType === ActionType.ContinueAsNew);
    if (renewed && walk.renewedAt !== undefined)
      return renew(head, history, walk.renewedAt, renewed.input, time);
    return finish(
      head,
      [...events, ...walk.scheduled],
      'Completed',
      answer.output === undefined ? null : answer.output,
      time,
    );
  }
  return proceed(head, past, events, walk.scheduled, time);
}

/** The SDK leaves out a falsy status, which shows as null; only a renewal keeps what the generation before had set. */
const withStatus = (head: Head, { customStatus }: TurnAnswer): Head =>
  customStatus === undefined && head.generation > 0 ? head : { ...head, customStatus: customStatus ?? null };

function statusTooLarge(status: unknown): string | undefined {
  const kb = Math.floor(((JSON.stringify(status) ?? '').length * 2) / 1024);
  return kb > MOST_STATUS_KB
    ? `The UTF-16 size of the JSON-serialized payload must not exceed ${MOST_STATUS_KB} KB. The current payload size is ${kb} KB.`
    : undefined;
}

const failed = (name: string, error: string): string => `Orchestrator function '${name}' failed: ${error}`;
const iso = (time: number): string => new Date(time).toISOString();
