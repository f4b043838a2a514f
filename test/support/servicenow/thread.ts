import { createContext, runInContext } from 'node:vm';
import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads';
import { readAppFile } from './built-app';
import {
  platformOf,
  type Connection,
  type OutboundAnswer,
  type OutboundCall,
  type PlatformOptions,
} from './platform';

/** What the instance is told to do. */
export type Job =
  | {
      kind: 'order';
      number: string;
      openedBy: string;
      answers: Record<string, string>;
      way: 'flow' | 'businessRule';
    }
  | { kind: 'fire'; due: number }
  | { kind: 'receive'; path: string; headers: Record<string, string>; body: string }
  | { kind: 'connect'; connection: Connection }
  | { kind: 'setProperty'; name: string; value: string }
  | { kind: 'items' | 'scheduled' | 'messages' };
export interface Settings extends Pick<PlatformOptions, 'app' | 'properties' | 'noAnswer'> {
  connection?: Connection;
  /** Where answers to calls come in, and what wakes the thread when one has. */
  answers: MessagePort;
  wakeSignal: Int32Array;
}
export type FromThread =
  | { kind: 'call'; call: OutboundCall }
  | { kind: 'done'; result: unknown }
  | { kind: 'failed'; error: string };

/**
 * A thread of the instance. It has one of its own because a server script of ServiceNow waits for the answer to its
 * calls and stands still meanwhile, which the test's own thread must not.
 */
const { answers, wakeSignal, ...settings } = workerData as Settings;
const { app } = settings;
let now = 0;

function call(outbound: OutboundCall): OutboundAnswer {
  parentPort?.postMessage({ kind: 'call', call: outbound } satisfies FromThread);
  Atomics.wait(wakeSignal, 0, 0);
  Atomics.store(wakeSignal, 0, 0);
  const { message } = receiveMessageOnPort(answers) as { message: { now: number; answer: OutboundAnswer } };
  now = message.now;
  return message.answer;
}

const platform = platformOf({
  ...settings,
  connection: () => settings.connection,
  now: () => now,
  call,
});
const GlideRecord = platform.globals['GlideRecord'] as new (table: string) => {
  initialize(): void;
  setValue(column: string, value: unknown): void;
  get(id: string): boolean;
  insert(): string;
};

/** Runs a script with its script includes around it, in a world of its own, as each transaction is. */
function run(script: string, bindings: Record<string, unknown>): void {
  const context = createContext({ ...platform.globals, ...bindings });
  for (const file of [...Object.values(app.scriptIncludes), script])
    runInContext(readAppFile(file), context, { filename: file });
}

function itemOf(id: string): InstanceType<typeof GlideRecord> {
  const item = new GlideRecord('sc_req_item');
  item.get(id);
  return item;
}

function order({ number, openedBy, answers: given, way }: Job & { kind: 'order' }): string {
  const item = new GlideRecord('sc_req_item');
  item.initialize();
  const fields = {
    number,
    opened_by: openedBy,
    state: '1',
    ...(way === 'flow' && { flow_context: `flow-of-${number}` }),
  };
  for (const [column, value] of Object.entries(fields)) item.setValue(column, value);
  const id = item.insert();
  platform.variables.set(id, given);
  if (way === 'businessRule') run('scripts/business-rule.js', { current: itemOf(id) });
  else run('scripts/ask-action.js', { inputs: { request_item: id }, outputs: {} });
  return id;
}

function fire(due: number): number {
  const ready = platform.scheduled.filter((event) => event.due <= due);
  platform.scheduled.splice(0, Infinity, ...platform.scheduled.filter((event) => event.due > due));
  for (const { event, item, parm1 } of ready)
    run(app.scriptActions[event] ?? '', {
      current: itemOf(item),
      event: { parm1: { toString: () => parm1 } },
    });
  return ready.length;
}

function receive({ path, headers, body }: Job & { kind: 'receive' }): unknown {
  const resource = app.resources.find((one) => one.path === path);
  const answer = { status: 200, headers: {} as Record<string, string>, body: {} as unknown };
  const request = {
    getHeader: (name: string) => headers[name.toLowerCase()] ?? null,
    body: { dataString: body },
  };
  const response = {
    setStatus: (status: number) => void (answer.status = status),
    setHeader: (name: string, value: string) => void (answer.headers[name.toLowerCase()] = value),
    setBody: (content: unknown) => void (answer.body = content),
  };
  run(resource?.script ?? '', { request, response });
  // Objects of another world cannot be posted; the platform serialises them as well.
  return JSON.parse(JSON.stringify(answer));
}

function work(job: Job): unknown {
  switch (job.kind) {
    case 'order':
      return order(job);
    case 'fire':
      return fire(job.due);
    case 'receive':
      return receive(job);
    case 'connect':
      settings.connection = job.connection;
      return undefined;
    case 'setProperty':
      settings.properties[job.name] = job.value;
      return undefined;
    case 'items':
      return platform.tables['sc_req_item']?.rows;
    default:
      return platform[job.kind];
  }
}

parentPort?.on('message', ({ job, now: time }: { job: Job; now: number }) => {
  now = time;
  try {
    parentPort?.postMessage({ kind: 'done', result: work(job) } satisfies FromThread);
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    parentPort?.postMessage({ kind: 'failed', error: text } satisfies FromThread);
  }
});
