import type { CleanUp } from '../../../../domain/enablement/outcome';
import type { Proof } from '../../../../domain/proof/proof';
import { isUndoing } from '../../../../domain/enablement/request';
import { findSubscriptions } from '../../../../microsoft/test-guest/roster-subscription';
import { canaryOf } from '../../../context/canary-of';
import { cleanUpGuests } from './clean-up-guests';
import { cleanUpReport } from './clean-up-report';
import type { InspectedResult } from '../inspect/inspection';
import { subscriptionTargetOf } from '../prove/renew-subscription';
import type { ProbedResult } from '../prove/check-proof';
import { unsubscribeRecorded } from '../prove/membership-recorded';
import { recoveredIn } from './recover-outcome';
import { resultOf, runOf } from '../../../context/recorded-steps';
import type { TenantContext } from '../../../context/tenant-context';
import { inOrder, saidLines, say } from '../../../../texts/say';

/**
 * Undoes what the proof made: the watch, the membership, the guest. What was made is read from the record, so that
 * it works after a crash too; what this run did not make, or what is somebody's by now, stays.
 */
export function cleanUpActivity(tenantContext: TenantContext) {
  const {
    store,
    clients: { graph },
    now,
    passedOver,
  } = tenantContext;

  return async ({ id, sequence }: { id: string; sequence: number }): Promise<CleanUp> => {
    const recorded =
      (await store.findStep(id, sequence)) ??
      recoveredIn(await runOf(store, id), await store.steps(id), 'cleanedUp');
    if (recorded) return recorded.result as CleanUp;

    const started = now().toISOString();
    const cleaned = await cleanUp(id);
    const { removed, removedSaid, left, leftSaid } = cleaned;
    const words = inOrder(
      removed.length > 0
        ? say('step.removed', { things: saidLines(removed, removedSaid) })
        : say('step.nothingRemoved'),
      left.length > 0 ? say('step.left', { things: saidLines(left, leftSaid) }) : undefined,
    );
    const step = await store.record(id, sequence, {
      kind: 'cleanedUp',
      started,
      ended: now().toISOString(),
      ...words,
      result: cleaned,
      requestIds: [],
    });
    return step.result as CleanUp;
  };

  async function cleanUp(id: string): Promise<CleanUp> {
    const inspected = await resultOf<InspectedResult>(store, id, 'inspected');
    // A run that never got past the inspection has made nothing.
    const isDone = inspected === undefined || inspected.explanation !== undefined;
    const { request, rewritten } = await runOf(store, id);
    const { testGuestEmail, dryRun } = request;
    const madeNothing = isDone || dryRun || isUndoing(request) || testGuestEmail === undefined;
    const acts = passedOver ? await store.guestCalls(id) : [];
    const isUnread = (passedOver?.() ?? []).length > 0 || rewritten !== undefined;
    // Where records cannot be read, those that can be say what there is to remove, and not what there is not.
    if (isUnread ? dryRun || (isUndoing(request) && acts.length === 0) : madeNothing)
      return { removed: [], left: [] };

    const probed = await resultOf<ProbedResult>(store, id, 'probed');
    const canaryGroupId = await canaryOf(tenantContext, id);
    const report = cleanUpReport(tenantContext, inspected?.guestBefore?.id);
    for (const subscriptionId of await subscriptionsLeft(canaryGroupId, probed?.proof.rosterSubscription))
      await report.remove('subscription', () => unsubscribeRecorded(tenantContext, id, subscriptionId));
    await cleanUpGuests(tenantContext, { id, request }, report);
    const unread = passedOver?.() ?? [];
    if (unread.length > 0) report.leave(say('left.unread', { records: unread.join('; ') }));
    const { removedSaid = [], leftSaid = [], ...lines } = report.done;
    return {
      ...lines,
      ...(removedSaid.length > 0 && { removedSaid }),
      ...(leftSaid.length > 0 && { leftSaid }),
    };
  }

  /**
   * What Graph lists of ours, because the answer to the making of a watch may have got lost, and the one we know of. A
   * run has the tenant to itself until it is closed: another's can only be a leftover.
   */
  async function subscriptionsLeft(
    teamId: string | undefined,
    rosterSubscription: Proof['rosterSubscription'],
  ): Promise<string[]> {
    const place = teamId === undefined ? undefined : subscriptionTargetOf(tenantContext, teamId);
    const listed = place ? await findSubscriptions(graph, place) : [];
    return [
      ...new Set([
        ...listed,
        ...(typeof rosterSubscription === 'object' ? [rosterSubscription.subscriptionId] : []),
      ]),
    ];
  }
}
