import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Clock, Instant } from '../clock/clock';
import { serviceNowSignIn } from './servicenow-sign-in';

/** How the receiver answers a call. The words are what goes wrong on the line, not a status. */
export type Behaviour =
  | { status: number; headers?: Record<string, string>; body?: string }
  /** Bytes that are not HTTP. */
  | 'garbage'
  /** 200, and ten megabytes. */
  | 'huge'
  /** 200, and a body that never ends. */
  | 'endless'
  /** Takes the call and says nothing, until the caller gives up. */
  | 'never'
  /** Closes the connection in the middle. */
  | 'hangUp';

/** What arrived, whatever was answered. */
export interface ReceivedCall {
  at: Instant;
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** Whether it was answered with 2xx. */
  isTaken: boolean;
}

/** Somebody who is called back: a flow, a ServiceNow instance, a script. Answers 200 until it is told otherwise. */
export interface CallbackReceiver {
  /** `127.0.0.1:4000` */
  host: string;
  /** An address to be called at; the path is also the name under which its behaviour is set. */
  urlOf(path: string): string;
  /** What calls to a path are answered from now on: one after another, and the last for good. */
  answer(path: string, ...behaviours: [Behaviour, ...Behaviour[]]): void;
  /** The calls to a path so far. */
  calls(path: string): ReceivedCall[];
  /** Hears of each call before it is answered. */
  onCall(listener: (call: ReceivedCall) => void): void;
  /** What signs in at the instance of ServiceNow that it also plays. */
  serviceNow: { clientId: string; clientSecret: string };
  stop(): Promise<void>;
}

const HUGE = 10 * 1024 * 1024;

export async function startReceiver(clock: Clock): Promise<CallbackReceiver> {
  const received: ReceivedCall[] = [];
  const behaviours = new Map<string, Behaviour[]>();
  const listeners: ((call: ReceivedCall) => void)[] = [];
  const signIn = serviceNowSignIn(clock);

  function behaviourAt(path: string): Behaviour {
    const planned = behaviours.get(path) ?? [];
    return (planned.length > 1 ? planned.shift() : planned[0]) ?? { status: 200 };
  }

  async function serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname: path } = new URL(message.url ?? '/', 'http://receiver');
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    if (path === '/oauth_token.do') return answer(response, signIn.answer(body));
    // The Table API and scripted endpoints of an instance let nobody in without its token.
    const isRefused = path.startsWith('/api/') && !signIn.knows(message.headers.authorization);
    const behaviour = isRefused ? { status: 401 } : behaviourAt(path);
    const isTaken =
      typeof behaviour === 'string'
        ? behaviour === 'huge' || behaviour === 'endless'
        : behaviour.status >= 200 && behaviour.status < 300;
    const { method = '', headers } = message;
    const call = { at: clock.now(), method, path, headers, body, isTaken };
    received.push(call);
    for (const listener of listeners) listener(call);
    answer(response, behaviour);
  }

  const server = createServer((message, response) => void serve(message, response).catch(() => undefined));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const host = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  return {
    host,
    urlOf: (path) => `http://${host}${path}`,
    answer: (path, ...planned) => void behaviours.set(path, planned),
    calls: (path) => received.filter((call) => call.path === path),
    onCall: (listener) => void listeners.push(listener),
    serviceNow: signIn.client,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function answer(response: ServerResponse, behaviour: Behaviour): void {
  switch (behaviour) {
    case 'garbage':
      return void response.socket?.end('SSH-2.0-nothing you know\r\n\r\n');
    case 'huge':
      return void response.writeHead(200).end(Buffer.alloc(HUGE, 'x'));
    case 'endless':
      return void response.writeHead(200).write('{');
    case 'never':
      return;
    case 'hangUp':
      return void response.socket?.destroy();
    default:
      response.writeHead(behaviour.status, behaviour.headers);
      response.end(behaviour.body);
  }
}
