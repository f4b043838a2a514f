import type { EnablementStatus } from '../../../src/domain/enablement/status';
import {
  aRequest,
  aTenant,
  HOUR,
  MINUTE,
  startGastvrij,
  type Gastvrij,
} from '../../support/start/start-gastvrij';
import { PARTNER } from '../../support/controls/desired-settings';

const aQuickTenant = (more: Record<string, unknown> = {}) =>
  aTenant({
    propagation: {
      entra: { hours: 0 },
      teams: { hours: 0 },
      sharepoint: { hours: 0 },
      roster: { hours: 0.1 },
    },
    flapMinutes: 0,
    ...more,
  });
const T1_LINE = 'Set-CsTeamsClientConfiguration -Identity Global -AllowGuestUser $true';
const T2_LINE = 'Set-CsTeamsGuestCallingConfiguration -Identity Global -AllowPrivateCalling $true';
const T1_PAGE = 'Teams admin centre > Users > Guest access';
const TEAMS_WRITES = /^PUT \/Skype/;
const federated = (settings: Record<string, unknown>) => ({ teams: { TenantFederationSettings: settings } });

/** What a run tells the people who look at it while it waits for them. */
const saidBy = ({ status, verdict, manualSteps }: EnablementStatus) => ({
  status,
  kind: verdict?.kind,
  lines: manualSteps?.map(({ powerShell }) => powerShell),
  pages: manualSteps?.map(({ adminPage }) => adminPage),
});
/** What the run saw people do. */
const manualStepsSeen = async (gastvrij: Gastvrij, id: string): Promise<string[]> =>
  (await gastvrij.steps(id)).flatMap(({ text }) => /[^.]* was set manually\./.exec(text) ?? []);

const GUESTS_OFF = {
  allowGuestUser: false,
  teams: { TeamsGuestCallingConfiguration: { AllowPrivateCalling: false } },
};
const WAITS_FOR_BOTH = {
  status: 'proving',
  kind: 'PENDING',
  lines: [T2_LINE, T1_LINE],
  pages: [T1_PAGE, T1_PAGE],
};
const WAITS_FOR_T1 = { status: 'proving', kind: 'PENDING', lines: [T1_LINE], pages: [T1_PAGE] };

describe('a Teams service that refuses applications', () => {
  const tenant = aQuickTenant();
  let gastvrij: Gastvrij;
  beforeAll(async () => {
    gastvrij = await startGastvrij(tenant);
  });
  afterEach(() => expect(gastvrij.tenant.faults).toEqual([]));

  type Refusal = Pick<typeof tenant.quirks, 'teamsAdminRefuses' | 'teamsAdminRefusesWith'>;
  const refuse = (what: Refusal['teamsAdminRefuses'], how: Refusal['teamsAdminRefusesWith'] = 403): void => {
    tenant.quirks.teamsAdminRefuses = what;
    tenant.quirks.teamsAdminRefusesWith = how;
  };
  async function askedOfAPerson(request = aRequest()): Promise<string> {
    const id = await gastvrij.ask(request);
    await gastvrij.getGoing(id);
    // An ill service is waited for, half an hour for a reading and half an hour for a write.
    for (let minutes = 0; minutes < 65 && (await gastvrij.status(id)).manualSteps === undefined; minutes += 5)
      await gastvrij.conductor.advanceBy(5 * MINUTE);
    return id;
  }

  it('ends the run honestly overdue where nobody does it', async () => {
    gastvrij.furnish({ allowGuestUser: false });
    refuse('everything', 404);
    const id = await askedOfAPerson(aRequest({ deadlineHours: 2 }));
    const status = await gastvrij.finish(id, 4 * HOUR);
    refuse('nothing');
    expect(status).toMatchObject({ outcome: 'overdue', verdict: { kind: 'OVERDUE', control: 'T-1' } });
    expect(status.summary).toContain(
      'Waiting for manual steps. Not seen as done yet: Guest access in Teams (T-1)',
    );
    expect(status.verdict?.advice[0]).toContain(T1_LINE);
    expect(gastvrij.guests()).toEqual([]);
  });

  describe.each([
    ['everything', 403],
    ['everything', 404],
    ['everything', 500],
    ['everything', 'nonsense'],
    ['writes', 403],
    ['writes', 404],
    ['writes', 500],
  ] as const)('(%s, with %s)', (what, how) => {
    it('makes the run ask a person, see what he did, and go on by itself', async () => {
      gastvrij.furnish(GUESTS_OFF);
      refuse(what, how);
      const id = await askedOfAPerson(aRequest({ guestCalling: 'on' }));
      const notes = await gastvrij.status(id);
      expect(saidBy(notes)).toEqual(WAITS_FOR_BOTH);
      expect(notes.verdict?.advice).toEqual([
        `Run in PowerShell, with the MicrosoftTeams module: ${T2_LINE}`,
        `Run in PowerShell, with the MicrosoftTeams module: ${T1_LINE}`,
        `Or set it here: ${T1_PAGE}.`,
        'Gastvrij detects the change and continues.',
      ]);
      refuse('nothing');
      gastvrij.furnish();
      const status = await gastvrij.finish(id, 2 * HOUR);
      expect(await manualStepsSeen(gastvrij, id)).toEqual(['T-1, T-2 was set manually.']);
      expect(status).toMatchObject({ outcome: 'succeeded', assurance: { rung: 3 } });
      expect(status).not.toHaveProperty('manualSteps');
      // An error of the service does not say whether the write arrived before it.
      const isSure = what !== 'writes' || how !== 500;
      expect(status.summary).toContain(isSure ? 'No settings were changed.' : 'May have been changed');
    });
  });

  it('and never lets itself be read again is believed when the guest is in: the roster shows it', async () => {
    gastvrij.furnish({ allowGuestUser: false });
    refuse('everything');
    const id = await askedOfAPerson();
    gastvrij.furnish();
    const status = await gastvrij.finish(id, 2 * HOUR);
    expect(status).toMatchObject({ outcome: 'succeeded', assurance: { rung: 3 } });
    refuse('nothing');
  });

  it('leaves the way back to a person too, with the line that closes', async () => {
    gastvrij.furnish({ allowGuestUser: false, sharingCapability: 'disabled' });
    const id = await gastvrij.ask();
    await gastvrij.finish(id);
    refuse('writes');
    const status = await gastvrij.finish(await gastvrij.undo(id), MINUTE);
    refuse('nothing');
    expect(status.undoing).toMatchObject({
      undone: ['Sharing outside the organisation (S-1): existingExternalUserSharingOnly → disabled'],
      notUndone: [],
      manualSteps: [
        'Guest access in Teams (T-1): Set-CsTeamsClientConfiguration -Identity Global -AllowGuestUser $false',
      ],
    });
    expect(status.summary).toContain('To be undone manually: Guest access in Teams (T-1)');
  });

  it('is not waited for with a person’s work when it is only busy for a while', async () => {
    gastvrij.furnish({ allowGuestUser: false });
    refuse('everything', 500);
    const id = await gastvrij.ask();
    await gastvrij.conductor.advanceBy(10 * MINUTE);
    refuse('nothing');
    const status = await gastvrij.finish(id, 2 * HOUR);
    expect(status.plan?.manualSteps).toEqual([]);
    expect(status.summary).toContain('Changed: Guest access in Teams (T-1): false → true.');
  });
});

describe('an operator who keeps the Teams settings to himself', () => {
  let gastvrij: Gastvrij;
  beforeAll(async () => {
    gastvrij = await startGastvrij(aQuickTenant(), { settings: { TEAMS_SETTINGS: 'manual' } });
  });
  afterEach(() => {
    expect(gastvrij.calls(TEAMS_WRITES)).toEqual([]);
    expect(gastvrij.tenant.faults).toEqual([]);
  });

  it('is told what to set, while the app does the rest', async () => {
    gastvrij.furnish({ allowGuestUser: false, allowInvitesFrom: 'none' });
    const id = await gastvrij.ask();
    await gastvrij.getGoing(id);
    const notes = await gastvrij.status(id);
    expect(notes.plan?.changes.map(({ control }) => control)).toEqual(['E-1']);
    expect(notes.plan?.manualSteps.map(({ control }) => control)).toEqual(['T-1']);
    expect(saidBy(notes)).toEqual(WAITS_FOR_T1);
    const table = await (await gastvrij.get(`/enablements/${id}/plan`, { accept: 'text/plain' })).text();
    expect(table).toContain(
      `To be changed by hand\n  T-1  Guest access in Teams: While this is off, guests cannot use Teams.\n       ${T1_LINE}\n       ${T1_PAGE}\n`,
    );

    await gastvrij.conductor.advanceBy(3 * HOUR);
    expect(saidBy(await gastvrij.status(id))).toEqual(WAITS_FOR_T1);
    gastvrij.furnish({ allowInvitesFrom: 'adminsAndGuestInviters' });
    expect((await gastvrij.finish(id, HOUR)).outcome).toBe('succeeded');
  });

  it('gets a new day from the moment he did it', async () => {
    gastvrij.furnish(GUESTS_OFF);
    const id = await gastvrij.ask(aRequest({ guestCalling: 'on' }));
    const deadline = async (): Promise<number> =>
      Date.parse((await gastvrij.status(id)).proof?.deadline ?? '');
    await gastvrij.conductor.advanceBy(6 * HOUR);
    const first = await deadline();
    gastvrij.furnish({ allowGuestUser: false });
    await gastvrij.conductor.advanceBy(31 * MINUTE);
    expect(saidBy(await gastvrij.status(id))).toEqual(WAITS_FOR_T1);
    expect((await deadline()) - first).toBeGreaterThan(6 * HOUR);
    expect(await manualStepsSeen(gastvrij, id)).toEqual(['T-2 was set manually.']);
    gastvrij.furnish();
    expect((await gastvrij.finish(id, 2 * HOUR)).outcome).toBe('succeeded');
  });

  it('is not said to be done by a guest who is in, where the guest does not show it', async () => {
    gastvrij.furnish({ teams: { TeamsGuestCallingConfiguration: { AllowPrivateCalling: false } } });
    const id = await gastvrij.ask(aRequest({ guestCalling: 'on', deadlineHours: 3 }));
    await gastvrij.conductor.advanceBy(HOUR);
    const notes = await gastvrij.status(id);
    expect(notes.proof?.highestRung).toBe(3);
    expect(saidBy(notes).lines).toEqual([T2_LINE]);
    const status = await gastvrij.finish(id, 3 * HOUR);
    expect(status).toMatchObject({ outcome: 'overdue', verdict: { control: 'T-2' }, assurance: { rung: 3 } });
  });

  it('sets the details of external access first, and its switch last', async () => {
    gastvrij.furnish(federated({ AllowFederatedUsers: false, AllowTeamsConsumer: false }));
    const request = { goal: 'externalAccess', partnerDomains: [PARTNER], allowConsumer: true };
    const id = await gastvrij.ask(aRequest(request));
    await gastvrij.conductor.settle();
    const notes = await gastvrij.status(id);
    expect(saidBy(notes).lines).toEqual([
      'Set-CsTenantFederationConfiguration -AllowTeamsConsumer $true -AllowTeamsConsumerInbound $false',
      'Set-CsTenantFederationConfiguration -AllowedDomainsAsAList ([Collections.Generic.List[String]]@("fabrikam.example"))',
      'Set-CsTenantFederationConfiguration -AllowFederatedUsers $true',
    ]);
    // A benchmark is left by whoever types it, too.
    expect(notes.plan?.leavesBenchmarks.map(({ benchmark }) => benchmark)).toEqual([
      'CIS 8.2.2',
      'MS.TEAMS.2.3',
    ]);
    gastvrij.furnish(
      federated({
        AllowedDomains: { AllowedDomain: [{ Domain: PARTNER }] },
        AllowTeamsConsumer: true,
        AllowTeamsConsumerInbound: false,
      }),
    );
    const status = await gastvrij.finish(id, HOUR);
    expect(status).toMatchObject({ outcome: 'succeeded', partnerTest: { state: 'pending' } });
    // The age of the settings counts from the moment they were seen to be set.
    expect(Date.parse(status.partnerTest?.changedAt ?? '')).toBeGreaterThan(Date.parse(status.acceptedAt));
  });

  it('sees in a dry run what will be his to do', async () => {
    gastvrij.furnish({ allowGuestUser: false });
    const status = await gastvrij.finish(await gastvrij.ask(aRequest({ dryRun: true })), MINUTE);
    expect(status.summary).toBe(
      'A dry run: nothing was written. To be changed: Guest access in Teams (T-1), manually.',
    );
  });

  it('has nothing to do where everything is on', async () => {
    gastvrij.furnish();
    const status = await gastvrij.finish(await gastvrij.ask());
    expect(status).toMatchObject({ outcome: 'succeeded', plan: { changes: [], manualSteps: [] } });
  });
});

describe('an operator who does not even let the app read the Teams settings', () => {
  let gastvrij: Gastvrij;
  beforeAll(async () => {
    const app = { directoryRoles: [] };
    gastvrij = await startGastvrij(aQuickTenant({ app }), { settings: { TEAMS_SETTINGS: 'manual' } });
  });

  it('is asked to make sure, and the guest who gets in is the proof', async () => {
    const id = await gastvrij.ask();
    await gastvrij.conductor.settle();
    const notes = await gastvrij.status(id);
    expect(saidBy(notes)).toEqual(WAITS_FOR_T1);
    expect(notes.plan?.manualSteps[0]?.text).toContain('The setting can’t be read');
    expect(await gastvrij.finish(id, HOUR)).toMatchObject({ outcome: 'succeeded', assurance: { rung: 3 } });
  });

  it('is told to look before anything else: a list that nobody knows is not to be replaced', async () => {
    const id = await gastvrij.ask(
      aRequest({ goal: 'externalAccess', partnerDomains: [PARTNER], allowConsumer: true, deadlineHours: 1 }),
    );
    await gastvrij.conductor.settle();
    const { lines } = saidBy(await gastvrij.status(id));
    expect(lines).toHaveLength(4);
    for (const line of lines ?? []) expect(line).toMatch(/^Get-Cs/);
    // No reading and no probe can show it: the run does not claim what it has not seen.
    const status = await gastvrij.finish(id, 2 * HOUR);
    expect(status).toMatchObject({ outcome: 'overdue', verdict: { kind: 'OVERDUE' } });
    expect(status).not.toHaveProperty('partnerTest');
  });

  it('hears of no success while half of what he was asked to do cannot be seen', async () => {
    const id = await gastvrij.ask(aRequest({ goal: 'both', partnerDomains: [PARTNER], deadlineHours: 1 }));
    const status = await gastvrij.finish(id, 2 * HOUR);
    expect(status).toMatchObject({ outcome: 'overdue', assurance: { rung: 3 } });
    expect(status.verdict?.text).toContain('External access (F-1)');
  });
});
