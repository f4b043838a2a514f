import { timingSafeEqual } from 'node:crypto';
import { ROLES, type Caller } from './caller';
import { grantsOf, type TenantLists } from './role-tenants';
import { keyCallerId } from './identity';

/**
 * Whoever holds a function key: the host has checked it, and does not say which. Keys are told apart by a hash of
 * theirs. They name nobody, so that nobody agrees to a plan by one unless a setting says so.
 */
export const keyHolder = (
  { keysMayApprove, roleTenants }: { keysMayApprove: boolean; roleTenants: TenantLists },
  url: string,
  headers: { get(name: string): string | null },
): Caller => ({
  kind: 'key',
  name: 'key',
  alsoKnownAs: [],
  ...grantsOf(
    ROLES.filter((role) => role !== 'Approver' || keysMayApprove),
    roleTenants,
  ),
  callerId: keyCallerId(keyIn(url, headers) ?? ''),
});

/** As the host reads it: the header wins over the query, and a wrong one in it is not rescued by a right `code`. */
const keyIn = (url: string, headers: { get(name: string): string | null }): string | null =>
  headers.get('x-functions-key') ?? new URL(url).searchParams.get('code');

/** Whether somebody sends just this key. */
export function holdsKey(
  key: string | undefined,
  url: string,
  headers: { get(name: string): string | null },
): boolean {
  const [sent, right] = [Buffer.from(keyIn(url, headers) ?? ''), Buffer.from(key ?? '')];
  return right.length > 0 && sent.length === right.length && timingSafeEqual(sent, right);
}
