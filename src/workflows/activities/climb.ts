import { clientStateOf } from '../../access/signed-token';
import type { Command } from '../../enablement/enablement';
import { waitsForTeams, type Obstacle, type Proof } from '../../enablement/proof';
import { BETWEEN_SUCCESSES } from '../../enablement/probe-schedule';
import { addToCanary, isOnRoster } from '../../proof/canary';
import { inviteGuest } from '../../proof/guest';
import { memberOf, watchRoster } from '../../proof/roster-watch';
import type { Tools } from '.';

/** What a try on the ladder is made of. */
export interface Climb {
  id: string;
  testGuestEmail: string;
  /** Advanced in place, rung by rung: what was reached survives a service that turns busy half-way. */
  proof: Proof;
  /** The workflow's time, milliseconds. */
  now: number;
  /** What Teams reported since the last look. */
  sightings: readonly Command[];
  /** Whether the roster may be read now, for want of a report: once, near the end, or because a person asked. */
  mayReadRoster: boolean;
}

export interface Climbed {
  /** What happened at each rung tried, in words. */
  told: string[];
  requestIds: string[];
}

/** Tries the rungs above the one reached, until one does not give way. Every call may be repeated. Throws `ServiceBusy`. */
export function climbLadder({ clients: { graph }, canaryGroupId, publicUrl, statusTokenSecret }: Tools) {
  return async (climb: Climb): Promise<Climbed> => {
    const { id, testGuestEmail, proof, now, sightings, mayReadRoster } = climb;
    delete proof.obstacle;
    const told: string[] = [];
    const requestIds: string[] = [];
    const mayConfirm = proof.firstSuccessAt !== undefined && now >= proof.firstSuccessAt + BETWEEN_SUCCESSES;

    const meet = (obstacle: Obstacle, words: string): Climbed => {
      proof.obstacle = obstacle;
      proof.unknownInARow = obstacle.reason === 'unknown' ? proof.unknownInARow + 1 : 0;
      told.push(words);
      return { told, requestIds };
    };
    const pass = (rung: Proof['rung'], words: string): void => {
      proof.rung = rung;
      proof.unknownInARow = 0;
      told.push(words);
      if (rung === proof.target) proof.firstSuccessAt ??= now;
    };

    if (proof.guestId === undefined || (proof.target === 1 && mayConfirm)) {
      const invited = await inviteGuest(graph, testGuestEmail);
      if (invited.kind === 'refused') {
        return meet(
          { reason: invited.reason, rung: 1, raw: invited.raw },
          `Entra refuses the invitation (${invited.reason}).`,
        );
      }
      proof.guestId = invited.userId;
      if (invited.requestId) requestIds.push(invited.requestId);
      if (mayConfirm) proof.confirmedAt = now;
      pass(1, mayConfirm ? 'Entra invites the test guest again.' : 'Entra invites the test guest.');
    }
    if (proof.target === 1 || canaryGroupId === undefined) return { told, requestIds };

    if (proof.rung < 2) {
      // The watch comes first: a report about somebody who joined before it would never be sent.
      proof.watch ??= await watch(id, canaryGroupId, proof);
      const joined = await addToCanary(graph, canaryGroupId, proof.guestId);
      if (joined.kind === 'notYetVisible') {
        return meet(
          { reason: 'notYetVisible', rung: 2, raw: joined.raw },
          'The new account is not visible everywhere yet.',
        );
      }
      if (joined.kind === 'refused') {
        return meet(
          { reason: joined.reason, rung: 2, raw: joined.raw },
          `The group does not take the guest (${joined.reason}).`,
        );
      }
      if (joined.kind === 'added' && joined.requestId) requestIds.push(joined.requestId);
      pass(2, 'The guest is a member of the test team’s group.');
      // A membership from before this watch may have been reported already: then one look at the roster tells.
      if (joined.kind === 'alreadyMember' && sightings.length === 0) return readRoster(false);
    }

    if (
      proof.rung === 2 &&
      sightings.some(
        ({ subject }) => subject !== undefined && memberOf(subject) === proof.guestId?.toLowerCase(),
      )
    ) {
      pass(3, 'Teams reports that the guest joined the test team.');
    } else if (proof.rung === 2) {
      const isReportUnclear = sightings.some(
        ({ subject }) => subject === undefined || memberOf(subject) === undefined,
      );
      if (isReportUnclear || mayReadRoster) return readRoster(false);
      const words = waitsForTeams(proof)
        ? 'Waiting for Teams to report the guest.'
        : 'Waiting for Teams; it cannot reach us, so its roster is read sparsely.';
      return meet({ reason: 'notListed', rung: 3 }, words);
    } else if (mayConfirm) return readRoster(true);
    return { told, requestIds };

    async function readRoster(isConfirmation: boolean): Promise<Climbed> {
      proof.rosterReadAt = now;
      if (!(await isOnRoster(graph, canaryGroupId ?? '', proof.guestId ?? ''))) {
        // The earlier success was one replica's opinion: from here it counts for nothing.
        proof.rung = 2;
        delete proof.firstSuccessAt;
        return meet({ reason: 'notListed', rung: 3 }, 'Teams does not list the guest yet.');
      }
      pass(3, isConfirmation ? 'Teams lists the guest, the second time.' : 'Teams lists the guest.');
      if (isConfirmation) proof.confirmedAt = now;
      return { told, requestIds };
    }
  };

  /** Asks Teams to tell us, where it can reach us and lets us. */
  async function watch(id: string, teamId: string, { deadline }: Proof): Promise<Proof['watch']> {
    if (publicUrl === undefined) return 'none';
    const watching = await watchRoster(graph, {
      teamId,
      notificationUrl: `${publicUrl}/api/graph-notifications`,
      clientState: clientStateOf(statusTokenSecret, id),
      until: new Date(deadline + 3_600_000).toISOString(),
    });
    return watching.kind === 'watching' ? { subscriptionId: watching.subscriptionId } : 'none';
  }
}
