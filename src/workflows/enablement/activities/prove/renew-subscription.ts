import { clientStateOf } from '../../../../access/signed-token';
import type { Command } from '../../../../domain/enablement/enablement';
import type { Proof } from '../../../../domain/proof/proof';
import {
  subscriptionLifetimes,
  renewalOf,
  subscriptionUntil,
  type RosterSubscription,
} from '../../../../domain/proof/roster-subscription';
import {
  endSubscription,
  findSubscriptions,
  renewRosterSubscription,
  subscribeToRoster,
  type SubscriptionTarget,
} from '../../../../microsoft/test-guest/roster-subscription';
import type { TenantContext } from '../../../context/tenant-context';
import type { Sentence } from '../../../../texts/said';
import { say } from '../../../../texts/say';

export interface SubscriptionRenewal {
  id: string;
  teamId: string;
  /** Its `watch` is kept in place. */
  proof: Proof;
  /** What Graph reported since the last look. */
  reports: readonly Command[];
  /** The workflow's time, milliseconds. */
  now: number;
}

export interface Kept {
  /** What was done, in words; empty where there was nothing to do. */
  notes: Sentence[];
  /** Whether a report may have been lost: then one look at the roster makes up for it. */
  isBlind: boolean;
}

type Needed = Pick<TenantContext, 'clients' | 'publicUrl' | 'statusTokenSecret'>;

/** Where Graph tells us, or undefined where it cannot reach us. */
export const notificationUrlOf = ({ publicUrl }: { publicUrl?: string | undefined }): string | undefined =>
  publicUrl === undefined ? undefined : `${publicUrl}/api/graph-notifications`;

/** Of what, and where, Graph tells us. */
export function subscriptionTargetOf(
  us: { publicUrl?: string | undefined },
  teamId: string,
): SubscriptionTarget | undefined {
  const notificationUrl = notificationUrlOf(us);
  return notificationUrl === undefined ? undefined : { teamId, notificationUrl };
}

/**
 * Keeps the subscription by which Teams tells us alive: makes it, renews it in time or when Graph asks, and makes it anew
 * when it is gone. Every call may be repeated. Throws `ServiceThrottled`.
 */
export function renewSubscriptionWith(tenantContext: Needed) {
  const { graph } = tenantContext.clients;

  return async (renewal: SubscriptionRenewal): Promise<Kept> => {
    const { proof, reports, now } = renewal;
    const { rosterSubscription } = proof;
    const notes: Sentence[] = [];
    if (rosterSubscription === undefined) proof.rosterSubscription = await begin(renewal);
    if (typeof rosterSubscription !== 'object') return { notes, isBlind: false };

    const isAbout = (kind: Command['kind']) =>
      reports.some(
        (report) => report.kind === kind && (report.subject ?? '') === rosterSubscription.subscriptionId,
      );
    const isDue = now >= (renewalOf(rosterSubscription, proof.deadline) ?? Infinity);
    let isLost = isAbout('subscriptionLost');
    if (!isLost && (isDue || isAbout('subscriptionExpiring'))) {
      const renewed = await renew(rosterSubscription, proof, now);
      isLost = renewed === undefined;
      if (renewed) {
        proof.rosterSubscription = renewed;
        notes.push(say('try.renewed'));
      }
    }
    if (isLost) {
      proof.rosterSubscription = await begin(renewal);
      notes.push(proof.rosterSubscription === 'none' ? say('try.watchGone') : say('try.watchRemade'));
    }
    return { notes, isBlind: isLost || reports.some(({ kind }) => kind === 'reportMissed') };
  };

  /** Undefined where the watch is gone, or Graph will not have it prolonged. */
  async function renew(
    { subscriptionId }: RosterSubscription,
    { deadline }: Proof,
    now: number,
  ): Promise<RosterSubscription | undefined> {
    for (const until of subscriptionLifetimes(deadline, now)) {
      const renewed = await renewRosterSubscription(graph, subscriptionId, new Date(until).toISOString());
      if (renewed.kind === 'gone') return undefined;
      if (renewed.kind === 'watching')
        return subscriptionUntil(subscriptionId, Date.parse(renewed.until), now);
    }
    return undefined;
  }

  async function begin({
    id,
    teamId,
    proof,
    now,
  }: SubscriptionRenewal): Promise<Proof['rosterSubscription']> {
    const place = subscriptionTargetOf(tenantContext, teamId);
    if (place === undefined) return 'none';
    // Graph grants an application one subscription a team. Ours is there already where the answer to an earlier try got
    // lost, or a run ended without its clean-up; whose reports it carries nobody can tell, so it makes room.
    for (const earlier of await findSubscriptions(graph, place)) await endSubscription(graph, earlier);
    const clientState = clientStateOf(tenantContext.statusTokenSecret, id);
    for (const until of subscriptionLifetimes(proof.deadline, now)) {
      const made = await subscribeToRoster(graph, place, {
        clientState,
        until: new Date(until).toISOString(),
      });
      if (made.kind === 'watching')
        return subscriptionUntil(made.subscriptionId, Date.parse(made.until), now);
      // Only a life that is too long is worth asking for again, with a shorter one.
      if (made.raw.status !== 400) return 'none';
    }
    return 'none';
  }
}
