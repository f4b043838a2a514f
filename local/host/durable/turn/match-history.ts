import { ActionType, type Action, type RetryOptions } from './actions';
import { answeredId, event, EventType, SCHEDULED, type HistoryEvent } from './history';
import { conflictText, missingText } from './non-determinism';

/** What a walk over the actions of an orchestrator comes to. */
export interface Walk {
  /** New decisions, in the order of their numbers. */
  scheduled: HistoryEvent[];
  /** Whether every action has had its answer: only then does the orchestrator's own end count. */
  isThrough: boolean;
  /** Numbers of what was scheduled and never answered, timers the code cancelled left out: the end waits for them. */
  open: number[];
  /** Where `continueAsNew` was reached: the events behind it belong to the next generation. */
  renewedAt?: number;
  /** The text of a non-determinism failure. */
  conflict?: string;
  /** An activity or child nobody registered: the real host then waits for ever, and says nothing. */
  unregistered?: string;
}

/** Something the walk waits for. `onDone` is called once, when it is done. */
interface Waiting {
  isDone: boolean;
  onDone: (() => void)[];
}

interface Numbered extends Waiting {
  type: EventType;
  name: string;
  isCancelled: boolean;
  hasFailed: boolean;
}

export interface WalkOptions {
  /** The time of the turn, milliseconds: the code's own clock. */
  now: number;
  /** The time at which new decisions are written down; later than the turn's where the code took its time. */
  stamp: number;
  isRegistered(type: EventType, name: string): boolean;
  /** The instance id of a child that was given none. */
  childId(sequence: number): string;
}

const DAY = 24 * 3_600_000;
const LONGEST_RETRY_DELAY = 6 * DAY;
const LONGEST_TIMER = 6 * DAY;
const TIMER_PIECE = 3 * DAY;

/**
 * Walks the actions of an orchestrator over its history, as the real extension does: in order, waiting for each before
 * the next, numbering each when it begins. The SDK numbers on its own side; where the two part, results land in the
 * wrong task, here as there. See the traps in docs/decisions/0002.
 */
export function walkActions(
  actions: readonly Action[],
  history: readonly HistoryEvent[],
  options: WalkOptions,
): Walk {
  const walk: Walk = { scheduled: [], isThrough: false, open: [] };
  const numbered: Numbered[] = [];
  const past = new Map(
    history.filter(({ EventType: type }) => SCHEDULED.includes(type)).map((one) => [one.EventId, one]),
  );
  /** Numbers that meant something else before; it comes out when the walk reaches the old decision. */
  const conflicts = new Map<number, string>();
  const waits = new Map<string, Waiting[]>();
  const buffered = new Map<string, number>();
  let position = 0;
  let at = 0;
  let time = options.now;

  const finish = (task: Waiting): void => {
    if (task.isDone) return;
    task.isDone = true;
    for (const tell of task.onDone.splice(0)) tell();
  };
  const whenDone = (task: Waiting, tell: () => void): void => {
    if (task.isDone) tell();
    else task.onDone.push(tell);
  };

  function number(
    type: EventType,
    name: string,
    isCancelled: boolean,
    make: (sequence: number) => Partial<HistoryEvent>,
  ): Numbered {
    const task: Numbered = { type, name, isCancelled, isDone: false, hasFailed: false, onDone: [] };
    const sequence = numbered.push(task) - 1;
    const known = past.get(sequence);
    const expected = type === EventType.TimerCreated ? undefined : name.toLowerCase();
    const isSame = known?.EventType === type && known.Name?.toLowerCase() === expected;
    if (known && !isSame) conflicts.set(sequence, conflictText(known, type, name));
    if (!isSame) walk.scheduled.push(event(type, options.stamp, { EventId: sequence, ...make(sequence) }));
    return task;
  }

  function callOnce({ functionName = '', instanceId, input }: Action, type: EventType): Numbered {
    if (!options.isRegistered(type, functionName)) {
      walk.unregistered ??= functionName;
      return { type, name: functionName, isCancelled: false, isDone: false, hasFailed: false, onDone: [] };
    }
    return number(type, functionName, false, (sequence) =>
      type === EventType.TaskScheduled
        ? { Name: functionName, Input: activityInput(input) }
        : {
            Name: functionName,
            InstanceId: instanceId || options.childId(sequence),
            Input: inputText(input),
          },
    );
  }

  /** A long wait is cut into pieces of three days, a number each, as the extension and the SDK both count them. */
  function timer(fireAt: number, isCancelled: boolean): Waiting {
    const isLong = fireAt - time > LONGEST_TIMER;
    const due = new Date(isLong ? time + TIMER_PIECE : fireAt).toISOString();
    const piece = number(EventType.TimerCreated, '', isCancelled, () => ({ FireAt: due }));
    if (!isLong || isCancelled) return piece;
    const whole: Waiting = { isDone: false, onDone: [] };
    whenDone(piece, () => whenDone(timer(fireAt, false), () => finish(whole)));
    return whole;
  }

  function callWithRetry(action: Action, type: EventType): Waiting {
    const whole: Waiting = { isDone: false, onDone: [] };
    const options = action.retryOptions;
    const startedAt = time;
    const attempt = (tries: number): void => {
      const task = callOnce(action, type);
      whenDone(task, () => {
        if (!task.hasFailed || options === undefined) return finish(whole);
        // Past its time-out the real host gives up without the timer the SDK waits for: it hangs (trap T6).
        if (
          options.retryTimeoutInMilliseconds !== undefined &&
          time - startedAt >= options.retryTimeoutInMilliseconds
        )
          return finish(whole);
        const isLast = tries >= options.maxNumberOfAttempts;
        const pause = timer(isLast ? time : time + retryDelay(options, tries), false);
        whenDone(pause, () => (isLast ? finish(whole) : attempt(tries + 1)));
      });
    };
    attempt(1);
    return whole;
  }

  function waitFor(name: string): Waiting {
    const wait: Waiting = { isDone: false, onDone: [] };
    const count = buffered.get(name) ?? 0;
    if (count > 0) {
      buffered.set(name, count - 1);
      finish(wait);
    } else waits.set(name, [...(waits.get(name) ?? []), wait]);
    return wait;
  }

  function compound(parts: readonly Action[], isEnough: (done: number) => boolean): Waiting {
    const whole: Waiting = { isDone: false, onDone: [] };
    const tasks = parts.map(begin);
    const check = (): void => {
      if (isEnough(tasks.filter(({ isDone }) => isDone).length)) finish(whole);
    };
    for (const task of tasks) whenDone(task, check);
    check();
    return whole;
  }

  function begin(action: Action): Waiting {
    const { actionType, compoundActions = [], isCanceled = false } = action;
    switch (actionType) {
      case ActionType.CallActivity:
        return callOnce(action, EventType.TaskScheduled);
      case ActionType.CallActivityWithRetry:
        return callWithRetry(action, EventType.TaskScheduled);
      case ActionType.CallSubOrchestrator:
        return callOnce(action, EventType.SubOrchestrationInstanceCreated);
      case ActionType.CallSubOrchestratorWithRetry:
        return callWithRetry(action, EventType.SubOrchestrationInstanceCreated);
      case ActionType.CreateTimer: {
        const task = timer(Date.parse(action.fireAt ?? ''), isCanceled);
        // A cancelled timer is done at once for whoever waits; it still fires into the history later.
        return isCanceled ? { isDone: true, onDone: [] } : task;
      }
      case ActionType.WaitForExternalEvent:
        return waitFor((action.externalEventName ?? '').toLowerCase());
      case ActionType.WhenAny:
        return compound(compoundActions, (done) => done > 0);
      case ActionType.WhenAll:
        return compound(compoundActions, (done) => done === compoundActions.length);
      case ActionType.ContinueAsNew:
        walk.renewedAt ??= at;
        return { isDone: true, onDone: [] };
      default:
        throw new Error(`The action type ${actionType} has no place in a walk.`);
    }
  }

  let isWaiting = false;
  function proceed(): void {
    while (!isWaiting && position < actions.length && walk.unregistered === undefined) {
      const task = begin(actions[position++] as Action);
      if (task.isDone) continue;
      isWaiting = true;
      task.onDone.push(() => {
        isWaiting = false;
        proceed();
      });
    }
    walk.isThrough = !isWaiting && position === actions.length;
  }

  for (at = 0; at < history.length && walk.conflict === undefined; at++) {
    const one = history[at] as HistoryEvent;
    if (one.EventType === EventType.OrchestratorStarted) time = Date.parse(one.Timestamp);
    if (one.EventType === EventType.ExecutionStarted) proceed();
    if (SCHEDULED.includes(one.EventType)) {
      walk.conflict = numbered[one.EventId] === undefined ? missingText(one) : conflicts.get(one.EventId);
    }
    const answered = answeredId(one);
    const task = answered === undefined ? undefined : numbered[answered];
    if (task && !task.isDone) {
      task.hasFailed =
        one.EventType === EventType.TaskFailed || one.EventType === EventType.SubOrchestrationInstanceFailed;
      finish(task);
    }
    if (one.EventType === EventType.EventRaised) {
      const name = (one.Name ?? '').toLowerCase();
      const newest = waits.get(name)?.pop();
      if (newest) finish(newest);
      else buffered.set(name, (buffered.get(name) ?? 0) + 1);
    }
  }
  walk.scheduled.sort((a, b) => a.EventId - b.EventId);
  walk.open = numbered.flatMap(({ isDone, isCancelled }, sequence) =>
    isDone || isCancelled ? [] : [sequence],
  );
  return walk;
}

function retryDelay(options: RetryOptions, tries: number): number {
  const {
    firstRetryIntervalInMilliseconds: first,
    backoffCoefficient = 1,
    maxRetryIntervalInMilliseconds: most,
  } = options;
  return Math.min(first * backoffCoefficient ** (tries - 1), most ?? LONGEST_RETRY_DELAY);
}

/** Activities get their input as a list of one; a child gets the value itself. */
const activityInput = (input: unknown): string => JSON.stringify([input ?? null]);
const inputText = (input: unknown): string | null => (input === undefined ? null : JSON.stringify(input));
