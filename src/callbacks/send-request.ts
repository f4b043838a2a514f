import { request, type Agent } from 'undici';
import { NotPublic } from './guarded-agent';

export interface Outgoing {
  method: 'POST' | 'PATCH';
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** @property text at most 64 KB of the answer's body; of interest only where a token is expected */
export type Incoming =
  | { kind: 'answered'; status: number; retryAfter?: string; text: string }
  /** @property problem in words, without the address */
  | { kind: 'failed'; problem: string };

const MOST_BYTES = 64 * 1024;

/**
 * Sends once. The status decides as soon as it is there; what follows it is read to a limit and thrown away, so that a
 * receiver who talks for ever, or not at all, costs little.
 */
export async function send(agent: Agent, outgoing: Outgoing, timeoutMs: number): Promise<Incoming> {
  const { method, url, headers, body } = outgoing;
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const answer = await request(url, { dispatcher: agent, method, headers, body, signal });
    const retryAfter = answer.headers['retry-after'];
    return {
      kind: 'answered',
      status: answer.statusCode,
      ...(typeof retryAfter === 'string' && { retryAfter }),
      text: await beginningOf(answer.body),
    };
  } catch (error) {
    return { kind: 'failed', problem: problemOf(error, timeoutMs) };
  }
}

async function beginningOf(body: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const piece of body) {
      pieces.push(piece.subarray(0, MOST_BYTES - bytes));
      bytes += piece.length;
      // Leaving the loop ends the connection.
      if (bytes >= MOST_BYTES) break;
    }
  } catch {
    // Cut off, or too slow: what came so far is all there is.
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** Only codes are looked at: a message may repeat the address. */
function problemOf(error: unknown, timeoutMs: number): string {
  if (error instanceof NotPublic) return 'The address does not lead to the public internet.';
  const { code = '', name = '' } = (error ?? {}) as { code?: unknown; name?: string };
  const known = String(code);
  if (name === 'TimeoutError' || known.includes('TIMEOUT') || known === 'ETIMEDOUT')
    return `No answer within ${Math.ceil(timeoutMs / 1000)} seconds.`;
  if (name === 'HTTPParserError') return 'What came back is not HTTP.';
  if (known === 'ENOTFOUND' || known === 'EAI_AGAIN') return 'The name of the host is not known.';
  if (/^(ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/.test(known))
    return 'The certificate of the host is not to be trusted.';
  return 'The connection failed.';
}
