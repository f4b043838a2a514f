import { isMissingNothing, missingOf, sayPermissions } from '../controls/permissions';
import type { Permissions } from '../controls/control';
import { explainSignInError } from '../domain/diagnosis/entra-sign-in-errors';
import { whyIneligible } from '../domain/diagnosis/ineligible-guest';
import type { TenantSettings } from '../domain/tenant/tenant-settings';
import { emailViolation } from '../domain/input/test-guest-address';
import type { GuestSearch } from '../microsoft/test-guest/invite-guest';
import type { Organization } from '../microsoft/directory/organization';
import { permissionsOf } from '../microsoft/permissions/permission-sets';
import { sentenceOf } from '../domain/diagnosis/verdict';
import type { Said, Sentence } from '../texts/said';
import { say } from '../texts/say';

export type Goal = 'guestAccess' | 'externalAccess' | 'both';
type CheckName = 'consent' | 'tenant' | 'permissions' | 'teamsRole' | 'canary' | 'testGuest' | 'licences';

/** One line of the report. */
export interface Check {
  check: CheckName;
  state: 'ok' | 'missing' | 'cannotTell';
  text: string;
  said?: Said;
  /** The command to type, or the address to open, that fixes it. */
  fix?: string;
}

export interface Readiness {
  /** Whether nothing is missing; what cannot be told stands in nobody's way. */
  isReady: boolean;
  checks: Check[];
}

/** What was read, or why it could not be. */
export type Answer<T> = { kind: 'known'; value: T } | { kind: 'unknown'; reason: string };

export interface Facts {
  goal: Goal;
  tenantSettings: TenantSettings;
  /** The app that other tenants let in; undefined for an identity that lives in this tenant. */
  appClientId?: string;
  /** What our tokens say, or Entra's code for giving none. Then nothing else was asked. */
  access: { kind: 'letIn'; granted: Permissions } | { kind: 'notLetIn'; code: string };
  organization?: Answer<Organization>;
  /** Whether the group of the test team is a team. */
  isTeam?: Answer<boolean>;
  guest?: Answer<GuestSearch>;
  isTrialOnly?: Answer<boolean>;
}

/** Whether a tenant is ready for a goal: line by line, each with what fixes it. */
export function assessReadiness(facts: Facts): Readiness {
  const checks =
    facts.access.kind === 'notLetIn'
      ? [notLetIn(facts, facts.access.code)]
      : [
          tenantOf(facts),
          ...permissionsCheck(facts, facts.access.granted),
          ...(facts.goal === 'externalAccess' ? [] : [canaryOf(facts), testGuestOf(facts)]),
          licencesOf(facts),
        ];
  return { isReady: checks.every(({ state }) => state !== 'missing'), checks };
}

const address = ({ tenantSettings: { tenantId } }: Facts, rest = ''): string =>
  `/api/tenants/${tenantId}${rest}`;

/** What grants everything the identity needs, typed by an administrator of the tenant. */
const grantCommand = ({ appClientId }: Facts): string =>
  appClientId === undefined
    ? 'node infra/hooks/postprovision.mjs'
    : `node infra/hooks/grant.mjs ${appClientId}`;

function notLetIn(facts: Facts, code: string): Check {
  const { advice, ...verdict } = explainSignInError(code);
  const remediate = facts.appClientId === undefined ? advice[0] : `GET ${address(facts, '/consent')}`;
  return {
    check: 'consent',
    state: 'missing',
    ...sentenceOf({ ...verdict, advice }),
    ...(remediate !== undefined && { fix: remediate }),
  };
}

function tenantOf({ organization, tenantSettings: { tenantId } }: Facts): Check {
  const check = 'tenant';
  if (organization?.kind !== 'known') return cannotTell(check, 'whoseTenant', organization);
  const { tenantId: found, verifiedDomains } = organization.value;
  if (found !== tenantId)
    return {
      check,
      state: 'missing',
      ...say('readiness.otherTenant', { tenant: found }),
      fix: 'azd env set IDENTITY federatedApp && azd provision',
    };
  return { check, state: 'ok', ...say('readiness.domains', { domains: verifiedDomains }) };
}

/** A line for each permission that is missing, one for all where none is. */
function permissionsCheck(facts: Facts, granted: Permissions): Check[] {
  const { graph, roles } = permissionsOf(facts.goal);
  const remediate = grantCommand(facts);
  const lines = (check: CheckName, needed: Permissions): Check[] => {
    if (isMissingNothing(needed)) return [];
    const missing = missingOf([needed], granted);
    if (isMissingNothing(missing))
      return [
        { check, state: 'ok', ...say('readiness.granted', { names: [...needed.graph, ...needed.roles] }) },
      ];
    return [
      ...missing.graph.map((name) => ({ graph: [name], roles: [] })),
      ...missing.roles.map((name) => ({ graph: [], roles: [name] })),
    ].map((one) => ({
      check,
      state: 'missing',
      ...say('verdict.lacks', { missing: sayPermissions(one).said }),
      remediate,
    }));
  };
  const teams: Check[] =
    facts.tenantSettings.teamsSettings === 'manual'
      ? [{ check: 'teamsRole', state: 'ok', ...say('readiness.manualTeams') }]
      : lines('teamsRole', { graph: [], roles });
  return [...lines('permissions', { graph, roles: [] }), ...teams];
}

function canaryOf(facts: Facts): Check {
  const check = 'canary';
  const { canaryGroupId } = facts.tenantSettings;
  const remediate = `POST /api/canary {"tenantId":"${facts.tenantSettings.tenantId}","ownerId":"…","requestedBy":"…"}`;
  if (canaryGroupId === undefined)
    return {
      check,
      state: 'missing',
      ...say('readiness.noTestTeam'),
      fix: remediate,
    };
  if (facts.isTeam?.kind !== 'known') return cannotTell(check, 'whetherTeam', facts.isTeam);
  return facts.isTeam.value
    ? { check, state: 'ok', ...say('readiness.testTeam', { group: canaryGroupId }) }
    : { check, state: 'missing', ...say('readiness.noTeam', { group: canaryGroupId }), fix: remediate };
}

function testGuestOf(facts: Facts): Check {
  const check = 'testGuest';
  const { testGuestEmail } = facts.tenantSettings;
  const remediate = `PUT ${address(facts)} {"testGuestEmail":"…"}`;
  const missing = (sentence: Sentence): Check => ({ check, state: 'missing', ...sentence, fix: remediate });
  if (testGuestEmail === undefined) return missing(say('readiness.noTestGuest'));
  const violation = emailViolation(testGuestEmail);
  if (violation !== undefined) return missing(say('readiness.badAddress', { violation }));
  const { organization, guest } = facts;
  if (organization?.kind !== 'known') return cannotTell(check, 'whetherOutside', organization);
  if (guest?.kind !== 'known') return cannotTell(check, 'whetherFree', guest);
  const isMember = guest.value.kind === 'found' && guest.value.userType !== 'Guest';
  const never = whyIneligible([testGuestEmail.split('@')[1]], organization.value.verifiedDomains, isMember);
  if (never !== undefined) return missing(sentenceOf(never));
  return guest.value.kind === 'absent'
    ? { check, state: 'ok', ...say('readiness.guestFree') }
    : { check, state: 'ok', ...say('readiness.guestThere') };
}

function licencesOf({ isTrialOnly }: Facts): Check {
  const check = 'licences';
  if (isTrialOnly?.kind !== 'known') return cannotTell(check, 'whetherPaid', isTrialOnly);
  if (!isTrialOnly.value) return { check, state: 'ok', ...say('readiness.licences') };
  return {
    check,
    state: 'cannotTell',
    ...say('readiness.trials'),
    fix: 'Buy a licence: Microsoft 365 admin centre > Billing > Your products',
  };
}

type Unread = 'whoseTenant' | 'whetherTeam' | 'whetherOutside' | 'whetherFree' | 'whetherPaid';

function cannotTell(check: CheckName, name: Unread, answer?: Answer<unknown>): Check {
  const what = say(`readiness.${name}`).said;
  return {
    check,
    state: 'cannotTell',
    ...(answer?.kind === 'unknown'
      ? say('readiness.unreadBecause', { what, reason: answer.reason })
      : say('readiness.unread', { what })),
  };
}
