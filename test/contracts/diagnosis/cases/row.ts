import type { VerdictKind } from '../../../../src/domain/diagnosis/verdict';
import { reasonOf } from '../../../../src/microsoft/test-guest/refusal-reason';
import { GUEST, type Asking } from '../../../support/callers/explain-guest';
import type { TenantOnly } from '../../../support/start/start-tenant';
import { TEAM_ID, UNTOUCHED } from '../../../support/controls/desired-settings';

/** A symptom, a cause it can have, and what the engine must make of it. */
export interface Row extends Asking {
  /** By what differs from a tenant where everything is open. */
  tenant?: Record<string, unknown>;
  /** What people saw, or how to make Microsoft say it. */
  words: string | ((tenant: TenantOnly) => Promise<string>);
  cause: readonly [kind: VerdictKind, control?: string];
  /** For how many hours at most the same try may yet succeed; false: fail fast. */
  wait: false | number;
  advice?: RegExp;
}

/** Nothing flaps, nothing is too fresh: what is asked is answered at once. */
export const AT_ONCE = { flapMinutes: 0, freshObjectSeconds: 0 };
export const inTeam = { teamId: TEAM_ID };

/** All our identity needs to read the settings. */
export const READING = [
  'Policy.Read.All',
  'Policy.Read.B2BManagementPolicy',
  'CrossTenantInformation.ReadBasic.All',
  'GroupSettings.Read.All',
  'GroupMember.Read.All',
  'Team.ReadBasic.All',
  'SharePointTenantSettings.Read.All',
  'Organization.Read.All',
  'User.Read.All',
];

const [canary, project] = UNTOUCHED.teams;
/** A tenant with a team in it, told by what differs from a plain one. */
export const withTeam = (more: Record<string, unknown> = {}) => ({
  teams: [canary, { ...project, ...more }],
});

const invitation = (mail: string) => ({
  invitedUserEmailAddress: mail,
  inviteRedirectUrl: 'https://x.example',
});
const membership = (id: string) => ({
  '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}`,
});
const MEMBERS = `/groups/${TEAM_ID}/members/$ref`;

/** The words of Microsoft when our identity makes a call that must be refused. */
export const refused =
  (method: string, path: string, body: unknown) =>
  async (tenant: TenantOnly): Promise<string> => {
    const { status, message = '' } = await tenant.call(method, path, body);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(reasonOf({ status, message })).not.toBe('unknown');
    return message;
  };

export const beingRefused = (mail = GUEST) => refused('POST', '/invitations', invitation(mail));

/** Invites the guest, and answers the id of the account. */
export async function invite(tenant: TenantOnly): Promise<string> {
  const { body } = await tenant.call('POST', '/invitations', invitation(GUEST));
  return (body['invitedUser'] as { id: string }).id;
}

export const join = (tenant: TenantOnly, id: string) => tenant.call('POST', MEMBERS, membership(id));
export const beingKeptOut = (id: string) => refused('POST', MEMBERS, membership(id));
