import { Agent, request, STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** An answer as it came, with its whole body. */
export interface Forwarded {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer | string;
}

export interface Forward {
  (from: IncomingMessage, body: Buffer): Promise<Forwarded>;
  close(): void;
}

/** Passes requests on to the service itself, over connections that are kept. */
export function forwardTo({ hostname, port }: URL): Forward {
  const agent = new Agent({ keepAlive: true });
  const forward = ({ method, url, headers }: IncomingMessage, body: Buffer): Promise<Forwarded> =>
    new Promise((resolve, reject) => {
      const { 'transfer-encoding': _, ...rest } = headers;
      const sent = { ...rest, ...(body.length > 0 && { 'content-length': String(body.length) }) };
      const onward = request({ hostname, port, method, path: url, headers: sent, agent }, (answer) => {
        buffer(answer).then(
          (whole) => resolve({ status: answer.statusCode ?? 500, headers: answer.headers, body: whole }),
          reject,
        );
      });
      onward.on('error', reject);
      onward.end(body);
    });
  return Object.assign(forward, { close: () => agent.destroy() });
}

/** Answers with the whole of it, whatever length or encoding it was announced with. */
export function send(to: ServerResponse, answer: Forwarded): void {
  to.writeHead(answer.status, headersOf(answer)).end(answer.body);
}

/** Answers with its first bytes, from the status line on, and closes. @param at below zero: all but so many */
export function sendCut(to: ServerResponse, answer: Forwarded, at: number): void {
  const head = Object.entries(headersOf(answer)).flatMap(([name, value]) =>
    [value ?? []].flat().map((one) => `${name}: ${one}`),
  );
  const line = `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? ''}`;
  const whole = Buffer.concat([
    Buffer.from(`${[line, ...head].join('\r\n')}\r\n\r\n`),
    Buffer.from(answer.body as string),
  ]);
  // Past Node's own writer: it would say that the answer is whole.
  to.socket?.end(whole.subarray(0, at));
}

function headersOf({ status, headers, body }: Forwarded): Forwarded['headers'] {
  const {
    'transfer-encoding': _,
    'content-length': __,
    connection: ___,
    'keep-alive': ____,
    ...rest
  } = headers;
  // 204 and 304 have no body, and must not announce one.
  return status === 204 || status === 304
    ? rest
    : { ...rest, 'content-length': String(Buffer.byteLength(body)) };
}
