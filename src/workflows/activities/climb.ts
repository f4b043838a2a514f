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
import type { Sentence } from '../../texts/said';
import { say } from '../../texts/say';

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
  told: Sentence[];
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
    const told: Sentence[] = [];
    const requestIds: string[] = [];
    const mayConfirm = proof.firstSuccessAt !== undefined && now >= proof.firstSuccessAt + BETWEEN_SUCCESSES;

    const meet = (obstacle: Obstacle, words: Sentence): Climbed => {
      proof.obstacle = obstacle;
      proof.unknownInARow = obstacle.reason === 'unknown' ? proof.unknownInARow + 1 : 0;
      told.push(words);
      return { told, requestIds };
    };
    const refuse = async (
      { rung, call }: { rung: Proof['rung']; call: string },
      { reason, raw }: { reason: RefusalReason; raw: RawError },
      what: Sentence,
    ): Promise<Climbed> => {
      const lacked = isAboutRights(reason) ? await lackedBy(call, raw, grants) : undefined;
      if (lacked === undefined)
        return meet({ reason, rung, raw }, say('try.refused', { what: what.said, reason }));
      const obstacle = { reason: 'missingPermission', rung, lacked, raw };
      return meet(obstacle, say('try.refusedLacking', { what: what.said, missing: lacked }));
    };
    const pass = (rung: Proof['rung'], words: Sentence): void => {
      proof.rung = rung;
      proof.unknownInARow = 0;
      told.push(words);
      if (rung === proof.target) proof.firstSuccessAt ??= now;
    };

    if (proof.guestId === undefined || (proof.target === 1 && mayConfirm)) {
      const invited = await inviteOnRecord(tools, id, testGuestEmail);
      if (invited.kind === 'refused')
        return 'call' in invited
          ? refuse({ rung: 1, call: invited.call }, invited, say('try.addressUnread'))
          : refuse(INVITING, invited, say('try.invitationRefused'));
      proof.guestId = invited.userId;
      if (invited.requestId) requestIds.push(invited.requestId);
      if (mayConfirm) proof.confirmedAt = now;
      pass(1, say(mayConfirm ? 'try.invitedAgain' : 'try.invited'));
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
        return meet(obstacle, say('try.notVisible'));
      }
      if (joined.kind === 'refused') return refuse(JOINING, joined, say('try.groupRefuses'));
      if (joined.kind === 'added' && joined.requestId) requestIds.push(joined.requestId);
      pass(2, say('try.inGroup'));
      // A membership from before this watch may have been reported already: then one look at the roster tells. One that
      // our own call made, the answer to which was lost, is younger than the watch: Teams will report it.
      const isOlder = joined.kind === 'alreadyMember' && (isBlind || !joined.mayBeOurs);
      if (isOlder && seen.length === 0) return lookAtRoster(teamId, false);
    } else if (isBlind) return lookAtRoster(teamId, false);

    if (seen.includes(guestId.toLowerCase())) {
      return listed(say('try.reported'));
    }
    if (seen.includes(undefined) || mayReadRoster) return lookAtRoster(teamId, false);
    const words = say(waitsForTeams(proof) ? 'try.waitsForReport' : 'try.waitsReading');
    return meet({ reason: 'notListed', rung: 3 }, words);

    /** The rung the run must reach; what the levels of sharing say comes on top. */
    async function listed(words: Sentence): Promise<Climbed> {
      pass(3, words);
      const files = await readFiles(tools, id);
      if (files) told.push(files.words);
      if (files?.isOpen) proof.rung = 4;
      return { told, requestIds };
    }

    async function lookAtRoster(team: string, isConfirmation: boolean): Promise<Climbed> {
      const roster = await readRoster(graph, team, guestId);
      proof.rosterReadAt = now;
      if (roster.kind === 'listed') {
        if (isConfirmation) proof.confirmedAt = now;
        return listed(say(isConfirmation ? 'try.listedAgain' : 'try.listed'));
      }
      // The earlier success was one replica's opinion: from here it counts for nothing.
      proof.rung = 2;
      delete proof.firstSuccessAt;
      if (roster.kind === 'notListed') return meet({ reason: 'notListed', rung: 3 }, say('try.notListed'));
      return refuse(LISTING, roster, say('try.rosterRefused'));
    }
  };
}

const INVITING = { rung: 1, call: 'POST /invitations' } as const;
const JOINING = { rung: 2, call: 'POST /groups/{id}/members/$ref' } as const;
const LISTING = { rung: 3, call: 'GET /teams/{id}/members' } as const;

/** Whether a refusal may be for want of a permission; the words of the others say that it is not. */
const isAboutRights = (reason: RefusalReason): boolean =>
  reason === 'missingPermission' || reason === 'unknown';
