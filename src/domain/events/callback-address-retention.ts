import { isAboutEnd } from './callback-request';
import type { Enablement } from '../enablement/enablement';
import type { Delivery } from './delivery';
import type { Expiry } from '../enablement/expiry';

/** A dead delivery can be sent again for so long; then its address is forgotten with it. */
const KEEPS = 30 * 86_400_000;

/**
 * Whether the address of a run's caller must be kept: while the run goes on, while it stands until a date of which he
 * wants to hear, and as long as something may have to be sent, or sent again. @param now milliseconds
 */
export function isAddressNeeded(
  { closedAt, request }: Pick<Enablement, 'closedAt' | 'request'>,
  deliveries: readonly Delivery[],
  box: Expiry | undefined,
  now: number,
): boolean {
  if (closedAt === undefined) return true;
  const wantsEnd = request.callbackEvents?.some(isAboutEnd) === true;
  if (wantsEnd && box !== undefined && box.endNoticeSentAt === undefined) return true;
  const over = Math.max(Date.parse(closedAt), Date.parse(box?.endNoticeSentAt ?? closedAt));
  return (
    now - over <= KEEPS && deliveries.some(({ state }) => state === 'waiting' || state === 'undelivered')
  );
}
