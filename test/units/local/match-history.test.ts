import { ActionType, type Action } from '../../../local/host/durable/turn/actions';
import { walkActions } from '../../../local/host/durable/turn/match-history';
import { event, EventType, type HistoryEvent } from '../../../local/host/durable/turn/history';

const T0 = Date.parse('2026-03-02T08:00:00Z');
const activity = (functionName: string): Action => ({ actionType: ActionType.CallActivity, functionName });
const timer = (seconds: number, isCanceled = false): Action => ({
  actionType: ActionType.CreateTimer,
  fireAt: new Date(T0 + seconds * 1000).toISOString(),
  isCanceled,
});
const wait = (externalEventName: string): Action => ({
  actionType: ActionType.WaitForExternalEvent,
  externalEventName,
});
const any = (...compoundActions: Action[]): Action => ({ actionType: ActionType.WhenAny, compoundActions });
const all = (...compoundActions: Action[]): Action => ({ actionType: ActionType.WhenAll, compoundActions });
const retry = (functionName: string, maxNumberOfAttempts: number): Action => ({
  actionType: ActionType.CallActivityWithRetry,
  functionName,
  retryOptions: { firstRetryIntervalInMilliseconds: 1000, maxNumberOfAttempts, backoffCoefficient: 2 },
});
const renew: Action = { actionType: ActionType.ContinueAsNew, input: {} };

const begun = [
  event(EventType.OrchestratorStarted, T0),
  event(EventType.ExecutionStarted, T0, { Name: 'x' }),
];
const scheduled = (id: number, Name: string): HistoryEvent =>
  event(EventType.TaskScheduled, T0, { EventId: id, Name });
const created = (id: number): HistoryEvent => event(EventType.TimerCreated, T0, { EventId: id });
const completed = (id: number): HistoryEvent =>
  event(EventType.TaskCompleted, T0, { TaskScheduledId: id, Result: '1' });
const failed = (id: number): HistoryEvent =>
  event(EventType.TaskFailed, T0, { TaskScheduledId: id, Reason: 'r', Details: 'd' });
const fired = (id: number): HistoryEvent => event(EventType.TimerFired, T0, { TimerId: id });
const raised = (Name: string): HistoryEvent => event(EventType.EventRaised, T0, { Name });

const walk = (actions: Action[], ...history: HistoryEvent[]) =>
  walkActions(actions, [...begun, ...history], {
    now: T0,
    stamp: T0,
    isRegistered: (_, name) => name !== 'missing',
    childId: (id) => `child:${id}`,
  });
const decisions = (actions: Action[], ...history: HistoryEvent[]): string[] =>
  walk(actions, ...history).scheduled.map(
    ({ EventId, EventType: type, Name }) => `${EventId} ${Name ?? EventType[type]}`,
  );

describe('the numbering of decisions', () => {
  it('gives each action the next number when it is first awaited', () => {
    expect(decisions([activity('a'), activity('b')])).toEqual(['0 a']);
    expect(decisions([activity('a'), activity('b')], scheduled(0, 'a'), completed(0))).toEqual(['1 b']);
  });

  it('numbers the children of a compound from left to right, and events not at all', () => {
    expect(decisions([any(wait('go'), timer(60), activity('a'))])).toEqual(['0 TimerCreated', '1 a']);
  });

  it('gives a retry a number for each attempt and each pause, and one more pause at the end', () => {
    const one = [scheduled(0, 'a'), failed(0)];
    const two = [...one, created(1), fired(1), scheduled(2, 'a'), failed(2)];
    expect(decisions([retry('a', 2)], ...one)).toEqual(['1 TimerCreated']);
    expect(decisions([retry('a', 2)], ...two)).toEqual(['3 TimerCreated']);
    expect(decisions([retry('a', 2), activity('b')], ...two, created(3), fired(3))).toEqual(['4 b']);
  });

  it('waits with all for every child, also when one has failed', () => {
    const history = [scheduled(0, 'a'), scheduled(1, 'b'), failed(0)];
    expect(decisions([all(activity('a'), activity('b')), activity('c')], ...history)).toEqual([]);
    expect(decisions([all(activity('a'), activity('b')), activity('c')], ...history, completed(1))).toEqual([
      '2 c',
    ]);
  });

  it('schedules a timer again that is awaited in a second compound (trap T1)', () => {
    const deadline = timer(60);
    const history = [created(0), raised('go')];
    expect(decisions([any(wait('go'), deadline), any(wait('go'), deadline)], ...history)).toEqual([
      '1 TimerCreated',
    ]);
  });

  it('hands an event to the newest wait, and keeps the others waiting', () => {
    const actions = [any(wait('go'), timer(1)), any(wait('go'), timer(2)), activity('late')];
    expect(decisions(actions, created(0), fired(0), created(1), raised('GO'))).toEqual(['2 late']);
  });

  it('finishes a cancelled timer at once and still gives it its number', () => {
    expect(decisions([any(wait('go'), timer(60, true)), activity('a')])).toEqual(['0 TimerCreated', '1 a']);
  });

  it('cuts a wait of eight days into pieces of three', () => {
    const [piece] = walk([timer(8 * 86_400)]).scheduled;
    expect(piece?.FireAt).toBe(new Date(T0 + 3 * 86_400_000).toISOString());
  });

  it('stops at what nobody registered, and names it', () => {
    expect(walk([activity('missing'), activity('b')])).toMatchObject({
      scheduled: [],
      unregistered: 'missing',
      isThrough: false,
    });
  });
});

describe('the end of a walk', () => {
  it('waits for a timer that lost its race, unless the code cancelled it', () => {
    const history = [created(0), raised('go')];
    expect(walk([any(wait('go'), timer(60))], ...history)).toMatchObject({ isThrough: true, open: [0] });
    expect(walk([any(wait('go'), timer(60, true))], ...history)).toMatchObject({ isThrough: true, open: [] });
  });

  it('reaches the renewal before the bell where the timer was cancelled: the bell rings again for ever', () => {
    const history = [created(0), raised('go')];
    expect(walk([any(wait('go'), timer(60, true)), renew], ...history).renewedAt).toBe(1);
    expect(walk([any(wait('go'), timer(60)), renew], ...history).renewedAt).toBe(3);
  });

  it('tells another name, another kind and a missing decision apart from the old one', () => {
    expect(walk([activity('b')], scheduled(0, 'a')).conflict).toContain(
      "scheduled an activity task with sequence number 0 named 'a'",
    );
    expect(walk([timer(1)], scheduled(0, 'a')).conflict).toContain('CreateTimerOrchestratorAction');
    expect(walk([], scheduled(0, 'a')).conflict).toContain("hasn't (yet?) scheduled");
    expect(walk([activity('A')], scheduled(0, 'a')).conflict).toBeUndefined();
  });
});
