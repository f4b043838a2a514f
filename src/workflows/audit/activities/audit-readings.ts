import type { Seen } from '../../../domain/audit/audit-finding';
import { A_DAY, A_WEEK } from '../../../domain/audit/audit-interval';
import type { GuestCounts } from '../../../domain/audit/tenant-audit';
import { CHECKLIST } from '../../../controls/checklist';
import type { Control, DocumentId, Permissions, Reading } from '../../../controls/control';
import { documentsOf, readDocument, serviceOf } from '../../../settings/read-settings';
import type { Readers, Scope } from '../../../settings/settings-document';
import { isGuestName } from '../../../domain/proof/guest-call';
import type { TenantSettings } from '../../../domain/tenant/tenant-settings';
import type { SeenAccount } from '../../../domain/cleanup/guest-ownership';
import type { ConfigurationSnapshots } from '../../../microsoft/graph/configuration-snapshots';
import { idInTeam } from '../../../controls/team-controls';
import { Refused, ServiceThrottled } from '../../../microsoft/http/service-errors';
import { concurrently } from '../../../microsoft/http/coalesce';
import { findAccounts } from '../../../microsoft/directory/accounts';
import { isCanaryMember } from '../../../microsoft/test-guest/canary-membership';
import { countGuests } from '../../../microsoft/directory/guest-counts';
import { missingPermissionFor } from '../../../microsoft/permissions/needed-permissions';
import { findSubscriptions } from '../../../microsoft/test-guest/roster-subscription';
import { withMissingNamed } from '../../context/name-missing-permissions';
import { subscriptionTargetOf } from '../../enablement/activities/prove/renew-subscription';
import { because } from '../../../domain/audit/compare-baseline';
import type { Said, Sentence } from '../../../texts/said';
import { inOrder, say, verbatim } from '../../../texts/say';

/** What an audit reads with. By its type it cannot write a setting. */
export interface AuditReader {
  tenant: TenantSettings;
  readers: Readers;
  /** What our tokens say we may do there. */
  readGrants: () => Promise<Permissions>;
  /** Microsoft's own monitor, where the tenant's Teams settings are to be read from that. */
  snapshots?: ConfigurationSnapshots;
  publicUrl?: string;
  /** Whether anybody wants to hear what audits find. */
  isNotified: boolean;
  now: () => Date;
}

/** The switches of a tenant as a whole; those of single teams come on top. */
export const AUDITED: readonly Control[] = CHECKLIST.filter(
  ({ document }) => document !== undefined && document !== 'team' && document !== 'teamGroup',
);

/**
 * How long a reading holds. Nothing closes by the messaging policy, and Microsoft holds that feature back. Teams is to be
 * asked once a day at most whether a team has changed: https://learn.microsoft.com/graph/api/resources/teams-api-overview
 */
const HOLDS: Readonly<Partial<Record<DocumentId, number>>> = { messagingPolicy: A_WEEK, team: A_DAY };
const THIRTY_DAYS = 30 * 24 * 3_600_000;

/** A document to be read, and the controls it shows. */
export interface Target {
  document: DocumentId;
  controls: readonly Control[];
  scope: Scope;
  /** Whether it is not looked at this time, where it ever was. */
  rests?: boolean;
}

const OF_TENANT = documentsOf(AUDITED).map((document): Target => ({
  document,
  controls: AUDITED.filter((control) => control.document === document),
  scope: { domains: [], allPartners: true },
}));

/**
 * Reads every switch of a tenant and of the teams named, at most eight requests; but for those that a monitor shows. What
 * fails is unknown and spoils nothing else.
 * @param known the last readings, by control: they hold for what is looked at seldom
 * @param givesUp whether a throttling service is taken for unknown too
 * @throws ServiceBusy otherwise
 */
export async function readAll(
  { readers, snapshots, readGrants, now }: AuditReader,
  known: Readonly<Record<string, Reading>>,
  teams: readonly Target[],
  givesUp: boolean,
): Promise<Reading[]> {
  const at = now().toISOString();
  const holds = ({ document, controls, rests }: Target): boolean =>
    controls.every(({ id }) => {
      const age = now().getTime() - Date.parse(known[id]?.at ?? '');
      return rests ? age >= 0 : age < (HOLDS[document] ?? 0);
    });
  const read = async (target: Target): Promise<Reading[]> => {
    const { document, controls, scope } = target;
    if (holds(target)) return controls.flatMap(({ id }) => known[id] ?? []);
    try {
      const { readings } = await readDocument(readers, document, scope, now);
      return readings.map((one) => ({ ...one, control: idInTeam(one.control, scope.teamId) }));
    } catch (fault) {
      if (fault instanceof ServiceThrottled && !givesUp) throw fault;
      const reason = fault instanceof Error ? fault.message : 'for an unknown reason';
      return controls.map(({ id: control }) => ({ kind: 'unknown', control, reason, at }));
    }
  };
  const isElsewhere = ({ document }: Target): boolean =>
    snapshots !== undefined && serviceOf(document) === 'teamsAdmin';
  const targets = [...OF_TENANT.filter((one) => !isElsewhere(one)), ...teams];
  return withMissingNamed((await concurrently(targets.map(read))).flat(), readGrants);
}

/** What stands in a tenant beside its settings. */
export interface Beside {
  guests: GuestCounts | null;
  testGuest?: SeenAccount & { address: string; isInTestTeam: boolean };
  watches: string[];
  /** Beginnings of the keys of findings that could not be looked at. */
  unread: string[];
  /** The same for people. */
  unknown: { title: string; reason: string; reasonSaid?: Said }[];
}

/** Counts the guests, and looks for what our tests may have left. Reads nothing that is not allowed, and fails at nothing. */
export async function readBeside(
  { tenant, readers: { graph }, readGrants, publicUrl, now }: AuditReader,
  givesUp: boolean,
): Promise<Beside> {
  const unread: string[] = [];
  const unknown: Beside['unknown'] = [];
  const attempt = async <T>(key: keyof typeof TITLES, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (fault) {
      const isThrottled = fault instanceof ServiceThrottled;
      if (isThrottled && !givesUp) throw fault;
      unread.push(key);
      const reason = fault instanceof Error ? fault.message : 'for an unknown reason';
      const missingPermission =
        fault instanceof Refused
          ? await missingPermissionFor(`${fault.call.method} ${fault.call.route}`, fault.raw, readGrants)
          : undefined;
      unknown.push({
        title: TITLES[key],
        ...because(
          missingPermission === undefined
            ? verbatim(reason)
            : inOrder(verbatim(reason), say('verdict.lacks', { missing: verbatim(missingPermission).said })),
        ),
      });
      return undefined;
    }
  };
  const { testGuestEmail, canaryGroupId } = tenant;
  const longAgo = new Date(now().getTime() - THIRTY_DAYS).toISOString();
  const place = canaryGroupId === undefined ? undefined : subscriptionTargetOf({ publicUrl }, canaryGroupId);
  const [guests, accounts = [], watches] = await concurrently([
    attempt('guests', () => countGuests(graph, longAgo)),
    testGuestEmail === undefined
      ? undefined
      : attempt('leftover.guest', () => findAccounts(graph, testGuestEmail)),
    place === undefined ? [] : attempt('leftover.watch', () => findSubscriptions(graph, place)),
  ]);
  const ofGuests = accounts.filter(({ userType }) => userType === 'Guest');
  // Several may have the address: one that bears the name our invitations give is the one that may be ours.
  const guest = ofGuests.find(({ displayName }) => isGuestName(displayName)) ?? ofGuests[0];
  const testGuest = guest
    ? {
        ...guest,
        address: testGuestEmail?.toLowerCase() ?? '',
        isInTestTeam:
          canaryGroupId !== undefined &&
          (await attempt('leftover.member', () => isCanaryMember(graph, canaryGroupId, guest.id))) === true,
      }
    : undefined;
  return { guests: guests ?? null, ...(testGuest && { testGuest }), watches: watches ?? [], unread, unknown };
}

const TITLES = {
  guests: 'Guests',
  'leftover.guest': 'Test guest',
  'leftover.watch': 'Subscriptions to the test team',
  'leftover.member': 'Members of the test team',
} as const;

/** What of it is worth a finding. @param isOurs whether a run of ours made the test guest, and none is under way */
export function findingsBeside({ guests, testGuest, watches }: Beside, isOurs: boolean): Seen[] {
  const seen: Seen[] = [];
  const leftover = (key: string, sentence: Sentence): void =>
    void seen.push({ key: `leftover.${key}`, kind: 'leftover', found: true, ...sentence });
  if (testGuest && isOurs) {
    leftover(`guest.${testGuest.id}`, say('audit.guestLeft', { id: testGuest.id }));
    if (testGuest.isInTestTeam)
      leftover(`member.${testGuest.id}`, say('audit.memberLeft', { id: testGuest.id }));
  }
  for (const id of watches) leftover(`watch.${id}`, say('audit.watchLeft', { id }));
  if (guests !== null && guests.neverCame > 0) {
    const sentence = say('audit.pendingGuests', { count: guests.neverCame, all: guests.all });
    seen.push({ key: 'guests.neverCame', kind: 'pendingGuests', found: true, ...sentence });
  }
  return seen;
}
