import { randomUUID } from 'node:crypto';
import type { Invoke, Log, RegisteredFunction } from '../contract';
import { ActionType, findUnsupported } from './actions';
import { walkActions, type Walk } from './action-walk';
import { answeredId, event, EventType, SCHEDULED, type HistoryEvent } from './history';
import type { Head, Instance, Message, RuntimeStatus } from './instance';
import { callOrchestrator, type TurnAnswer } from './orchestrator-call';

export interface TurnContext {
  invoke: Invoke;
  log: Log;
  now: () => number;
  findOrchestrator(name: string): RegisteredFunction | undefined;
  isRegistered(type: EventType, name: string): boolean;
}

/** What a turn decided, ready to be committed. */
export interface TurnResult {
  head: Head;
  events: HistoryEvent[];
  /** New work: dispatched once the commit has held. */
  scheduled: HistoryEvent[];
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
  reportStuck(context, head, history, answer, walk);
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

/** The turn left something open: what is new goes out. */
function proceed(
  head: Head,
  past: readonly HistoryEvent[],
  events: HistoryEvent[],
  scheduled: HistoryEvent[],
  time: number,
): TurnResult {
  const all = [...events, ...scheduled, event(EventType.OrchestratorCompleted, time)];
  return { head: { ...head, status: 'Running', open: openWork([...past, ...all]) }, events: all, scheduled };
}

function finish(
  head: Head,
  events: HistoryEvent[],
  status: RuntimeStatus,
  output: unknown,
  time: number,
): TurnResult {
  const text = output === null ? null : JSON.stringify(output);
  const end = event(EventType.ExecutionCompleted, time, { OrchestrationStatus: status, Result: text });
  return {
    head: { ...head, status, output: text, open: [] },
    events: [...events, end, event(EventType.OrchestratorCompleted, time)],
    scheduled: [],
  };
}

/** The next generation: a new history, and of the old one only the events that came behind the renewal. */
function renew(
  head: Head,
  history: readonly HistoryEvent[],
  renewedAt: number,
  input: unknown,
  time: number,
): TurnResult {
  const carried = history
    .slice(renewedAt + 1)
    .filter(({ EventType: type }) => type === EventType.EventRaised);
  const next: Head = {
    ...head,
    status: 'Running',
    input: input === undefined ? null : JSON.stringify(input),
    executionId: newExecutionId(),
    generation: head.generation + 1,
    turns: 0,
    updatedAt: time,
    carried,
    open: [],
  };
  return { head: next, events: [], scheduled: [] };
}

export const newExecutionId = (): string => randomUUID().replaceAll('-', '');

/** Messages as history events. Answers of another execution, second answers, and all after a termination fall away. */
function arrivedEvents(
  head: Head,
  history: readonly HistoryEvent[],
  messages: readonly Message[],
): HistoryEvent[] {
  const answered = new Set(history.map(answeredId).filter((id) => id !== undefined));
  const known = new Set(
    history.filter(({ EventType: type }) => SCHEDULED.includes(type)).map(({ EventId }) => EventId),
  );
  const arrived: HistoryEvent[] = [];
  for (const message of messages) {
    switch (message.kind) {
      case 'start':
        break;
      case 'answer': {
        const id = answeredId(message.event) ?? -1;
        if (message.executionId !== head.executionId || !known.has(id) || answered.has(id)) break;
        answered.add(id);
        arrived.push(message.event);
        break;
      }
      case 'event':
        arrived.push(event(EventType.EventRaised, 0, { Name: message.name, Input: message.input }));
        break;
      case 'terminate':
        return [...arrived, event(EventType.ExecutionTerminated, 0, { Input: message.reason })];
      case 'suspend':
        arrived.push(event(EventType.ExecutionSuspended, 0, { Reason: message.reason }));
        break;
      case 'resume':
        arrived.push(event(EventType.ExecutionResumed, 0, { Reason: message.reason }));
    }
  }
  return arrived;
}

const executionStarted = (
  { name, version = '', input, instanceId, executionId }: Head,
  time: number,
): HistoryEvent =>
  event(EventType.ExecutionStarted, time, {
    Name: name,
    Input: input,
    Version: version,
    OrchestrationInstance: { InstanceId: instanceId, ExecutionId: executionId },
  });

/** Never before the last turn, nor before the due time of a timer that fired: the code's clock is this one. */
function turnTime(now: number, history: readonly HistoryEvent[], arrived: readonly HistoryEvent[]): number {
  const last = history.at(-1);
  const fired = arrived.flatMap(({ FireAt }) => (FireAt === undefined ? [] : [Date.parse(FireAt)]));
  return Math.max(now, last ? Date.parse(last.Timestamp) : 0, ...fired);
}

export function openWork(history: readonly HistoryEvent[]): Head['open'] {
  const answered = new Set(history.map(answeredId));
  return history
    .filter(({ EventType: type, EventId }) => SCHEDULED.includes(type) && !answered.has(EventId))
    .map(({ EventType: type, EventId: sequence, FireAt }) => ({
      sequence,
      kind:
        type === EventType.TaskScheduled ? 'activity' : type === EventType.TimerCreated ? 'timer' : 'child',
      ...(FireAt !== undefined && { fireAt: Date.parse(FireAt) }),
    }));
}

/** Where a real host would say nothing and wait for ever, this one says so. */
function reportStuck(
  { log }: TurnContext,
  head: Head,
  history: readonly HistoryEvent[],
  answer: TurnAnswer,
  walk: Walk,
): void {
  const who = `Instance ${head.instanceId} (${head.name})`;
  if (walk.unregistered !== undefined)
    return log(
      'error',
      `${who} is stuck: it calls "${walk.unregistered}", which is not registered (trap T23).`,
    );
  const open = openWork([...history, ...walk.scheduled]).map(({ sequence }) => sequence);
  const waitsForEvent = answer.actions.some(function waits({ actionType, compoundActions = [] }): boolean {
    return actionType === ActionType.WaitForExternalEvent || compoundActions.some(waits);
  });
  const isOver = walk.isThrough && (answer.isDone || answer.error !== undefined);
  if (isOver || open.length > 0 || waitsForEvent) return;
  log(
    'error',
    `${who} is stuck: it waits, and nothing is open (numbers used: ${history.filter((one) => SCHEDULED.includes(one.EventType)).length}). A real host hangs here in silence (traps T1, T6, T23).`,
  );
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
