import type { Alarm, Clock, Instant } from '../../clock/clock';
import type { InFlight } from '../../clock/in-flight';
import type { Invoke, Log, RegisteredFunction } from '../contract';
import { parseSchedule, type Schedule } from './ncrontab';
import { withRetries } from './timer-retry';
import type { TimerStatuses } from './timer-status';

const NEVER = '0001-01-01T00:00:00+00:00';
const MINUTE = 60_000;

interface Timer {
  fn: RegisteredFunction;
  schedule: Schedule;
  /** Whether missed runs are noticed: only for intervals of a minute and more. */
  isMonitored: boolean;
}

export interface TimerOptions {
  functions: readonly RegisteredFunction[];
  faults: Map<string, string>;
  disabled: ReadonlySet<string>;
  invoke: Invoke;
  clock: Clock;
  inFlight: InFlight;
  statuses: TimerStatuses;
  env: NodeJS.ProcessEnv;
  log: Log;
}

/** Fires the timers of an app: one run at a time each, a missed one once, and by hand when asked. */
export interface TimerListener {
  start(): void;
  stop(): void;
  runManually(fn: RegisteredFunction): void;
}

export function createTimerListener(options: TimerOptions): TimerListener {
  const { clock, inFlight, statuses, invoke, log } = options;
  const timers = readTimers(options);
  const alarms = new Map<Timer, Alarm>();
  const startedAt = iso(clock.now());
  let isStopped = false;

  async function run(timer: Timer, next: string, isPastDue: boolean): Promise<void> {
    const status = statuses.get(timer.fn.name);
    const monitored = { last: status?.last ?? NEVER, next, lastUpdated: status?.lastUpdated ?? NEVER };
    await invokeTimer(timer, timer.isMonitored ? monitored : undefined, isPastDue);
  }

  async function invokeTimer(
    timer: Timer,
    status: Record<string, string> | undefined,
    isPastDue: boolean,
  ): Promise<void> {
    const data = {
      Schedule: { AdjustForDST: timer.schedule.kind === 'cron' },
      ScheduleStatus: status
        ? { Last: status['last'], Next: status['next'], LastUpdated: status['lastUpdated'] }
        : null,
      IsPastDue: isPastDue,
    };
    await withRetries(timer.fn.retryOptions, clock, (retryContext) =>
      invoke(timer.fn, {
        input: { json: JSON.stringify(data) },
        ...(retryContext !== undefined && { retryContext }),
      }),
    ).catch((error: unknown) =>
      log(
        'error',
        `[${timer.fn.name}] ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      ),
    );
  }

  function arm(timer: Timer, due: Instant): void {
    if (isStopped) return;
    alarms.set(
      timer,
      clock.at(due, () => void inFlight.during(() => fire(timer, due, false))),
    );
  }

  async function fire(timer: Timer, due: Instant, isPastDue: boolean): Promise<void> {
    const ranAt = clock.now();
    await run(timer, iso(due), isPastDue);
    const next = timer.schedule.next(ranAt);
    remember(timer, ranAt, next);
    // A run that took longer than its interval is followed at once.
    if (next !== undefined) arm(timer, Math.max(next, clock.now()));
  }

  function remember(timer: Timer, ranAt: Instant, next: Instant | undefined): void {
    if (!timer.isMonitored || next === undefined) return;
    statuses.set(timer.fn.name, { last: iso(ranAt), next: iso(next), lastUpdated: iso(ranAt) });
  }

  async function begin(timer: Timer): Promise<void> {
    const now = clock.now();
    const next = timer.schedule.next(now);
    const missed = timer.isMonitored ? statuses.get(timer.fn.name)?.next : undefined;
    if (missed !== undefined && Date.parse(missed) < now) return fire(timer, Date.parse(missed), true);
    if (timer.fn.trigger['runOnStartup'] === true)
      await run(timer, next === undefined ? NEVER : iso(next), false);
    if (next !== undefined) arm(timer, next);
  }

  return {
    start: () => timers.forEach((timer) => void inFlight.during(() => begin(timer))),
    stop() {
      isStopped = true;
      alarms.forEach((alarm) => alarm.cancel());
    },
    runManually(fn) {
      const timer = timers.find((one) => one.fn === fn);
      if (timer === undefined) return;
      const next = timer.schedule.next(clock.now());
      const known = statuses.get(fn.name);
      const status = {
        last: known?.last ?? NEVER,
        next: known?.next ?? (next === undefined ? NEVER : iso(next)),
        lastUpdated: known?.lastUpdated ?? startedAt,
      };
      void inFlight.during(() => invokeTimer(timer, timer.isMonitored ? status : undefined, false));
    },
  };
}

/** The timers that can be scheduled; the others get a fault each and the rest runs. */
function readTimers({ functions, faults, disabled, env, clock }: TimerOptions): Timer[] {
  return functions.flatMap((fn) => {
    if (!/^timertrigger$/i.test(fn.trigger.type) || disabled.has(fn.name)) return [];
    try {
      const schedule = parseSchedule(
        resolveSettings((fn.trigger['schedule'] as string | undefined) ?? '', env),
      );
      const first = schedule.next(clock.now());
      const second = first === undefined ? undefined : schedule.next(first);
      const isLong = first === undefined || second === undefined || second - first >= MINUTE;
      return [{ fn, schedule, isMonitored: isLong && fn.trigger['useMonitor'] !== false }];
    } catch (error) {
      faults.set(fn.name, error instanceof Error ? error.message : String(error));
      return [];
    }
  });
}

function resolveSettings(text: string, env: NodeJS.ProcessEnv): string {
  return text.replace(/%([^%]+)%/g, (_, name: string) => {
    const value = env[name];
    if (value === undefined) throw new Error(`'%${name}%' does not resolve to a value.`);
    return value;
  });
}

const iso = (time: Instant): string => new Date(time).toISOString().replace('Z', '0000+00:00');
