import { EventType, type HistoryEvent } from './history';

const SUFFIX = 'Was a change made to the orchestrator code after this instance had already started running?';

/** Another kind or name of task has this number now. The words are the real host's. */
export function conflictText(known: HistoryEvent, type: EventType, name: string): string {
  const kinds: Partial<Record<EventType, string>> = {
    [EventType.TaskScheduled]: 'ScheduleTaskOrchestratorAction',
    [EventType.SubOrchestrationInstanceCreated]: 'CreateSubOrchestrationAction',
    [EventType.TimerCreated]: 'CreateTimerOrchestratorAction',
  };
  const { kind, named } = wordsFor(known);
  const now =
    known.EventType === type ? `${kinds[type] ?? ''} action named '${name}'` : `${kinds[type] ?? ''} action`;
  return `Non-Deterministic workflow detected: A previous execution of this orchestration scheduled ${kind} task with sequence number ${known.EventId} named${named === '' ? '' : ` '${named}',`} but the current orchestration replay instead produced a ${now} with this sequence number. ${SUFFIX}`;
}

/** The code no longer asks for what it asked for before. */
export function missingText(known: HistoryEvent): string {
  const { kind, named } = wordsFor(known);
  const what = named === '' ? '' : ` and name '${named}' (version '')`;
  return `Non-Deterministic workflow detected: A previous execution of this orchestration scheduled ${kind} task with sequence ID ${known.EventId}${what}, but the current replay execution hasn't (yet?) scheduled this task. ${SUFFIX}`;
}

function wordsFor({ EventType: type, Name = '' }: HistoryEvent): { kind: string; named: string } {
  if (type === EventType.TimerCreated) return { kind: 'a timer', named: '' };
  return { kind: type === EventType.TaskScheduled ? 'an activity' : 'a sub-orchestration', named: Name };
}
