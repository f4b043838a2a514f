import type { CleanUp } from '../../enablement/conclusion';
import type { Proof } from '../../enablement/proof';
import { putsBack } from '../../enablement/request';
import type { LeftoverKind } from '../../housekeeping/chore';
import { ServiceBusy } from '../../http/faults';
import { removeFromCanary } from '../../proof/canary';
import { deleteGuest, findGuest, purgeGuest } from '../../proof/guest';
import { endWatch, findWatches } from '../../proof/roster-watch';
import type { Tools } from '.';
import { canaryOf } from './canary-of';
import type { InspectedResult } from './inspected';
import { watchPlaceOf } from './keep-watch';
import type { ProbedResult } from './look';
import { resultOf, runOf } from './recorded-steps';
import { whyNot } from './why-not';

/** How a step says what was removed. */
export const IN_WORDS: Readonly<Record<LeftoverKind, string>> = {
  subscription: 'the subscription to the test team',
  membership: 'the membership of the test team',
  guest: 'the test guest',
  binnedGuest: 'the test guest from the bin',
};

/**
 * Puts back what the proof made: the watch, the membership, the guest. What was made is read from the record, so that
 * it works after a crash too; what was there before the run stays.
 */
export function cleanUpActivity(tools: Tools) {
  const {
    store,
    clients: { graph },
    now,
  } = tools;

  return async ({ id, sequence }: { id: string; sequence: number }): Promise<CleanUp> => {
    const recorded = await store.findStep(id, sequence);
    if (recorded) return recorded.result as CleanUp;

    const started = now().toISOString();
    const cleaned = await cleanUp(id);
    const words = [
      cleaned.removed.length > 0 ? `Removed: ${cleaned.removed.join(', ')}.` : 'Nothing had to be removed.',
      cleaned.left.length > 0 ? `Left: ${cleaned.left.join('; ')}.` : '',
    ];
    const step = await store.record(id, sequence, {
      kind: 'cleanedUp',
      started,
      ended: now().toISOString(),
      text: words.filter((word) => word !== '').join(' '),
      result: cleaned,
      requestIds: [],
    });
    return step.result as CleanUp;
  };

  async function cleanUp(id: string): Promise<CleanUp> {
    const inspected = await resultOf<InspectedResult>(store, id, 'inspected');
    // A run that never got past the inspection has made nothing.
    const isDone = inspected === undefined || inspected.explanation !== undefined;
    const { request } = await runOf(store, id);
    const { testGuestEmail, dryRun } = request;
    const madeNothing = isDone || dryRun || putsBack(request) || testGuestEmail === undefined;
    if (madeNothing) return { removed: [], left: [] };

    const probed = await resultOf<ProbedResult>(store, id, 'probed');
    const { watch, guestId: known } = probed?.proof ?? {};
    const canaryGroupId = await canaryOf(tools, id);
    const done: CleanUp = { removed: [], left: [] };
    const orLeft = async <T>(what: string, work: () => Promise<T>): Promise<T | undefined> => {
      try {
        return await work();
      } catch (fault) {
        if (fault instanceof ServiceBusy) throw fault;
        done.left.push(`${what} (${await whyNot(fault, tools)})`);
        return undefined;
      }
    };
    const remove = async (kind: LeftoverKind, work: () => Promise<unknown>): Promise<void> => {
      const what = IN_WORDS[kind];
      if (await orLeft(what, () => work().then(() => true))) done.removed.push(what);
    };

    const found =
      known === undefined
        ? await orLeft('the test guest, if there is one', () => findGuest(graph, testGuestEmail))
        : undefined;
    const guestId = known ?? (found?.kind === 'found' && found.userType === 'Guest' ? found.id : undefined);
    // One who was there and is gone since is not the one whom our invitation made.
    const isAnother = known !== undefined && inspected.guestBefore?.id !== known;
    const guestBefore = isAnother ? undefined : inspected.guestBefore;
    for (const subscriptionId of await watchesLeft(canaryGroupId, watch))
      await remove('subscription', () => endWatch(graph, subscriptionId));
    if (guestId !== undefined && canaryGroupId !== undefined && !guestBefore?.wasMember) {
      await remove('membership', () => removeFromCanary(graph, canaryGroupId, guestId));
    }
    if (guestId !== undefined && guestBefore === undefined) {
      await remove('guest', () => deleteGuest(graph, guestId));
      if (request.purgeTestGuest) await remove('binnedGuest', () => purgeGuest(graph, guestId));
    }
    return done;
  }

  /**
   * What Graph lists of ours, because the answer to the making of a watch may have got lost, and the one we know of. A
   * run has the tenant to itself until it is closed: another's can only be a leftover.
   */
  async function watchesLeft(teamId: string | undefined, watch: Proof['watch']): Promise<string[]> {
    const place = teamId === undefined ? undefined : watchPlaceOf(tools, teamId);
    const listed = place ? await findWatches(graph, place) : [];
    return [...new Set([...listed, ...(typeof watch === 'object' ? [watch.subscriptionId] : [])])];
  }
}
