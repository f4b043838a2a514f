import { ActionType } from './turn/actions';
import type { Walk } from './turn/match-history';
import type { Log } from '../contract';
import { SCHEDULED, type HistoryEvent } from './turn/history';
import type { Head } from './instances/instance';
import { openWork } from './open-work';
import type { TurnAnswer } from './turn/call-orchestrator';

/** Where a real host would say nothing and wait for ever, this one says so. */
export function reportStuck(
  log: Log,
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
