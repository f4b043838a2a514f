import type { HttpRequest } from '@azure/functions';
import { RejectedCall } from './problem';

const MOST_BYTES = 64 * 1024;

/**
 * The bytes of a request's body, read once: the signature is about them, and so is the rest.
 * @throws RejectedCall for too many of them (413)
 */
export async function readBytes(request: HttpRequest): Promise<Uint8Array> {
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.byteLength <= MOST_BYTES) return bytes;
  throw new RejectedCall({ status: 413, type: 'too-large', title: 'The body must have at most 64 KB.' });
}

/**
 * The JSON in a request's body; where the body may be left out, an empty object for none.
 * @throws RejectedCall for another type (415), or text that is not JSON (400)
 */
export function parseJson(request: HttpRequest, bytes: Uint8Array, isOptional = false): unknown {
  if (isOptional && bytes.byteLength === 0) return {};
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!/^application\/([\w.-]+\+)?json$/.test(type)) {
    throw new RejectedCall({
      status: 415,
      type: 'unsupported-media-type',
      title: 'The body must be JSON, with Content-Type: application/json.',
    });
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new RejectedCall({ status: 400, type: 'not-json', title: 'The body is not JSON.' });
  }
}

/** What a body says of a tenant, before anything else of it is looked at; a body that is no JSON names none. */
export function tenantNamedIn(bytes: Uint8Array): unknown {
  try {
    const body: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof body === 'object' && body !== null ? (body as { tenantId?: unknown }).tenantId : undefined;
  } catch {
    return undefined;
  }
}
