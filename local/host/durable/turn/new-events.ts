import { answeredId, event, EventType, SCHEDULED, type HistoryEvent } from './history';
import type { Head, Message } from '../instances/instance';

/** Messages as history events. Answers of another execution, second answers, and all after a termination fall away. */
export function arrivedEvents(
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

export const executionStarted = (
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
export function turnTime(
  now: number,
  history: readonly HistoryEvent[],
  arrived: readonly HistoryEvent[],
): number {
  const last = history.at(-1);
  const fired = arrived.flatMap(({ FireAt }) => (FireAt === undefined ? [] : [Date.parse(FireAt)]));
  return Math.max(now, last ? Date.parse(last.Timestamp) : 0, ...fired);
}
