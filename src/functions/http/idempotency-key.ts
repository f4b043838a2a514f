import type { Caller } from '../../access/caller';
import type { SignedMessage } from '../../access/signature';

/**
 * The name of this very request: the key the caller gave it, else the id of the message he signed. It is his own:
 * another caller with the same key means another request, and learns nothing of this one.
 */
export function idempotencyKeyOf(
  { callerId }: Pick<Caller, 'callerId'>,
  given: string | undefined,
  message: SignedMessage | undefined,
): string | undefined {
  const key = given ?? message?.id;
  return key === undefined ? undefined : `${callerId}\n${key}`;
}
