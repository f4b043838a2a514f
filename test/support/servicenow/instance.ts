import path from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import type { Clock } from '../../../local/clock/clock';
import { builtApp, type BuiltApp } from './built-app';
import { serveInbound, type Inbound } from './inbound';
import type { Connection, OutboundAnswer, OutboundCall, Platform } from './platform';
import type { FromThread, Job, Settings } from './thread';

export interface InstanceOptions {
  clock: Clock;
  /** The app, or its scripts pasted by hand. */
  app?: BuiltApp;
  /** Nothing is filled in when left out. */
  connection?: Connection | undefined;
  /** By the last part of their names; the values the app comes with otherwise. */
  properties?: Record<string, string>;
  way?: 'flow' | 'businessRule';
  noAnswer?: 'reported' | 'thrown';
}

type RequestItem = Record<
  | 'sys_id'
  | 'number'
  | 'state'
  | 'active'
  | 'correlation_id'
  | 'correlation_display'
  | 'work_notes'
  | 'comments'
  | 'close_notes',
  string | null
>;

/** A ServiceNow instance with Gastvrij's scripts in it: a stand-in, at the level of its server-side API. */
export interface Instance extends Inbound {
  /** Somebody orders the catalog item. Answers the sys_id of the request item, once the first script has run. */
  order(number: string, answers: Record<string, string>, openedBy?: string): Promise<string>;
  item(id: string): Promise<RequestItem>;
  scheduled(): Promise<Platform['scheduled']>;
  /** Fires the events that are due; answers how many. */
  fireDue(): Promise<number>;
  messages(): Promise<Platform['messages']>;
  /** Fills in the alias, as an administrator does. */
  connect(connection: Connection): Promise<void>;
  /** By the last part of its name. */
  setProperty(name: string, value: string): Promise<void>;
}

const open: { stop(): Promise<unknown> }[] = [];

export async function startInstance(options: InstanceOptions): Promise<Instance> {
  const { clock, app = builtApp(), connection, way = 'flow', noAnswer = 'reported' } = options;
  const { port1: ours, port2: answers } = new MessageChannel();
  const wakeSignal = new Int32Array(new SharedArrayBuffer(4));
  const prefix = app.scope === 'global' ? 'gastvrij' : app.scope;
  const given = Object.entries(options.properties ?? {}).map(([name, value]) => [`${prefix}.${name}`, value]);
  const inbound = await serveInbound(app, (path, headers, body) =>
    ask({ kind: 'receive', path, headers, body }),
  );
  const properties = {
    'glide.servlet.uri': `${inbound.url}/`,
    ...app.properties,
    ...(Object.fromEntries(given) as Record<string, string>),
  };
  const workerData: Settings = {
    app,
    properties,
    noAnswer,
    answers,
    wakeSignal,
    ...(connection && { connection }),
  };
  const worker = new Worker(path.join(__dirname, 'thread.js'), { workerData, transferList: [answers] });

  /** One job at a time: the thread stands still while its script waits for an answer. */
  let last: Promise<unknown> = Promise.resolve();
  const ask = <T>(job: Job): Promise<T> => {
    const asked = last.then(() => perform(job));
    last = asked.catch(() => undefined);
    return asked as Promise<T>;
  };

  function perform(job: Job): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const hear = (message: FromThread): void => {
        if (message.kind === 'call') return void callOut(clock, message.call).then(answer);
        worker.off('message', hear);
        if (message.kind === 'done') resolve(message.result);
        else reject(new Error(message.error));
      };
      worker.on('message', hear);
      worker.postMessage({ job, now: clock.now() });
    });
  }

  function answer(outbound: OutboundAnswer): void {
    ours.postMessage({ now: clock.now(), answer: outbound });
    Atomics.store(wakeSignal, 0, 1);
    Atomics.notify(wakeSignal, 0);
  }

  open.push(inbound, { stop: () => worker.terminate() });
  return {
    ...inbound,
    order: (number, answers, openedBy = 'Abel Tuter') =>
      ask({ kind: 'order', number, openedBy, answers, way }),
    async item(id) {
      const items = await ask<RequestItem[]>({ kind: 'items' });
      return items.find(({ sys_id: sysId }) => sysId === id)!;
    },
    scheduled: () => ask({ kind: 'scheduled' }),
    fireDue: () => ask({ kind: 'fire', due: clock.now() }),
    messages: () => ask({ kind: 'messages' }),
    connect: (to) => ask({ kind: 'connect', connection: to }),
    setProperty: (name, value) => ask({ kind: 'setProperty', name: `${prefix}.${name}`, value }),
  };
}

/** Over the real network, with the patience the script set, on the clock of the test. */
async function callOut(
  clock: Clock,
  { method, url, headers, body, timeoutMs }: OutboundCall,
): Promise<OutboundAnswer> {
  const patience = new AbortController();
  const alarm = clock.at(clock.now() + timeoutMs, () => patience.abort());
  try {
    const answer = await fetch(url, {
      method,
      headers,
      signal: patience.signal,
      redirect: 'manual',
      ...(body !== undefined && { body }),
    });
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
  } catch {
    return { status: 0, headers: {}, body: '' };
  } finally {
    alarm.cancel();
  }
}

afterAll(async () => {
  await Promise.all(open.splice(0).map((one) => one.stop()));
});
