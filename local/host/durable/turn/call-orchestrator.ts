import type { Invoke, RegisteredFunction } from '../../contract';
import type { Action, OrchestratorAnswer } from './actions';
import type { HistoryEvent } from './history';
import type { Head } from '../instances/instance';

/** The marker behind which a failed orchestrator still says what it asked for. */
const MARKER = '$OutOfProcData$:';

export interface TurnAnswer extends OrchestratorAnswer {
  /** An action object that stands in the list twice: a task was awaited again inside another compound (trap T1). */
  scheduledTwice?: Action;
}

/** Runs the orchestrator's code from its start over the whole history, and reads what it asks for. */
export async function callOrchestrator(
  invoke: Invoke,
  fn: RegisteredFunction,
  head: Head,
  history: readonly HistoryEvent[],
  isReplaying: boolean,
): Promise<TurnAnswer> {
  const request = {
    history,
    input: head.input === null ? null : (JSON.parse(head.input) as unknown),
    instanceId: head.instanceId,
    isReplaying,
    parentInstanceId: head.parent?.instanceId ?? null,
    upperSchemaVersion: 1,
    upperSchemaVersionNew: 2,
    longRunningTimerIntervalDuration: '3.00:00:00',
    maximumShortTimerDuration: '6.00:00:00',
    defaultHttpAsyncRequestSleepTimeMillseconds: 30000,
  };
  try {
    const { returnValue, result } = await invoke(fn, { input: { string: JSON.stringify(request) } });
    const answer = JSON.parse(returnValue?.json ?? '{}') as Omit<OrchestratorAnswer, 'actions'> & {
      actions?: Action[][];
    };
    const scheduledTwice = findTwice(result);
    return { ...answer, actions: (answer.actions ?? []).flat(), ...(scheduledTwice && { scheduledTwice }) };
  } catch (error) {
    return failedAnswer(error);
  }
}

function failedAnswer(error: unknown): TurnAnswer {
  const message = error instanceof Error ? error.message : String(error);
  const at = message.indexOf(MARKER);
  if (at < 0) return { isDone: false, actions: [], error: message };
  const data = JSON.parse(message.slice(at + MARKER.length)) as OrchestratorAnswer & { actions: Action[][] };
  return { ...data, isDone: false, actions: data.actions.flat() };
}

/** In this process the answer still holds the live objects: the same one twice is one task scheduled twice. */
function findTwice(result: unknown): Action | undefined {
  const seen = new Set<Action>();
  const search = (actions: readonly Action[]): Action | undefined => {
    for (const action of actions) {
      if (seen.has(action)) return action;
      seen.add(action);
      const inside = action.compoundActions && search(action.compoundActions);
      if (inside) return inside;
    }
    return undefined;
  };
  const { actions } = (result ?? {}) as { actions?: Action[][] };
  return Array.isArray(actions) ? search(actions.flat()) : undefined;
}
