import type { DurableOptions, RegisteredFunction, TypedData } from '../contract';
import { event, EventType, type HistoryEvent } from './turn/history';
import { limit } from './instances/concurrency-limit';

interface ActivityCall {
  instanceId: string;
  name: string;
  sequence: number;
  /** JSON text of a list of one. */
  input: string | null;
}

export interface ActivityRunner {
  has(name: string): boolean;
  /** Runs an activity and answers with the event of its end. At least once: a restart runs it again. */
  run(call: ActivityCall, answer: (end: HistoryEvent) => void): void;
}

const MOST_AT_ONCE = 20;

export function activityRunner({
  functions,
  invoke,
  clock,
  inFlight,
  settings,
}: DurableOptions): ActivityRunner {
  const byName = new Map(
    functions
      .filter(({ trigger }) => /^activitytrigger$/i.test(trigger.type))
      .map((fn) => [fn.name.toLowerCase(), fn]),
  );
  const limited = limit(Number(settings['maxConcurrentActivityFunctions'] ?? MOST_AT_ONCE));

  async function execute(
    fn: RegisteredFunction,
    { instanceId, name, sequence, input }: ActivityCall,
  ): Promise<HistoryEvent> {
    try {
      const data = activityInput(input);
      const triggerMetadata = { [fn.trigger.name]: data, data, instanceId: { string: instanceId } };
      const { returnValue } = await invoke(fn, { input: data, triggerMetadata });
      return event(EventType.TaskCompleted, clock.now(), {
        TaskScheduledId: sequence,
        Result: resultText(returnValue),
      });
    } catch (error) {
      return event(EventType.TaskFailed, clock.now(), { TaskScheduledId: sequence, ...failure(name, error) });
    }
  }

  return {
    has: (name) => byName.has(name.toLowerCase()),
    run(call, answer) {
      const fn = byName.get(call.name.toLowerCase());
      if (fn === undefined) return;
      void inFlight.during(() => limited(() => execute(fn, call)).then(answer));
    },
  };
}

/** A string goes as it is, an object as JSON, a boolean as the text `True` or `False`, nothing as nothing. */
function activityInput(input: string | null): TypedData {
  const [value] = (input === null ? [] : JSON.parse(input)) as unknown[];
  if (value === undefined || value === null) return {};
  if (typeof value === 'boolean') return { string: value ? 'True' : 'False' };
  return { string: typeof value === 'string' ? value : JSON.stringify(value) };
}

function resultText(value: TypedData | undefined): string | null {
  if (value?.string !== undefined) return JSON.stringify(value.string);
  if (value?.json !== undefined) return value.json;
  const number = value?.int ?? value?.double;
  return number === undefined ? null : String(number);
}

/** In the words of the real host: two spaces before the message, and a serialised .NET exception behind it. */
function failure(name: string, error: unknown): { Reason: string; Details: string } {
  const message = messageOf(error);
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const Details = JSON.stringify({
    $type: 'System.Exception, System.Private.CoreLib',
    ClassName: 'System.Exception',
    Message: ` ${message}`,
    Data: null,
    InnerException: null,
    StackTraceString: stack,
  });
  return { Reason: `Activity function '${name}' failed:  ${message}`, Details };
}

/** Whatever else than an error is thrown reaches the host as text. */
function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  return typeof error === 'string' ? error : JSON.stringify(error);
}
