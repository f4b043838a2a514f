import { clientStateOf } from '../../access/signed-token';
import type { Command } from '../../enablement/enablement';
import type { Proof } from '../../enablement/proof';
import { livesToAskFor, renewalOf, watchUntil, type Watch } from '../../enablement/watch';
import { endWatch, findWatches, renewWatch, watchRoster, type WatchPlace } from '../../proof/roster-watch';
import type { Tools } from './tools';
import type { Sentence } from '../../texts/said';
import { say } from '../../texts/say';

export interface Vigil {
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
  told: Sentence[];
  /** Whether a report may have been lost: then one look at the roster makes up for it. */
  isBlind: boolean;
}

type Needed = Pick<Tools, 'clients' | 'publicUrl' | 'statusTokenSecret'>;

/** Where Graph tells us, or undefined where it cannot reach us. */
export const notificationUrlOf = ({ publicUrl }: { publicUrl?: string | undefined }): string | undefined =>
  publicUrl === undefined ? undefined : `${publicUrl}/api/graph-notifications`;

/** Of what, and where, Graph tells us. */
export function watchPlaceOf(us: { publicUrl?: string | undefined }, teamId: string): WatchPlace | undefined {
  const notificationUrl = notificationUrlOf(us);
  return notificationUrl === undefined ? undefined : { teamId, notificationUrl };
}

/**
 * Keeps the subscription by which Teams tells us alive: makes it, renews it in time or when Graph asks, and makes it anew
 * when it is gone. Every call may be repeated. Throws `ServiceBusy`.
 */
export function keepWatchWith(tools: Needed) {
  const { graph } = tools.clients;

  return async (vigil: Vigil): Promise<Kept> => {
    const { proof, reports, now } = vigil;
    const { watch } = proof;
    const told: Sentence[] = [];
    if (watch === undefined) proof.watch = await begin(vigil);
    if (typeof watch !== 'object') return { told, isBlind: false };

    const isAbout = (kind: Command['kind']) =>
      reports.some((report) => report.kind === kind && (report.subject ?? '') === watch.subscriptionId);
    const isDue = now >= (renewalOf(watch, proof.deadline) ?? Infinity);
    let isLost = isAbout('watchLost');
    if (!isLost && (isDue || isAbout('watchFading'))) {
      const renewed = await renew(watch, proof, now);
      isLost = renewed === undefined;
      if (renewed) {
        proof.watch = renewed;
        told.push(say('try.renewed'));
      }
    }
    if (isLost) {
      proof.watch = await begin(vigil);
      told.push(proof.watch === 'none' ? say('try.watchGone') : say('try.watchRemade'));
    }
    return { told, isBlind: isLost || reports.some(({ kind }) => kind === 'reportMissed') };
  };

  /** Undefined where the watch is gone, or Graph will not have it prolonged. */
  async function renew(
    { subscriptionId }: Watch,
    { deadline }: Proof,
    now: number,
  ): Promise<Watch | undefined> {
    for (const until of livesToAskFor(deadline, now)) {
      const renewed = await renewWatch(graph, subscriptionId, new Date(until).toISOString());
      if (renewed.kind === 'gone') return undefined;
      if (renewed.kind === 'watching') return watchUntil(subscriptionId, Date.parse(renewed.until), now);
    }
    return undefined;
  }

  async function begin({ id, teamId, proof, now }: Vigil): Promise<Proof['watch']> {
    const place = watchPlaceOf(tools, teamId);
    if (place === undefined) return 'none';
    // Graph grants an application one subscription a team. Ours is there already where the answer to an earlier try got
    // lost, or a run ended without its clean-up; whose reports it carries nobody can tell, so it makes room.
    for (const earlier of await findWatches(graph, place)) await endWatch(graph, earlier);
    const clientState = clientStateOf(tools.statusTokenSecret, id);
    for (const until of livesToAskFor(proof.deadline, now)) {
      const made = await watchRoster(graph, place, { clientState, until: new Date(until).toISOString() });
      if (made.kind === 'watching') return watchUntil(made.subscriptionId, Date.parse(made.until), now);
      // Only a life that is too long is worth asking for again, with a shorter one.
      if (made.raw.status !== 400) return 'none';
    }
    return 'none';
  }
}
