import { answeredId, EventType, SCHEDULED, type HistoryEvent } from './turn/history';
import type { Head } from './instances/instance';

/** What was started and has not answered yet. */
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
