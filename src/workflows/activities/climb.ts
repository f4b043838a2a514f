import type { Permissions } from '../../controls/control';
import type { Command } from '../../enablement/enablement';
import { waitsForTeams, type Obstacle, type Proof } from '../../enablement/proof';
import { BETWEEN_SUCCESSES } from '../../enablement/probe-schedule';
import type { RawError } from '../../http/faults';
import { readRoster } from '../../proof/canary';
import { lackedBy } from '../../proof/permissions';
import { readGrants } from '../../proof/read-grants';
import type { RefusalReason } from '../../proof/refusals';
import { memberOf } from '../../proof/roster-watch';
import { canaryOf } from './canary-of';
import { inviteOnRecord } from './invite-on-record';
import { keepWatchWith } from './keep-watch';
import { joinOnRecord } from './membership-on-record';
import { readFiles } from './read-files';
import type { Tools } from './tools';

/** What a try on the ladder is made of. */
export interface Climb {
  id: string;
  testGuestEmail: string;
  /** Advanced in place, rung by rung: what was reached survives a service that turns busy half-way. */
  proof: Proof;
  /** The workflow's time, milliseconds. */
  now: number;
  /** What Graph reported since the last look. */
  reports: readonly Command[];
  /** Whether the roster may be read now, for want of a report: once, near the end, or because a person asked. */
  mayReadRoster: boolean;
}

export interface Climbed {
  /** What happened at each rung tried, in words. */
  told: string[];
  requestIds: string[];
}

/** Tries the rungs above the one reached, until one does not give way. Every call may be repeated. Throws `ServiceBusy`. */
export function climbLadder(tools: Tools) {
  const { graph } = tools.clients;
  const keepWatch = keepWatchWith(tools);
  const grants = (): Promise<Permissions> => readGrants(tools.out);

  return async (climb: Climb): Promise<Climbed> => {
    const { id, testGuestEmail, proof, now, reports, mayReadRoster } = climb;
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
    const refuse = async (
      { rung, call }: { rung: Proof['rung']; call: string },
      { reason, raw }: { reason: RefusalReason; raw: RawError },
      words: string,
    ): Promise<Climbed> => {
      const lacked = isAboutRights(reason) ? await lackedBy(call, raw, grants) : undefined;
      if (lacked === undefined) return meet({ reason, rung, raw }, `${words} (${reason}).`);
      const obstacle = { reason: 'missingPermission', rung, lacked, raw };
      return meet(obstacle, `${words}: our identity lacks ${lacked}.`);
    };
    const pass = (rung: Proof['rung'], words: string): void => {
      proof.rung = rung;
      proof.unknownInARow = 0;
      told.push(words);
      if (rung === proof.target) proof.firstSuccessAt ??= now;
    };

    if (proof.guestId === undefined || (proof.target === 1 && mayConfirm)) {
      const invited = await inviteOnRecord(tools, id, testGuestEmail);
      if (invited.kind === 'refused')
        return 'call' in invited
          ? refuse({ rung: 1, call: invited.call }, invited, 'Entra does not show who has the address')
          : refuse(INVITING, invited, 'Entra refuses the invitation');
      proof.guestId = invited.userId;
      if (invited.requestId) requestIds.push(invited.requestId);
      if (mayConfirm) proof.confirmedAt = now;
      pass(1, mayConfirm ? 'Entra invites the test guest again.' : 'Entra invites the test guest.');
    }
    const guestId = proof.guestId;
    const teamId = proof.target === 1 ? undefined : await canaryOf(tools, id);
    if (teamId === undefined) return { told, requestIds };
    if (proof.rung >= 3) return mayConfirm ? lookAtRoster(teamId, true) : { told, requestIds };

    // The watch comes before the guest joins: a report about somebody who joined earlier would never be sent.
    const { told: watched, isBlind } = await keepWatch({ id, teamId, proof, reports, now });
    told.push(...watched);
    const seen = reports
      .filter(({ kind }) => kind === 'guestSeen')
      .map(({ subject = '' }) => memberOf(subject));

    if (proof.rung < 2) {
      const joined = await joinOnRecord(tools, id, teamId, guestId);
      if (joined.kind === 'notYetVisible') {
        const obstacle = { reason: 'notYetVisible', rung: 2 as const, raw: joined.raw };
        return meet(obstacle, 'The new account is not visible everywhere yet.');
      }
      if (joined.kind === 'refused') return refuse(JOINING, joined, 'The group does not take the guest');
      if (joined.kind === 'added' && joined.requestId) requestIds.push(joined.requestId);
      pass(2, 'The guest is a member of the test team’s group.');
      // A membership from before this watch may have been reported already: then one look at the roster tells. One that
      // our own call made, the answer to which was lost, is younger than the watch: Teams will report it.
      const isOlder = joined.kind === 'alreadyMember' && (isBlind || !joined.mayBeOurs);
      if (isOlder && seen.length === 0) return lookAtRoster(teamId, false);
    } else if (isBlind) return lookAtRoster(teamId, false);

    if (seen.includes(guestId.toLowerCase())) {
      return listed('Teams reports that the guest joined the test team.');
    }
    if (seen.includes(undefined) || mayReadRoster) return lookAtRoster(teamId, false);
    const words = waitsForTeams(proof)
      ? 'Waiting for Teams to report the guest.'
      : 'Waiting for Teams; it cannot reach us, so its roster is read sparsely.';
    return meet({ reason: 'notListed', rung: 3 }, words);

    /** The rung the run must reach; what the levels of sharing say comes on top. */
    async function listed(words: string): Promise<Climbed> {
      pass(3, words);
      const files = await readFiles(tools, id);
      if (files) told.push(files.text);
      if (files?.isOpen) proof.rung = 4;
      return { told, requestIds };
    }

    async function lookAtRoster(team: string, isConfirmation: boolean): Promise<Climbed> {
      const roster = await readRoster(graph, team, guestId);
      proof.rosterReadAt = now;
      if (roster.kind === 'listed') {
        if (isConfirmation) proof.confirmedAt = now;
        return listed(isConfirmation ? 'Teams lists the guest, the second time.' : 'Teams lists the guest.');
      }
      // The earlier success was one replica's opinion: from here it counts for nothing.
      proof.rung = 2;
      delete proof.firstSuccessAt;
      if (roster.kind === 'notListed')
        return meet({ reason: 'notListed', rung: 3 }, 'Teams does not list the guest yet.');
      return refuse(LISTING, roster, 'Teams does not show its members');
    }
  };
}

const INVITING = { rung: 1, call: 'POST /invitations' } as const;
const JOINING = { rung: 2, call: 'POST /groups/{id}/members/$ref' } as const;
const LISTING = { rung: 3, call: 'GET /teams/{id}/members' } as const;

/** Whether a refusal may be for want of a permission; the words of the others say that it is not. */
const isAboutRights = (reason: RefusalReason): boolean =>
  reason === 'missingPermission' || reason === 'unknown';
