import type { HttpRequest } from '@azure/functions';
import type { z } from 'zod';
import { violationsOf } from '../enablement/violation';
import { RejectedBody } from './problem';

const MOST_BYTES = 64 * 1024;

/**
 * The parsed JSON body of a request.
 * @throws RejectedBody for another type (415), too many bytes (413), or text that is not JSON (400)
 */
export async function readJson(request: HttpRequest): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!/^application\/([\w.-]+\+)?json$/.test(type)) {
    throw new RejectedBody({
      status: 415,
      type: 'unsupported-media-type',
      title: 'The body must be JSON, with Content-Type: application/json.',
    });
  }
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength > MOST_BYTES) {
    throw new RejectedBody({ status: 413, type: 'too-large', title: 'The body must have at most 64 KB.' });
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new RejectedBody({ status: 400, type: 'not-json', title: 'The body is not JSON.' });
  }
}

/** As `readJson`, but a request without a body is an empty object. */
export async function readOptionalJson(request: HttpRequest): Promise<unknown> {
  const length = Number(request.headers.get('content-length') ?? 0);
  return length > 0 ? readJson(request) : {};
}

/**
 * A body in the shape of a schema.
 * @throws RejectedBody as `readJson` does, and 422 with every violation at once
 */
export async function readBody<S extends z.ZodType>(request: HttpRequest, schema: S): Promise<z.output<S>> {
  const parsed = schema.safeParse(await readJson(request));
  if (parsed.success) return parsed.data;
  const violations = violationsOf(parsed.error);
  throw new RejectedBody({
    status: 422,
    type: 'invalid-request',
    title: 'The request has mistakes.',
    violations,
  });
}
