import { event, EventType, type HistoryEvent } from './history';
import { newExecutionId, type Head, type RuntimeStatus } from '../instances/instance';
import { openWork } from '../open-work';

/** What a turn decided, ready to be committed. */
export interface TurnResult {
  head: Head;
  events: HistoryEvent[];
  /** New work: dispatched once the commit has held. */
  scheduled: HistoryEvent[];
}

/** The turn left something open: what is new goes out. */
export function proceed(
  head: Head,
  past: readonly HistoryEvent[],
  events: HistoryEvent[],
  scheduled: HistoryEvent[],
  time: number,
): TurnResult {
  const all = [...events, ...scheduled, event(EventType.OrchestratorCompleted, time)];
  return { head: { ...head, status: 'Running', open: openWork([...past, ...all]) }, events: all, scheduled };
}

export function finish(
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
export function renew(
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
