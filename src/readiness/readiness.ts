import { isMissingNothing, missingOf, permissionsInWords } from '../controls/permissions';
import type { Permissions } from '../controls/control';
import { whyNotLetIn } from '../enablement/not-let-in';
import { whyNeverGuest } from '../enablement/never-a-guest';
import type { Registration } from '../enablement/registration';
import { emailViolation } from '../enablement/test-address';
import type { GuestSearch } from '../proof/guest';
import type { Organization } from '../proof/organization';
import { permissionsOf } from '../proof/permission-sets';

export type Goal = 'guestAccess' | 'externalAccess' | 'both';
type CheckName = 'consent' | 'tenant' | 'permissions' | 'teamsRole' | 'canary' | 'testGuest' | 'licences';

/** One line of the report. */
export interface Check {
  check: CheckName;
  state: 'ok' | 'missing' | 'cannotTell';
  text: string;
  /** The command to type, or the address to open, that mends it. */
  mend?: string;
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
  registration: Registration;
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

/** Whether a tenant is ready for a goal: line by line, each with what mends it. */
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

const address = ({ registration: { tenantId } }: Facts, rest = ''): string =>
  `/api/tenants/${tenantId}${rest}`;

/** What grants everything the identity needs, typed by an administrator of the tenant. */
const grantCommand = ({ appClientId }: Facts): string =>
  appClientId === undefined
    ? 'node infra/hooks/postprovision.mjs'
    : `node infra/hooks/grant.mjs ${appClientId}`;

function notLetIn(facts: Facts, code: string): Check {
  const { text, advice } = whyNotLetIn(code);
  const mend = facts.appClientId === undefined ? advice[0] : `GET ${address(facts, '/consent')}`;
  return { check: 'consent', state: 'missing', text, ...(mend !== undefined && { mend }) };
}

function tenantOf({ organization, registration: { tenantId } }: Facts): Check {
  const check = 'tenant';
  if (organization?.kind !== 'known') return cannotTell(check, 'Whose tenant it is', organization);
  const { tenantId: found, verifiedDomains } = organization.value;
  if (found !== tenantId)
    return {
      check,
      state: 'missing',
      text: `Our identity belongs to the tenant ${found}.`,
      mend: 'azd env set IDENTITY federatedApp && azd provision',
    };
  return { check, state: 'ok', text: `It owns ${verifiedDomains.join(', ')}.` };
}

/** A line for each permission that is missing, one for all where none is. */
function permissionsCheck(facts: Facts, granted: Permissions): Check[] {
  const { graph, roles } = permissionsOf(facts.goal);
  const mend = grantCommand(facts);
  const lines = (check: CheckName, needed: Permissions): Check[] => {
    if (isMissingNothing(needed)) return [];
    const missing = missingOf([needed], granted);
    if (isMissingNothing(missing))
      return [{ check, state: 'ok', text: `Granted: ${[...needed.graph, ...needed.roles].join(', ')}.` }];
    return [
      ...missing.graph.map((name) => ({ graph: [name], roles: [] })),
      ...missing.roles.map((name) => ({ graph: [], roles: [name] })),
    ].map((one) => ({
      check,
      state: 'missing',
      text: `Our identity lacks ${permissionsInWords(one)}.`,
      mend,
    }));
  };
  const teams: Check[] =
    facts.registration.teamsSettings === 'manual'
      ? [{ check: 'teamsRole', state: 'ok', text: 'People set what the Teams administration holds.' }]
      : lines('teamsRole', { graph: [], roles });
  return [...lines('permissions', { graph, roles: [] }), ...teams];
}

function canaryOf(facts: Facts): Check {
  const check = 'canary';
  const { canaryGroupId } = facts.registration;
  const mend = `POST /api/canary {"tenantId":"${facts.registration.tenantId}","ownerId":"…","requestedBy":"…"}`;
  if (canaryGroupId === undefined)
    return {
      check,
      state: 'missing',
      text: 'There is no test team: a run would prove the invitation and no more.',
      mend,
    };
  if (facts.isTeam?.kind !== 'known')
    return cannotTell(check, 'Whether the test team is there', facts.isTeam);
  return facts.isTeam.value
    ? { check, state: 'ok', text: `The test team is the group ${canaryGroupId}.` }
    : { check, state: 'missing', text: `The group ${canaryGroupId} is no team.`, mend };
}

function testGuestOf(facts: Facts): Check {
  const check = 'testGuest';
  const { testGuestEmail } = facts.registration;
  const mend = `PUT ${address(facts)} {"testGuestEmail":"…"}`;
  const missing = (text: string): Check => ({ check, state: 'missing', text, mend });
  if (testGuestEmail === undefined) return missing('There is no test guest: every request must name one.');
  const violation = emailViolation(testGuestEmail);
  if (violation !== undefined) return missing(`The address of the test guest ${violation}.`);
  const { organization, guest } = facts;
  if (organization?.kind !== 'known')
    return cannotTell(check, 'Whether the test guest is from outside', organization);
  if (guest?.kind !== 'known') return cannotTell(check, 'Whether the address is free', guest);
  const isMember = guest.value.kind === 'found' && guest.value.userType !== 'Guest';
  const never = whyNeverGuest([testGuestEmail.split('@')[1]], organization.value.verifiedDomains, isMember);
  if (never !== undefined) return missing(never.text);
  return guest.value.kind === 'absent'
    ? { check, state: 'ok', text: 'The test guest is from outside, and its address is free.' }
    : { check, state: 'ok', text: 'The test guest is a guest already: a run uses it, and leaves it there.' };
}

function licencesOf({ isTrialOnly }: Facts): Check {
  const check = 'licences';
  if (isTrialOnly?.kind !== 'known') return cannotTell(check, 'Whether licences were bought', isTrialOnly);
  if (!isTrialOnly.value) return { check, state: 'ok', text: 'Licences are not for trial only.' };
  return {
    check,
    state: 'cannotTell',
    text: 'There are trial licences only: Microsoft limits sharing and external access in trials.',
    mend: 'Buy a licence: Microsoft 365 admin centre > Billing > Your products',
  };
}

const cannotTell = (check: CheckName, what: string, answer?: Answer<unknown>): Check => ({
  check,
  state: 'cannotTell',
  text: `${what} could not be read${answer?.kind === 'unknown' ? `: ${answer.reason}` : '.'}`,
});
