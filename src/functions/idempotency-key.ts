import type { HttpRequest } from '@azure/functions';
import type { Violation } from '../enablement/violation';

/** The caller's Idempotency-Key: visible characters, at most 255; a key in quotes is the same key without them. */
export function idempotencyKeyOf(request: HttpRequest): { value?: string; violations: Violation[] } {
  const header = request.headers.get('idempotency-key')?.trim();
  if (header === undefined) return { violations: [] };
  const value = /^"(.*)"$/.exec(header)?.[1] ?? header;
  if (/^[\x21-\x7e]{1,255}$/.test(value)) return { value, violations: [] };
  const message = 'must have 1 to 255 visible ASCII characters';
  return { violations: [{ pointer: '#header/Idempotency-Key', message }] };
}
