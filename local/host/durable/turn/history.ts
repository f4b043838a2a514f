/** Kinds of history events, by the numbers the SDK reads. https://github.com/Azure/durabletask, `EventType` */
export enum EventType {
  ExecutionStarted = 0,
  ExecutionCompleted = 1,
  ExecutionTerminated = 3,
  TaskScheduled = 4,
  TaskCompleted = 5,
  TaskFailed = 6,
  SubOrchestrationInstanceCreated = 7,
  SubOrchestrationInstanceCompleted = 8,
  SubOrchestrationInstanceFailed = 9,
  TimerCreated = 10,
  TimerFired = 11,
  OrchestratorStarted = 12,
  OrchestratorCompleted = 13,
  EventRaised = 15,
  ContinueAsNew = 16,
  GenericEvent = 17,
  ExecutionSuspended = 19,
  ExecutionResumed = 20,
}

/** One event, in the spelling the SDK reads. `EventId` is -1 for everything that was not scheduled. */
export interface HistoryEvent {
  EventType: EventType;
  EventId: number;
  IsPlayed: boolean;
  /** ISO 8601, UTC. */
  Timestamp: string;
  Name?: string;
  /** JSON text. */
  Input?: string | null;
  /** JSON text. */
  Result?: string | null;
  TaskScheduledId?: number;
  TimerId?: number;
  FireAt?: string;
  Reason?: string;
  Details?: string;
  Data?: string;
  InstanceId?: string;
  OrchestrationStatus?: string;
  Version?: string;
  OrchestrationInstance?: { InstanceId: string; ExecutionId: string };
}

export function event(type: EventType, at: number, more: Partial<HistoryEvent> = {}): HistoryEvent {
  return { EventType: type, EventId: -1, IsPlayed: false, Timestamp: new Date(at).toISOString(), ...more };
}

/** The scheduled events: each takes the next number of its execution, and waits for an answer with that number. */
export const SCHEDULED = [
  EventType.TaskScheduled,
  EventType.SubOrchestrationInstanceCreated,
  EventType.TimerCreated,
];

/** The number of the scheduled event that this event answers, or undefined when it answers none. */
export function answeredId({ EventType: type, TaskScheduledId, TimerId }: HistoryEvent): number | undefined {
  return type === EventType.TimerFired ? TimerId : TaskScheduledId;
}
