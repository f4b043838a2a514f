import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What becomes of one request. */
export type RetentionDecision =
  | 'passes'
  /** It reaches the other end; the answer does not come back. */
  | 'loses its answer'
  /** As above, but the caller is left waiting. */
  | 'is left waiting'
  /** It is answered on the way. */
  | { status: number; headers?: Record<string, string>; body?: unknown };

interface Sent {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** The network between a caller and Gastvrij: it sees everything, and can be bad. */
export interface Line {
  /** What a caller is told to be Gastvrij's address. */
  url: string;
  sent: Sent[];
  /** The fates of the next requests, in order; afterwards every request passes. */
  meets(...fates: RetentionDecision[]): void;
  /** Resolves when a request has its answer, and its caller is left waiting. */
  isLeftWaiting(): Promise<void>;
}

const open: { stop(): Promise<void> }[] = [];

export async function startLine(target: string): Promise<Line> {
  const fates: RetentionDecision[] = [];
  const sent: Sent[] = [];
  let sendCommand = (): void => undefined;
  const { hostname, port } = new URL(target);

  async function meet(from: IncomingMessage, to: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of from) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const headers = from.headers as Record<string, string>;
    sent.push({ method: from.method ?? '', path: from.url ?? '', headers, body: body.toString('utf8') });
    const retentionDecision = fates.shift() ?? 'passes';
    if (typeof retentionDecision === 'object') {
      to.writeHead(retentionDecision.status, {
        'content-type': 'application/json',
        ...retentionDecision.headers,
      });
      return void to.end(JSON.stringify(retentionDecision.body ?? {}));
    }
    const onward = request({ hostname, port, method: from.method, path: from.url, headers });
    onward.on('error', () => to.destroy());
    onward.on('response', (answer) => {
      if (retentionDecision === 'passes') {
        to.writeHead(answer.statusCode ?? 500, ledBack(answer.headers));
        return void answer.pipe(to);
      }
      answer.resume();
      answer.on('end', () => {
        if (retentionDecision === 'loses its answer') to.destroy();
        else sendCommand();
      });
    });
    onward.end(body);
  }

  const server = createServer((from, to) => void meet(from, to));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // As a proxy in front of an app does: the address that it hands out leads back through this line.
  const ledBack = ({ location, ...headers }: IncomingMessage['headers']) => ({
    ...headers,
    ...(location !== undefined && { location: location.replace(target, url) }),
  });
  open.push({
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  });
  return {
    url,
    sent,
    meets: (...next) => void fates.push(...next),
    isLeftWaiting: () => new Promise((resolve) => (sendCommand = resolve)),
  };
}

afterAll(async () => {
  await Promise.all(open.splice(0).map((line) => line.stop()));
});
