import { ROLES, type Caller } from './caller';
import { keyCallerId } from './identity';

/**
 * Whoever holds a function key: the host has checked it, and does not say which. Keys are told apart by a hash of
 * theirs. They name nobody, so that nobody agrees to a plan by one unless a setting says so.
 */
export const keyHolder = (
  { keysMayApprove }: { keysMayApprove: boolean },
  url: string,
  headers: { get(name: string): string | null },
): Caller => ({
  kind: 'key',
  name: 'key',
  alsoKnownAs: [],
  roles: ROLES.filter((role) => role !== 'Approver' || keysMayApprove),
  callerId: keyCallerId(headers.get('x-functions-key') ?? new URL(url).searchParams.get('code') ?? ''),
});
