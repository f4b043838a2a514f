import type { HttpRequest } from '@azure/functions';
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
