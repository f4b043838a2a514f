import { z } from 'zod';
import { Refused, ServiceThrottled, UnexpectedReply, type Call, type RawError } from './service-errors';
import { retryAtOf } from './retry-after';

export interface Reply {
  /** Parsed JSON, or undefined for an empty body. */
  body: unknown;
  /** Microsoft's id of the request, for a support case. */
  requestId?: string;
  /** Where to look for what was only begun, as the service wrote it. */
  location?: string;
  /** Where the body is empty: when to ask again, should one be needed. ISO 8601, UTC. */
  emptyUntil?: string;
}

/** Statuses after which the same call may succeed. https://learn.microsoft.com/graph/errors */
const BUSY = [408, 429, 500, 502, 503, 504];
const SHORT_WAIT_SECONDS = 20;

/**
 * Turns a response into a reply, or throws the fault it stands for. A body that broke off, came too late or is no JSON
 * says nothing about what was done: the service counts as busy, and whoever asked looks again.
 */
export async function readReply(call: Call, response: Response, now: () => Date): Promise<Reply> {
  const requestId =
    response.headers.get('request-id') ?? response.headers.get('x-ms-correlation-id') ?? undefined;
  const unreadable = (message: string): ServiceThrottled =>
    new ServiceThrottled(call, retryAt(response, now()), {
      status: response.status,
      message,
      ...(requestId !== undefined && { requestId }),
    });
  const text = await response.text().catch(() => {
    throw unreadable('The answer broke off.');
  });
  const body = parseJson(text);
  if (response.ok) {
    if (body === undefined && text !== '') throw unreadable('The answer is not JSON.');
    const location = response.headers.get('location');
    return {
      body,
      ...(requestId !== undefined && { requestId }),
      ...(location !== null && { location }),
      ...(text === '' && { emptyUntil: retryAt(response, now()) }),
    };
  }
  const raw: RawError = {
    status: response.status,
    ...errorOf(body, text),
    ...(requestId !== undefined && { requestId }),
  };
  if (BUSY.includes(response.status)) throw new ServiceThrottled(call, retryAt(response, now()), raw);
  throw new Refused(call, raw);
}

export function parseReply<S extends z.ZodType>(call: Call, reply: Reply, schema: S): z.output<S> {
  const parsed = schema.safeParse(reply.body);
  if (parsed.success) return parsed.data;
  // Cut before its first byte.
  if (reply.emptyUntil !== undefined) throw new ServiceThrottled(call, reply.emptyUntil);
  throw new UnexpectedReply(call, reply.requestId, z.prettifyError(parsed.error));
}

/** When the service wants to see us again; after a short wait where it does not say. */
const retryAt = (response: Response, now: Date): string =>
  retryAtOf(response.headers.get('retry-after'), now) ??
  new Date(now.getTime() + SHORT_WAIT_SECONDS * 1000).toISOString();

/** Nothing documents the error bodies of Teams administration; both known spellings are read, and the text is kept. */
const errorSchema = z.union([
  z
    .object({ error: z.object({ code: z.string().optional(), message: z.string().optional() }) })
    .transform((it) => it.error),
  z
    .object({ Message: z.string() })
    .transform((it): { code?: string; message?: string } => ({ message: it.Message })),
  z.object({ code: z.string().optional(), message: z.string() }),
]);

/** Of what a service says of an error; more would not fit beside the rest of a step, whatever it is. */
const LONGEST_ERROR = 2000;

function errorOf(body: unknown, text: string): { code?: string; message?: string } {
  const parsed = errorSchema.safeParse(body);
  const { code, message } = parsed.success ? parsed.data : { code: undefined, message: text };
  return {
    ...(code !== undefined && { code: code.slice(0, LONGEST_ERROR) }),
    ...(message !== undefined && { message: message.slice(0, LONGEST_ERROR) }),
  };
}

function parseJson(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
