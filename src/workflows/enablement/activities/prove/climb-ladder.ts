import type { Permissions } from '../../../../controls/control';
import type { Command } from '../../../../domain/enablement/enablement';
import { waitsForTeams, type Obstacle, type Proof } from '../../../../domain/proof/proof';
import { BETWEEN_SUCCESSES } from '../../../../domain/proof/proof-schedule';
import type { RawError } from '../../../../microsoft/http/service-errors';
import { readRoster } from '../../../../microsoft/test-guest/canary-membership';
import { missingPermissionFor } from '../../../../microsoft/permissions/needed-permissions';
import { readGrants } from '../../../../microsoft/permissions/read-granted-permissions';
import type { RefusalReason } from '../../../../microsoft/test-guest/refusal-reason';
import { memberOf } from '../../../../microsoft/test-guest/roster-subscription';
import { canaryOf } from '../../../context/canary-of';
import { inviteOnRecord } from './invite-recorded';
import { renewSubscriptionWith } from './renew-subscription';
import { joinOnRecord } from './membership-recorded';
import { readFileSharing } from './read-file-sharing';
import type { TenantContext } from '../../../context/tenant-context';
import type { Sentence } from '../../../../texts/said';
import { say } from '../../../../texts/say';

/** What a try on the ladder is made of. */
export interface ProveInput {
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

export interface ProveResult {
  /** What happened at each rung tried, in words. */
  notes: Sentence[];
  requestIds: string[];
}

/** Tries the rungs above the one reached, until one does not give way. Every call may be repeated. Throws `ServiceThrottled`. */
export function proveSteps(tenantContext: TenantContext) {
  const { graph } = tenantContext.clients;
  const renewSubscription = renewSubscriptionWith(tenantContext);
  const grants = (): Promise<Permissions> => readGrants(tenantContext.clientContext);

  return async (proveStep: ProveInput): Promise<ProveResult> => {
    const { id, testGuestEmail, proof, now, reports, mayReadRoster } = proveStep;
    delete proof.obstacle;
    const notes: Sentence[] = [];
    const requestIds: string[] = [];
    const mayConfirm = proof.firstSuccessAt !== undefined && now >= proof.firstSuccessAt + BETWEEN_SUCCESSES;

    const meet = (obstacle: Obstacle, words: Sentence): ProveResult => {
      proof.obstacle = obstacle;
      proof.unknownInARow = obstacle.reason === 'unknown' ? proof.unknownInARow + 1 : 0;
      notes.push(words);
      return { notes, requestIds };
    };
    const refuse = async (
      { rung, call }: { rung: Proof['rung']; call: string },
      { reason, raw }: { reason: RefusalReason; raw: RawError },
      what: Sentence,
    ): Promise<ProveResult> => {
      const missingPermission = isAboutRights(reason)
        ? await missingPermissionFor(call, raw, grants)
        : undefined;
      if (missingPermission === undefined)
        return meet({ reason, rung, raw }, say('try.refused', { what: what.said, reason }));
      const obstacle = { reason: 'missingPermission', rung, missingPermission, raw };
      return meet(obstacle, say('try.refusedLacking', { what: what.said, missing: missingPermission }));
    };
    const pass = (rung: Proof['rung'], words: Sentence): void => {
      proof.rung = rung;
      proof.unknownInARow = 0;
      notes.push(words);
      if (rung === proof.target) proof.firstSuccessAt ??= now;
    };

    if (proof.guestId === undefined || (proof.target === 1 && mayConfirm)) {
      const invited = await inviteOnRecord(tenantContext, id, testGuestEmail);
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
    const teamId = proof.target === 1 ? undefined : await canaryOf(tenantContext, id);
    if (teamId === undefined) return { notes, requestIds };
    if (proof.rung >= 3) return mayConfirm ? checkRoster(teamId, true) : { notes, requestIds };

    // The watch comes before the guest joins: a report about somebody who joined earlier would never be sent.
    const { notes: watched, isBlind } = await renewSubscription({ id, teamId, proof, reports, now });
    notes.push(...watched);
    const seen = reports
      .filter(({ kind }) => kind === 'guestSeen')
      .map(({ subject = '' }) => memberOf(subject));

    if (proof.rung < 2) {
      const joined = await joinOnRecord(tenantContext, id, teamId, guestId);
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
      if (isOlder && seen.length === 0) return checkRoster(teamId, false);
    } else if (isBlind) return checkRoster(teamId, false);

    if (seen.includes(guestId.toLowerCase())) {
      return listed(say('try.reported'));
    }
    if (seen.includes(undefined) || mayReadRoster) return checkRoster(teamId, false);
    const words = say(waitsForTeams(proof) ? 'try.waitsForReport' : 'try.waitsReading');
    return meet({ reason: 'notListed', rung: 3 }, words);

    /** The rung the run must reach; what the levels of sharing say comes on top. */
    async function listed(words: Sentence): Promise<ProveResult> {
      pass(3, words);
      const files = await readFileSharing(tenantContext, id);
      if (files) notes.push(files.words);
      if (files?.isOpen) proof.rung = 4;
      return { notes, requestIds };
    }

    async function checkRoster(team: string, isConfirmation: boolean): Promise<ProveResult> {
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
