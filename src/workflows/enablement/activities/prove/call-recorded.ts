import type { GuestCall, GuestAnswer } from '../../../../domain/proof/guest-call';
import { Refused, ServiceThrottled } from '../../../../microsoft/http/service-errors';
import type { TenantContext } from '../../../context/tenant-context';

type Came = Omit<GuestAnswer, 'at'>;

/**
 * Carries out a call that touches a test guest, on record: written down before it is sent, and its answer when it is
 * heard. A process that dies in between leaves the first alone, and whoever comes later knows that it may have been done.
 */
export async function onRecord<T>(
  { store, now }: Pick<TenantContext, 'store' | 'now'>,
  run: string,
  act: Omit<GuestCall, 'n' | 'at' | 'answer'>,
  work: () => Promise<T>,
  cameOf: (value: T) => Came,
): Promise<T> {
  const n = await store.beginGuestAct(run, { ...act, at: now().toISOString() });
  const answer = (came: Came): Promise<void> =>
    store.answerGuestAct(run, n, { ...came, at: now().toISOString() });
  let value: T;
  try {
    value = await work();
  } catch (fault) {
    // Whoever is told to come back later was not served; any other silence may hide that he was.
    const wasTurnedAway =
      fault instanceof Refused || (fault instanceof ServiceThrottled && fault.raw?.status === 429);
    if (wasTurnedAway) await answer({ kind: 'refused' });
    throw fault;
  }
  await answer(cameOf(value));
  return value;
}
