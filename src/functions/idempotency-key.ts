import type { Caller } from '../access/caller';
import type { SignedMessage } from '../access/signature';

/**
 * The name of this very request: the key the caller gave it, else the id of the message he signed. Two callers with
 * the same key mean two requests, as far as we know them apart.
 */
export function idempotencyKeyOf(
  { kind, name }: Caller,
  given: string | undefined,
  message: SignedMessage | undefined,
): string | undefined {
  const key = given ?? message?.id;
  return key === undefined || kind === 'key' ? key : `${name}\n${key}`;
}
