import type { Seen } from '../../audit/finding';
import { A_DAY, A_WEEK } from '../../audit/pace';
import type { GuestCounts } from '../../audit/tenant-audit';
import { CHECKLIST } from '../../controls/checklist';
import type { Control, DocumentId, Permissions, Reading } from '../../controls/control';
import { documentsOf, readDocument, serviceOf } from '../../controls/documents';
import type { Readers, Scope } from '../../controls/settings-document';
import { isGuestName } from '../../enablement/guest-act';
import type { Registration } from '../../enablement/registration';
import type { SeenAccount } from '../../housekeeping/made-guest';
import type { ConfigurationSnapshots } from '../../graph/configuration-snapshots';
import { idInTeam } from '../../controls/of-team';
import { Refused, ServiceBusy } from '../../http/faults';
import { together } from '../../http/together';
import { findAccounts } from '../../proof/accounts';
import { isCanaryMember } from '../../proof/canary';
import { countGuests } from '../../proof/guest-counts';
import { lackedBy } from '../../proof/permissions';
import { findWatches } from '../../proof/roster-watch';
import { withLacksNamed } from './lacks-named';
import { watchPlaceOf } from './keep-watch';
import { because } from '../../audit/look';
import type { Said, Sentence } from '../../texts/said';
import { inOrder, say, verbatim } from '../../texts/say';

/** What an audit reads with. By its type it cannot write a setting. */
export interface AuditReader {
  tenant: Registration;
  readers: Readers;
  /** What our tokens say we may do there. */
  readGrants: () => Promise<Permissions>;
  /** Microsoft's own monitor, where the tenant's Teams settings are to be read from that. */
  snapshots?: ConfigurationSnapshots;
  publicUrl?: string;
  /** Whether anybody wants to hear what audits find. */
  isTold: boolean;
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
 * @param givesUp whether a busy service is taken for unknown too
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
      if (fault instanceof ServiceBusy && !givesUp) throw fault;
      const reason = fault instanceof Error ? fault.message : 'for an unknown reason';
      return controls.map(({ id: control }) => ({ kind: 'unknown', control, reason, at }));
    }
  };
  const isElsewhere = ({ document }: Target): boolean =>
    snapshots !== undefined && serviceOf(document) === 'teamsAdmin';
  const targets = [...OF_TENANT.filter((one) => !isElsewhere(one)), ...teams];
  return withLacksNamed((await together(targets.map(read))).flat(), readGrants);
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
      const isBusy = fault instanceof ServiceBusy;
      if (isBusy && !givesUp) throw fault;
      unread.push(key);
      const reason = fault instanceof Error ? fault.message : 'for an unknown reason';
      const lacked =
        fault instanceof Refused
          ? await lackedBy(`${fault.call.method} ${fault.call.route}`, fault.raw, readGrants)
          : undefined;
      unknown.push({
        title: TITLES[key],
        ...because(
          lacked === undefined
            ? verbatim(reason)
            : inOrder(verbatim(reason), say('verdict.lacks', { missing: verbatim(lacked).said })),
        ),
      });
      return undefined;
    }
  };
  const { testGuestEmail, canaryGroupId } = tenant;
  const longAgo = new Date(now().getTime() - THIRTY_DAYS).toISOString();
  const place = canaryGroupId === undefined ? undefined : watchPlaceOf({ publicUrl }, canaryGroupId);
  const [guests, accounts = [], watches] = await together([
    attempt('guests', () => countGuests(graph, longAgo)),
    testGuestEmail === undefined
      ? undefined
      : attempt('leftover.guest', () => findAccounts(graph, testGuestEmail)),
    place === undefined ? [] : attempt('leftover.watch', () => findWatches(graph, place)),
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
