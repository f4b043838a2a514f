import { controlOf } from '../../../src/controls/checklist';
import type { Change } from '../../../src/controls/control';
import { applyChanges } from '../../../src/settings/apply-changes';
import { readDocument } from '../../../src/settings/read-settings';
import { addToCanary } from '../../../src/microsoft/test-guest/canary-membership';
import { deleteGuest, inviteGuest } from '../../../src/microsoft/test-guest/invite-guest';
import { readGrants } from '../../../src/microsoft/permissions/read-granted-permissions';
import { clientsOf, startTenantOnly, type TenantOnly } from '../../support/start/start-tenant';
import { everything, TEAM_ID } from '../../support/controls/desired-settings';

/** Nobody has published what Microsoft does in these cases; the simulated tenant gives either answer. */
const start = (quirks: Record<string, unknown>, file: Record<string, unknown> = {}) =>
  startTenantOnly({ freshObjectSeconds: 0, flapMinutes: 0, ...file, quirks });

const scope = { domains: ['fabrikam.example'], teamId: TEAM_ID };
const GUEST = 'guest@fabrikam.example';

async function invitationOf(tenant: TenantOnly, email = GUEST): Promise<string> {
  const invited = await inviteGuest(clientsOf(tenant).graph, email);
  return invited.kind === 'refused' ? invited.reason : invited.kind;
}

const apply = (tenant: TenantOnly, document: Parameters<typeof applyChanges>[1], change: Change) =>
  applyChanges(clientsOf(tenant), document, [change], scope, tenant.clientContext.now);

const turnOn: Change = { control: 'T-1', property: 'AllowGuestUser', before: false, after: true };
const TEAMS_OFF = { settings: { allowGuestUser: false } };

const readTeams = (tenant: TenantOnly) =>
  readDocument(clientsOf(tenant), 'teamsClientConfiguration', scope, tenant.clientContext.now);

describe('where nobody knows for sure, an invitation', () => {
  it.each([
    ['by an application, while only inviters may', 'inviterPolicyStopsApps', false, 'invited'],
    ['by an application, while only inviters may', 'inviterPolicyStopsApps', true, 'invitationsOff'],
  ])('%s: %s %s', async (_, quirk, answer, outcome) => {
    const tenant = await start(
      { [quirk]: answer },
      { settings: { allowInvitesFrom: 'adminsAndGuestInviters' } },
    );
    expect(await invitationOf(tenant)).toBe(outcome);
  });

  it.each([
    [true, 'invitationsOff'],
    [false, 'invited'],
  ])('by an application, while nobody may: noneStopsApps %s', async (answer, outcome) => {
    const tenant = await start({ noneStopsApps: answer }, { settings: { allowInvitesFrom: 'none' } });
    expect(await invitationOf(tenant)).toBe(outcome);
  });

  it.each([
    ['invited', 'invited'],
    ['refused', 'badAddress'],
  ])('of a reserved address: %s', async (answer, outcome) => {
    const tenant = await start({ reservedDomains: answer });
    expect(await invitationOf(tenant, 'guest@example.com')).toBe(outcome);
  });

  it.each([
    [400, 'given'],
    [403, 'empty'],
  ])(
    'of a blocked domain is told by its words: status %i, code %s',
    async (blockedDomainStatus, errorCodes) => {
      const settings = { collaborationDomains: { blocked: ['fabrikam.example'] } };
      const tenant = await start({ blockedDomainStatus, errorCodes }, { settings });
      expect(await invitationOf(tenant)).toBe('domainBlocked');
    },
  );

  it.each([
    [false, 'invited'],
    [true, 'addressTaken'],
  ])('of an address in the bin: binHoldsAddresses %s', async (answer, outcome) => {
    const tenant = await start({ binHoldsAddresses: answer });
    const { graph } = clientsOf(tenant);
    const first = await inviteGuest(graph, GUEST);
    await deleteGuest(graph, first.kind === 'invited' ? first.userId : '');
    expect(await invitationOf(tenant)).toBe(outcome);
  });
});

describe('where nobody knows for sure, a group', () => {
  it.each([
    ['named', 'guestsNotAllowedInGroups'],
    ['bare', 'appOnlyRefused'],
  ])('that refuses a guest, by its label, says so: %s', async (groupRefusal, reason) => {
    const canary = { id: TEAM_ID, displayName: 'Team', labels: ['Secret'], labelRefusesGuests: true };
    const tenant = await start({ groupRefusal }, { teams: [canary] });
    const { graph } = clientsOf(tenant);
    const invited = await inviteGuest(graph, GUEST);
    const userId = invited.kind === 'invited' ? invited.userId : '';
    expect(await addToCanary(graph, TEAM_ID, userId)).toMatchObject({ kind: 'refused', reason });
  });

  it.each([
    [true, 'closed'],
    [false, 'met'],
  ])('shows by its settings what its label forbids: %s', async (labelShowsInGroupSettings, judged) => {
    const team = { id: TEAM_ID, displayName: 'Team', labels: ['Secret'], labelRefusesGuests: true };
    const tenant = await start({ labelShowsInGroupSettings }, { teams: [team] });
    const read = await readDocument(clientsOf(tenant), 'teamGroup', scope, tenant.clientContext.now);
    const values = read.kind === 'known' ? read.snapshot.values : {};
    expect(controlOf('G-3').judge(values, everything()).kind).toBe(judged);
    // Either way the label is named as what may decide.
    expect(controlOf('G-4').judge(values, everything()).kind).toBe('mayDecide');
  });
});

describe('where nobody knows for sure, a policy', () => {
  it.each([
    [200, true],
    [204, false],
  ])('of domains is written: answer %i, in single quotes %s', async (status, inSingleQuotes) => {
    const quirks = { domainPolicyPatchStatus: status, domainPolicyInSingleQuotes: inSingleQuotes };
    const settings = { collaborationDomains: { blocked: ['fabrikam.example'] } };
    const tenant = await start(quirks, { settings });
    const change: Change = {
      control: 'E-3',
      property: 'domains',
      before: { kind: 'blockThese', domains: ['fabrikam.example'] },
      after: { kind: 'allowAll' },
    };
    expect(await apply(tenant, 'collaborationDomains', change)).toMatchObject({ kind: 'applied' });
    expect(tenant.faults).toEqual([]);
  });

  it('may read as before for some time after it was written', async () => {
    const tenant = await start({ readsLagSeconds: 30 }, TEAMS_OFF);
    expect(await apply(tenant, 'teamsClientConfiguration', turnOn)).toMatchObject({ kind: 'notReflected' });
    tenant.clock.advanceTo(tenant.clock.now() + 31_000);
    expect(await readTeams(tenant)).toMatchObject({ snapshot: { values: { AllowGuestUser: true } } });
  });
});

describe('where nobody knows for sure, the Teams administration service', () => {
  it.each([true, false])('answers with a list: %s', async (teamsAdminAnswersLists) => {
    const tenant = await start({ teamsAdminAnswersLists }, TEAMS_OFF);
    expect(await readTeams(tenant)).toMatchObject({ snapshot: { values: { AllowGuestUser: false } } });
  });

  it.each(['value', 'null', 'absent'])('shows a switch nobody set, which is on: as %s', async (answer) => {
    const tenant = await start({ guestAccessUnset: answer });
    expect(await readTeams(tenant)).toMatchObject({ snapshot: { values: { AllowGuestUser: true } } });
  });

  it.each([true, false])('wants its Key back: %s', async (teamsAdminWantsKey) => {
    const tenant = await start({ teamsAdminWantsKey }, TEAMS_OFF);
    expect(await apply(tenant, 'teamsClientConfiguration', turnOn)).toMatchObject({ kind: 'applied' });
    expect(tenant.state.switches.AllowGuestUser.stored).toBe(true);
    expect(tenant.faults).toEqual([]);
  });

  it.each(['nested', 'message', 'flat', 'text'])('words its errors: %s', async (teamsAdminErrors) => {
    const tenant = await start({ teamsAdminErrors, teamsAdminRefuses: 'everything' }, TEAMS_OFF);
    expect(await readTeams(tenant)).toMatchObject({
      kind: 'unknown',
      raw: { status: 403, message: expect.stringContaining('not allowed') as string },
    });
  });

  it.each([true, false])('gives an application a token: %s', async (teamsAdminTokens) => {
    const tenant = await start({ teamsAdminTokens }, TEAMS_OFF);
    expect((await readTeams(tenant)).kind).toBe(teamsAdminTokens ? 'known' : 'unknown');
    const { isTeamsDark, roles } = await readGrants(tenant.clientContext);
    expect([isTeamsDark, roles]).toEqual(
      teamsAdminTokens ? [undefined, ['Teams Administrator']] : [true, []],
    );
  });
});
