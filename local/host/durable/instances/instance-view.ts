import { answeredId, EventType, SCHEDULED, type HistoryEvent } from '../turn/history';
import type { Head } from './instance';

export interface ViewOptions {
  showInput: boolean;
  showHistory: boolean;
  showHistoryOutput: boolean;
}

/** What the status address shows of an instance. Times have whole seconds. */
export function viewOf(
  head: Head,
  history: readonly HistoryEvent[],
  { showInput, showHistory, showHistoryOutput }: ViewOptions,
): Record<string, unknown> {
  const seconds = (time: number): string => new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
  return {
    name: head.name,
    instanceId: head.instanceId,
    runtimeStatus: head.status,
    input: showInput ? parsed(head.input) : null,
    customStatus: head.customStatus ?? null,
    output: head.status === 'Suspended' ? (head.suspendReason ?? null) : parsed(head.output),
    createdTime: seconds(head.createdAt),
    lastUpdatedTime: seconds(head.updatedAt),
    ...(showHistory && { historyEvents: shownHistory(history, showHistoryOutput) }),
  };
}

/** Turn marks fall away; a scheduled task shows only while it is open, afterwards its end tells both. */
function shownHistory(history: readonly HistoryEvent[], showOutput: boolean): Record<string, unknown>[] {
  const answered = new Set(history.map(answeredId));
  // The first decision under a number counts; a second one is the trace of a non-determinism failure.
  const scheduled = new Map<number, HistoryEvent>();
  for (const one of history)
    if (SCHEDULED.includes(one.EventType) && !scheduled.has(one.EventId)) scheduled.set(one.EventId, one);
  return history.flatMap((one) => {
    const { EventType: type, EventId } = one;
    if (type === EventType.OrchestratorStarted || type === EventType.OrchestratorCompleted) return [];
    const isNotified = SCHEDULED.includes(type) && answered.has(EventId) && scheduled.get(EventId) === one;
    if (isNotified && type !== EventType.TimerCreated) return [];
    return [show(one, scheduled.get(answeredId(one) ?? -1), showOutput)];
  });
}

/** Members the real extension always shows and this host never fills. */
const UNUSED = { Correlation: null, ParentTraceContext: null, ScheduledStartTime: null, Generation: 0 };

const HAS_RESULT = [
  EventType.TaskCompleted,
  EventType.SubOrchestrationInstanceCompleted,
  EventType.ExecutionCompleted,
];

function show(
  one: HistoryEvent,
  cause: HistoryEvent | undefined,
  showOutput: boolean,
): Record<string, unknown> {
  const {
    EventType: type,
    Timestamp,
    Name,
    Result,
    Input,
    FireAt,
    Reason,
    Details,
    Data,
    OrchestrationStatus,
    InstanceId,
  } = one;
  const isTask = cause !== undefined && type !== EventType.TimerFired;
  return {
    EventType: EventType[type],
    Timestamp,
    ...(type === EventType.ExecutionStarted && { FunctionName: Name, Input, ...UNUSED }),
    ...(type === EventType.EventRaised && { Name, Input }),
    ...(type === EventType.ExecutionTerminated && { Input }),
    ...(type === EventType.TaskScheduled && { Name }),
    ...(type === EventType.SubOrchestrationInstanceCreated && { Name, InstanceId }),
    ...(isTask && { Input: null, ScheduledTime: cause.Timestamp, FunctionName: cause.Name }),
    ...(FireAt !== undefined && { FireAt }),
    ...(Reason !== undefined && { Reason }),
    ...(Details !== undefined && { Details }),
    ...(Data !== undefined && { Data }),
    ...(OrchestrationStatus !== undefined && { OrchestrationStatus, FailureDetails: null }),
    ...(showOutput && HAS_RESULT.includes(type) && { Result: parsed(Result ?? null) }),
  };
}

function parsed(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
