import { CHECKLIST_STAGES } from '../../../src/domain/diagnosis/checklist-entry';
import { explainGuest, GUEST } from '../../support/callers/explain-guest';
import { startTenantOnly } from '../../support/start/start-tenant';
import { CLOSED, TEAM_ID, UNTOUCHED } from '../../support/controls/desired-settings';

const inTeam = { teamId: TEAM_ID };
const benIs = (more: Record<string, unknown>) => ({
  users: [
    {
      id: 'bbbbbbbb-0000-4000-8000-000000000001',
      mail: GUEST,
      displayName: 'Ben',
      userType: 'Guest',
      ...more,
    },
  ],
});

describe('an explanation', () => {
  it('names the first closed door as the cause and every other one after it, each with its fix', async () => {
    const explanation = await explainGuest(await startTenantOnly(CLOSED), { question: inTeam });
    expect(explanation).toMatchObject({
      verdict: { kind: 'BLOCKED', control: 'E-1' },
      confidence: 'high',
      alsoClosed: ['E-3', 'E-5', 'G-1', 'G-2', 'G-3', 'T-1', 'S-1'],
      waiting: { helps: false, normalHours: 1, longestHours: 2 },
      fix: {
        adminPage: expect.stringContaining('Guest invite settings') as string,
        powerShell: 'Update-MgPolicyAuthorizationPolicy -AllowInvitesFrom adminsAndGuestInviters',
      },
    });
    const closed = explanation.checklist.filter(({ state }) => state === 'closed');
    expect(closed.map(({ control }) => control)).toEqual(['E-1', ...explanation.alsoClosed]);
    for (const { fix } of closed) expect(fix?.adminPage).toBeDefined();
  });

  it('walks from Entra to the licences', async () => {
    const { checklist: chain } = await explainGuest(await startTenantOnly(UNTOUCHED), { question: inTeam });
    expect([...new Set(chain.map(({ stage }) => stage))]).toEqual([
      'Entra',
      'cross-tenant',
      'groups',
      'label',
      'Teams',
      'SharePoint',
      'site',
      'licences',
    ]);
  });

  it('walks the other way in to the partner', async () => {
    const { checklist: chain } = await explainGuest(await startTenantOnly(), {
      question: { goal: 'externalAccess' },
    });
    expect([...new Set(chain.map(({ stage }) => stage))]).toEqual(CHECKLIST_STAGES.slice(-3));
  });

  it('names what may decide where nothing an application can read shows it: a label, a site, a trial', async () => {
    const [canary, project] = UNTOUCHED.teams;
    const tenant = await startTenantOnly({
      teams: [canary, { ...project, labels: ['Secret'] }],
      hasTrialOnly: true,
    });
    const { checklist: chain, verdict } = await explainGuest(tenant, { question: inTeam });
    const deciding = chain.filter(({ state }) => state === 'mayDecide').map(({ control }) => control);
    expect(deciding).toEqual(['E-6', 'G-4', 'S-2', 'S-9']);
    expect(verdict.kind).toBe('UNKNOWN');
    for (const control of deciding) expect(verdict.advice.join(' ')).toContain(`(${control})`);
  });

  it('does not blame the door for invitations where the guest is in the directory already', async () => {
    const settings = { allowInvitesFrom: 'none', allowGuestUser: false };
    const tenant = await startTenantOnly({ settings, ...benIs({ hasAccepted: true }) });
    const { verdict, checklist: chain } = await explainGuest(tenant);
    expect(verdict).toMatchObject({ kind: 'BLOCKED', control: 'T-1' });
    expect(chain.find(({ control }) => control === 'E-1')?.state).toBe('passed');
  });

  it('asks Entra once more while the guest has not accepted, and names that where all is open', async () => {
    const listed = { settings: { collaborationDomains: { allowed: ['northwind.example'] } } };
    const blocked = await explainGuest(await startTenantOnly({ ...listed, ...benIs({}) }));
    expect(blocked.verdict).toMatchObject({ kind: 'BLOCKED', control: 'E-3' });
    const open = await explainGuest(await startTenantOnly(benIs({})));
    expect(open).toMatchObject({ verdict: { kind: 'EXTERNAL' }, waiting: { helps: false } });
  });

  it('says INPUT of an address of our own domain, and of a member from outside', async () => {
    const own = await explainGuest(await startTenantOnly(), {
      question: { guestEmail: 'eve@contoso.example' },
    });
    const member = await explainGuest(await startTenantOnly(benIs({ userType: 'Member' })));
    expect([own.verdict.kind, member.verdict.kind]).toEqual(['INPUT', 'INPUT']);
  });

  it('names the right we lack before it guesses, and what is closed for certain', async () => {
    const settings = { allowInvitesFrom: 'none' };
    const tenant = await startTenantOnly({ settings, app: { directoryRoles: [] } });
    const { verdict, alsoClosed } = await explainGuest(tenant);
    expect(verdict).toMatchObject({ kind: 'PERMISSION', control: 'T-1' });
    expect(verdict.text).toMatch(/Teams Reader.*\(E-1\)/);
    expect(alsoClosed).toEqual(['E-1']);
  });

  it('lacks no right where people keep the Teams settings to themselves', async () => {
    const tenant = await startTenantOnly({ app: { directoryRoles: [] } });
    const { verdict, checklist: chain } = await explainGuest(tenant, { teamsSettings: 'manual' });
    expect(verdict.kind).toBe('UNKNOWN');
    expect(chain.find(({ control }) => control === 'T-1')?.state).toBe('unknown');
  });

  it.each([
    [3, 'PENDING', true],
    [30, 'OVERDUE', false],
  ])('of a switch set %d h ago says %s', async (age, kind, helps) => {
    const lately = [['T-1', age, { AllowGuestUser: true }]] as const;
    const { verdict, waiting } = await explainGuest(await startTenantOnly(), { lately });
    expect(verdict).toMatchObject({ kind, control: 'T-1' });
    expect(waiting).toEqual({ helps, normalHours: 24, longestHours: 24, sinceHours: age });
  });

  it('keeps words nobody knows as they came', async () => {
    const symptom = 'Fehler 0x80072EE7 – Der Mond scheint.';
    const explanation = await explainGuest(await startTenantOnly(), { question: { symptom } });
    expect(explanation).toMatchObject({ verdict: { kind: 'UNKNOWN' }, raw: symptom, confidence: 'low' });
    expect(explanation.verdict.text).toContain(symptom);
  });
});
