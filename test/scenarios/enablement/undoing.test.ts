import { applyChanges } from '../../../src/settings/apply-changes';
import type { Change } from '../../../src/controls/control';
import type { EnablementSummary } from '../../../src/domain/enablement/enablement';
import type { PlannedChange } from '../../../src/domain/plan/plan';
import type { Step, StepKind } from '../../../src/domain/enablement/step';
import { undoingOf } from '../../../src/workflows/enablement/activities/plan/undo-result';
import {
  aRequest,
  aTenant,
  HOUR,
  MINUTE,
  startGastvrij,
  type Gastvrij,
  SWEEPS_HOURLY,
} from '../../support/start/start-gastvrij';
import { clientsOf, startTenantOnly, writesOf } from '../../support/start/start-tenant';
import { PARTNER } from '../../support/controls/desired-settings';

const TEAMS = 'PUT /Skype.Policy/configurations/TeamsClientConfiguration/configuration/Global';
const WRITES = /^(PATCH|PUT|POST|DELETE) \/(?!\$batch|invitations|groups\/|subscriptions|users)/;
const aQuickTenant = () =>
  aTenant({
    propagation: {
      entra: { hours: 0 },
      teams: { hours: 0 },
      sharepoint: { hours: 0 },
      roster: { hours: 0.1 },
    },
    flapMinutes: 0,
  });
const externalAccess = (more: Record<string, unknown> = {}) =>
  aRequest({ goal: 'externalAccess', partnerDomains: [PARTNER], ...more });
const federated = (settings: Record<string, unknown>) => ({ teams: { TenantFederationSettings: settings } });
const BLOCKED = {
  usersAndGroups: { accessType: 'blocked', targets: [{ target: 'AllUsers', targetType: 'user' }] },
  applications: {
    accessType: 'allowed',
    targets: [{ target: 'AllApplications', targetType: 'application' }],
  },
};
const listOf = (...domains: string[]) => domains.map((Domain) => ({ Domain }));

const ALL_OFF = {
  allowInvitesFrom: 'none',
  allowGuestUser: false,
  groupSettings: { allowToAddGuests: false, allowGuestsToAccessGroups: false },
  sharingCapability: 'disabled',
  collaborationDomains: { allowed: ['Northwind.example', 'ALPHA.example', 'Northwind.example'] },
  ...federated({
    AllowFederatedUsers: false,
    AllowedDomains: { AllowedDomain: listOf('Zeta.example', 'alpha.example') },
    BlockedDomains: listOf('litware.example'),
  }),
};

/** Every setting as the tenant stores it, order and capitals included. */
const storedIn = ({ tenant: { state } }: Gastvrij): unknown => {
  const { switches, groupSettingsId, groupSettingsRest, domainPolicy, sharePoint, teams } = state;
  const stored = Object.entries(switches).map(([name, one]) => [name, one.stored]);
  return structuredClone({ stored, groupSettingsId, groupSettingsRest, domainPolicy, sharePoint, teams });
};

describe('undo', () => {
  let gastvrij: Gastvrij;
  beforeAll(async () => {
    gastvrij = await startGastvrij(aQuickTenant(), SWEEPS_HOURLY);
  });
  afterEach(() => {
    gastvrij.tenant.injector.clear();
    expect(gastvrij.tenant.faults.splice(0)).toEqual([]);
  });

  const writesSince = (fingerprint: number): string[] =>
    gastvrij
      .calls()
      .slice(fingerprint)
      .filter((call) => WRITES.test(call));

  /** A run that changed something and succeeded. */
  async function anEnablement(settings: Record<string, unknown>, request = aRequest()) {
    gastvrij.furnish(settings);
    const before = storedIn(gastvrij);
    const id = await gastvrij.ask(request);
    expect((await gastvrij.finish(id)).outcome).toBe('succeeded');
    expect(storedIn(gastvrij)).not.toEqual(before);
    return { id, before };
  }

  it('puts back every setting exactly as it was, lists in their order and with their capitals', async () => {
    const { id, before } = await anEnablement(ALL_OFF, aRequest({ goal: 'both', partnerDomains: [PARTNER] }));
    const fingerprint = gastvrij.calls().length;
    const status = await gastvrij.finish(await gastvrij.undo(id), MINUTE);
    expect(storedIn(gastvrij)).toEqual(before);
    expect(status).toMatchObject({
      outcome: 'undone',
      undoes: id,
      undoing: { conflicts: [], notUndone: [] },
    });
    expect(status.undoing?.undone).toHaveLength(8);
    // One write a document, the last one first.
    expect(writesSince(fingerprint).map((call) => call.split('/').at(-1))).toHaveLength(6);
    expect(writesSince(fingerprint)[0]).toContain('TenantFederationSettings');
  });

  it.each([
    [
      'a list of blocked domains',
      federated({ BlockedDomains: listOf('Zeta.example', 'FABRIKAM.example', 'alpha.example') }),
    ],
    ['a list that held the partner alone', federated({ BlockedDomains: listOf(PARTNER) })],
    ['a list that lets nobody in', federated({ AllowedDomains: { AllowedDomain: [] } })],
    [
      'everybody, behind a switch that was off',
      federated({ AllowFederatedUsers: false, BlockedDomains: listOf('litware.example') }),
    ],
  ])('gives back %s', async (_, settings) => {
    const { id, before } = await anEnablement(settings, externalAccess());
    expect((await gastvrij.finish(await gastvrij.undo(id), MINUTE)).outcome).toBe('undone');
    expect(storedIn(gastvrij)).toEqual(before);
  });

  it('leaves what somebody changed since, and puts back the rest', async () => {
    const { id } = await anEnablement({ allowGuestUser: false, sharingCapability: 'disabled' });
    gastvrij.tenant.state.switches.sharingCapability.stored = 'externalUserSharingOnly';
    const status = await gastvrij.finish(await gastvrij.undo(id), MINUTE);
    expect(status.outcome).toBe('undone');
    expect(status.undoing?.undone).toEqual(['Guest access in Teams (T-1): true → false']);
    expect(status.undoing?.conflicts).toEqual([
      expect.stringContaining(
        'Gastvrij wrote existingExternalUserSharingOnly, and now it is externalUserSharingOnly',
      ),
    ]);
    expect(status.summary).toContain('Not changed: Sharing outside the organisation (S-1)');
    const { switches } = gastvrij.tenant.state;
    expect([switches.AllowGuestUser.stored, switches.sharingCapability.stored]).toEqual([
      false,
      'externalUserSharingOnly',
    ]);
  });

  it('lists what no switch puts back', async () => {
    const { id } = await anEnablement({ allowGuestUser: false, allowInvitesFrom: 'none' });
    const { undoing, summary } = await gastvrij.finish(await gastvrij.undo(id), MINUTE);
    expect(undoing?.followUps).toEqual([
      expect.stringContaining('Guests who joined teams in the meantime'),
      expect.stringContaining('Guests who were invited in the meantime'),
    ]);
    expect(summary).toContain('remove them manually');
  });

  const undoAgain = (id: string, more: Record<string, unknown> = {}, key?: string) =>
    gastvrij.post(
      `/enablements/${id}/undo`,
      { requestedBy: 'Ada Admin', justification: 'To be sure.', ...more },
      key === undefined ? {} : { 'idempotency-key': key },
    );
  const listed = async (id: string) => {
    const page = (await (await gastvrij.get('/enablements')).json()) as { items: EnablementSummary[] };
    return page.items.find((one) => one.id === id);
  };

  it('is named by the run it undoes, from its admission on; then that run says it was undone, and is not undone again', async () => {
    const enableUntil = new Date(gastvrij.clock.now() + 72 * HOUR).toISOString();
    const { id } = await anEnablement({ allowGuestUser: false }, aRequest({ enableUntil }));
    const extend = () =>
      gastvrij.post(`/enablements/${id}/extend`, {
        until: new Date(gastvrij.clock.now() + 96 * HOUR).toISOString(),
        by: 'Ada Admin',
        reason: 'Longer',
      });
    const dryRun = await gastvrij.undo(id, { dryRun: true });
    await gastvrij.finish(dryRun, MINUTE);
    expect(await gastvrij.status(id)).not.toHaveProperty('undo');
    const first = await undoAgain(id, {}, 'once');
    const { id: undo } = (await first.json()) as { id: string };
    const running = await gastvrij.status(id);
    expect(running).toMatchObject({ outcome: 'succeeded', undo: { id: undo, status: 'running' } });
    expect(running.summary).toContain(`It is being undone by ${undo}.`);
    expect((await extend()).status).toBe(409);
    const { finishedAt } = await gastvrij.finish(undo, MINUTE);
    const undone = await gastvrij.status(id);
    expect(undone.undo).toEqual({ id: undo, status: 'undone', finishedAt });
    expect(undone.summary).toContain(`It was undone by ${undo} at ${finishedAt}`);
    expect([(await listed(id))?.undoneBy, (await listed(undo))?.undoneBy]).toEqual([undo, undefined]);

    const refused = await undoAgain(id);
    expect([refused.status, await refused.json()]).toEqual([
      409,
      expect.objectContaining({ title: `Enablement ${id} was undone by ${undo}.`, enablementId: undo }),
    ]);
    expect([(await undoAgain(id, { dryRun: true })).status, (await extend()).status]).toEqual([409, 409]);
    // The same call once more, as after a lost answer, is answered as the first was.
    const repeated = await undoAgain(id, {}, 'once');
    expect([repeated.status, await repeated.json()]).toMatchObject([202, { id: undo }]);
  });

  it('that left something is named by the run it undoes, which may be undone again', async () => {
    const { id } = await anEnablement({ allowGuestUser: false, sharingCapability: 'disabled' });
    const { sharingCapability } = gastvrij.tenant.state.switches;
    sharingCapability.stored = 'externalUserSharingOnly';
    const undo = await gastvrij.undo(id);
    await gastvrij.finish(undo, MINUTE);
    const left = await gastvrij.status(id);
    expect(left.undo).toMatchObject({ id: undo, status: 'incomplete' });
    expect(left.summary).toContain('did not undo everything');
    expect((await listed(id))?.undoneBy).toBeUndefined();
    sharingCapability.stored = 'existingExternalUserSharingOnly';
    const second = await gastvrij.undo(id, { justification: 'The rest' });
    await gastvrij.finish(second, MINUTE);
    expect((await gastvrij.status(id)).undo).toMatchObject({ id: second, status: 'undone' });
    expect(sharingCapability.stored).toBe('disabled');
  });

  it('has nothing to do where all is back already, and never asks twice', async () => {
    const { id, before } = await anEnablement({ allowGuestUser: false });
    await gastvrij.finish(await gastvrij.undo(id), MINUTE);
    const fingerprint = gastvrij.calls().length;
    const again = await gastvrij.finish(await gastvrij.undo(id, { again: true }), MINUTE);
    expect(again).toMatchObject({ outcome: 'undone', undoing: { undone: [], conflicts: [] } });
    expect(again.summary).toContain('Nothing was undone.');
    expect([writesSince(fingerprint), storedIn(gastvrij)]).toEqual([[], before]);
  });

  describe('leaves what a later enablement opened, though it is the same value', () => {
    const stored = (): unknown => gastvrij.tenant.state.switches.AllowGuestUser.stored;

    it('after its own was put back already', async () => {
      const { id } = await anEnablement({ allowGuestUser: false });
      await gastvrij.finish(await gastvrij.undo(id), MINUTE);
      const later = await gastvrij.ask(aRequest({ requestedBy: 'Grace' }));
      expect((await gastvrij.finish(later)).outcome).toBe('succeeded');
      const again = await gastvrij.finish(await gastvrij.undo(id, { again: true }), MINUTE);
      expect([stored(), again.undoing?.undone]).toEqual([true, []]);
      expect(again.undoing?.conflicts).toEqual([
        expect.stringContaining(`enablement ${later} has set it since`),
      ]);
      expect((await gastvrij.finish(await gastvrij.undo(later), MINUTE)).undoing?.undone).toHaveLength(1);
      expect(stored()).toBe(false);
    });

    it('after somebody had closed it by hand', async () => {
      const { id } = await anEnablement({ allowGuestUser: false });
      gastvrij.tenant.state.switches.AllowGuestUser.stored = false;
      await gastvrij.conductor.runUntil(() => false, gastvrij.clock.now() + 2 * HOUR);
      const later = await gastvrij.ask(aRequest({ requestedBy: 'Grace' }));
      expect((await gastvrij.finish(later)).outcome).toBe('succeeded');
      const { undoing } = await gastvrij.finish(await gastvrij.undo(id), MINUTE);
      expect([stored(), undoing?.undone, undoing?.conflicts]).toEqual([
        true,
        [],
        [expect.stringContaining(`enablement ${later} has set it since`)],
      ]);
    });
  });

  it('asked for twice at once is one way back', async () => {
    const { id } = await anEnablement({ allowGuestUser: false });
    const fingerprint = gastvrij.calls().length;
    const [first, second] = await Promise.all([
      gastvrij.undo(id),
      gastvrij.undo(id, { requestedBy: 'Grace' }),
    ]);
    expect(second).toBe(first);
    expect((await gastvrij.finish(first, MINUTE)).outcome).toBe('undone');
    expect(writesSince(fingerprint)).toEqual([TEAMS]);
  });

  it('shows its plan in a dry run, and writes nothing', async () => {
    const { id } = await anEnablement({ allowGuestUser: false, sharingCapability: 'disabled' });
    const fingerprint = gastvrij.calls().length;
    const status = await gastvrij.finish(await gastvrij.undo(id, { dryRun: true }), MINUTE);
    expect(status.outcome).toBe('planned');
    expect(status.plan?.changes.map(({ control, before, after }) => [control, before, after])).toEqual([
      ['S-1', 'existingExternalUserSharingOnly', 'disabled'],
      ['T-1', true, false],
    ]);
    expect(status.summary).toMatch(
      /^A dry run: nothing was written\. To be undone: Sharing .*\(T-1\): true → false\.$/,
    );
    expect([status.undoing, writesSince(fingerprint)]).toEqual([undefined, []]);
  });

  it('is refused for a run that goes on, for a dry run, and for another undo', async () => {
    gastvrij.furnish({ allowGuestUser: false });
    const refusal = async (id: string): Promise<number> =>
      (await gastvrij.post(`/enablements/${id}/undo`, { requestedBy: 'Ada Admin' })).status;
    const planned = await gastvrij.ask(aRequest({ dryRun: true }));
    await gastvrij.finish(planned);
    const running = await gastvrij.ask();
    expect([await refusal(running), await refusal(planned), await refusal('en-0000000000')]).toEqual([
      409, 409, 404,
    ]);
    await gastvrij.finish(running);
    const undo = await gastvrij.undo(running);
    await gastvrij.finish(undo, MINUTE);
    expect(await refusal(undo)).toBe(409);
    expect((await gastvrij.post(`/enablements/${running}/undo`, { dryRun: 'no' })).status).toBe(422);
  });

  it('knows what was written although the answer to the write was lost', async () => {
    gastvrij.furnish({ allowGuestUser: false });
    gastvrij.tenant.serviceFault({ kind: 'loseReply', route: TEAMS, times: 1 });
    const id = await gastvrij.ask();
    const { summary } = await gastvrij.finish(id);
    expect(summary).toContain('Changed: Guest access in Teams (T-1): false → true.');
    await gastvrij.finish(await gastvrij.undo(id), MINUTE);
    expect(gastvrij.tenant.state.switches.AllowGuestUser.stored).toBe(false);
  });

  const PATCH_E1 = 'PATCH /policies/authorizationPolicy';
  const READ_E1 = 'GET /policies/authorizationPolicy';

  it.each([
    ['broke off behind its status', { kind: 'cut', route: TEAMS, atByte: 0 }],
    ['was a page of somebody on the way', { kind: 'garble', route: TEAMS, as: 'html' }],
    ['came after we had given up', { kind: 'delay', route: TEAMS, seconds: 40 }],
  ] as const)('knows what was written although the answer %s', async (_, fault) => {
    gastvrij.furnish({ allowGuestUser: false });
    gastvrij.tenant.injector.add(fault);
    const id = await gastvrij.ask();
    const { outcome, summary } = await gastvrij.finish(id);
    expect([outcome, summary]).toEqual([
      'succeeded',
      expect.stringContaining('Changed: Guest access in Teams (T-1): false → true.'),
    ]);
    expect((await gastvrij.finish(await gastvrij.undo(id), MINUTE)).outcome).toBe('undone');
    expect(gastvrij.tenant.state.switches.AllowGuestUser.stored).toBe(false);
  });

  it('makes no second object, and takes back the one, where the answer to its making broke off', async () => {
    gastvrij.furnish({ groupSettings: { allowToAddGuests: false }, crossTenantAccess: { default: BLOCKED } });
    gastvrij.tenant.injector.add({
      kind: 'cut',
      route: 'POST /policies/crossTenantAccessPolicy/partners',
      atByte: 10,
    });
    gastvrij.tenant.lag('crossTenantAccess', 0.5);
    const id = await gastvrij.ask(aRequest({ partnerDomains: [PARTNER] }));
    const { summary } = await gastvrij.finish(id);
    expect(summary).toContain('Changed: ');
    expect(summary).toContain('(E-5)');
    await gastvrij.finish(await gastvrij.undo(id), 5 * HOUR);
    const { crossTenantAccess } = gastvrij.tenant.state.switches;
    expect(crossTenantAccess.stored).toMatchObject({ partners: {} });
  });

  /** The answer to a write breaks off, and from then on no reading makes sense. */
  const cutThenDark = (): void => {
    const { injector } = gastvrij.tenant;
    injector.add({ kind: 'cut', route: PATCH_E1, atByte: 0 });
    injector.meanwhile('after', PATCH_E1, () =>
      injector.add({ kind: 'garble', route: READ_E1, as: 'otherShape', times: 1_000 }),
    );
  };

  it('says that a setting may have been changed where nobody answers any more, and puts it back once somebody does', async () => {
    gastvrij.furnish({ allowInvitesFrom: 'none' });
    cutThenDark();
    const id = await gastvrij.ask();
    const { outcome, summary } = await gastvrij.finish(id);
    expect([outcome, summary]).toEqual(['failed', expect.stringContaining('May have been changed')]);
    expect(summary).not.toContain('No settings were changed');
    gastvrij.tenant.injector.clear();
    expect((await gastvrij.finish(await gastvrij.undo(id), MINUTE)).outcome).toBe('undone');
    expect(gastvrij.tenant.state.switches.allowInvitesFrom.stored).toBe('none');
  });

  it('looks at what was under way when a run was terminated, and puts it back', async () => {
    gastvrij.furnish({ allowInvitesFrom: 'none' });
    cutThenDark();
    const id = await gastvrij.ask(aRequest({ undoOnFailure: true }));
    await gastvrij.getGoing(id);
    const url = `${gastvrij.origin}/runtime/webhooks/durabletask/instances/${id}/terminate`;
    await fetch(`${url}?code=${gastvrij.masterKey}&reason=test`, { method: 'POST' });
    gastvrij.tenant.injector.clear();
    const { summary } = await gastvrij.finish(id, 2 * HOUR);
    expect(summary).toMatch(/hanged.*Who may invite guests \(E-1\).*Undone: Who may invite guests/);
    expect(gastvrij.tenant.state.switches.allowInvitesFrom.stored).toBe('none');
  });

  describe('where readings lag', () => {
    const LAG = 1.5;
    const lag = (hours: number): void => {
      gastvrij.tenant.lag('authorizationPolicy', hours);
      gastvrij.tenant.lag('TeamsClientConfiguration', hours);
    };
    // Which of two writes of one moment was the last, nobody could say.
    beforeEach(() => gastvrij.conductor.runUntil(() => false, gastvrij.clock.now() + HOUR));
    afterEach(() => lag(0));

    it('does not say "undone" of what no reading shows in four hours', async () => {
      gastvrij.furnish({ allowGuestUser: false });
      const id = await gastvrij.ask();
      await gastvrij.finish(id);
      lag(12);
      const late = await gastvrij.finish(await gastvrij.undo(id), 6 * HOUR);
      expect(gastvrij.tenant.state.switches.AllowGuestUser.stored).toBe(false);
      expect(late).toMatchObject({
        outcome: 'overdue',
        verdict: { kind: 'PENDING', control: 'T-1' },
        undoing: { undone: [], unseen: ['Guest access in Teams (T-1): true → false'], notUndone: [] },
      });
    });

    it('closes what was opened, and says "undone" no sooner than a reading shows it', async () => {
      gastvrij.furnish({ allowGuestUser: false, allowInvitesFrom: 'none' });
      lag(LAG);
      const id = await gastvrij.ask();
      expect(await gastvrij.finish(id)).toMatchObject({ outcome: 'succeeded' });
      const began = gastvrij.clock.now();
      const undone = await gastvrij.finish(await gastvrij.undo(id), 5 * HOUR);
      const { AllowGuestUser, allowInvitesFrom } = gastvrij.tenant.state.switches;
      expect([AllowGuestUser.stored, allowInvitesFrom.stored]).toEqual([false, 'none']);
      expect(undone).toMatchObject({ outcome: 'undone', undoing: { notUndone: [], conflicts: [] } });
      expect(undone.undoing?.undone).toHaveLength(2);
      expect(gastvrij.clock.now() - began).toBeLessThan((LAG + 0.5) * HOUR);
    });

    it('ends an enablement on its date although no reading shows yet what was opened', async () => {
      gastvrij.furnish({ allowInvitesFrom: 'none' });
      lag(3.5);
      const enableUntil = new Date(gastvrij.clock.now() + 2 * HOUR).toISOString();
      const id = await gastvrij.ask(aRequest({ enableUntil }));
      expect(await gastvrij.finish(id)).toMatchObject({ outcome: 'succeeded' });
      await gastvrij.conductor.advanceBy(2 * HOUR);
      const { endedBy = '' } = (await gastvrij.status(id)).expiry ?? {};
      expect(gastvrij.tenant.state.switches.allowInvitesFrom.stored).toBe('none');
      expect(await gastvrij.finish(endedBy, 5 * HOUR)).toMatchObject({
        outcome: 'undone',
        undoing: { undone: [expect.stringContaining('(E-1)')], conflicts: [], notUndone: [] },
      });
    });

    it('closes it again when the undo is asked for once more before a reading shows the first', async () => {
      gastvrij.furnish({ sharingCapability: 'disabled' });
      const id = await gastvrij.ask();
      await gastvrij.finish(id);
      gastvrij.tenant.lag('sharePointSettings', 6);
      await gastvrij.finish(await gastvrij.undo(id), 5 * HOUR);
      const again = await gastvrij.finish(await gastvrij.undo(id, { justification: 'Again' }), 5 * HOUR);
      gastvrij.tenant.lag('sharePointSettings', 0);
      expect([again.outcome, again.undoing?.notUndone]).toEqual(['undone', []]);
      expect(gastvrij.tenant.state.switches.sharingCapability.stored).toBe('disabled');
      // Nobody could know that it was back already.
      expect(gastvrij.tenant.faults.splice(0)).toEqual([expect.stringContaining('needless write')]);
    });
  });

  it('knows what was written although the host was killed before it could write that down', async () => {
    gastvrij.furnish({ allowGuestUser: false });
    let isKilled = false;
    gastvrij.tenant.onCall(({ method, route }) => {
      if (isKilled || `${method} ${route}` !== TEAMS) return;
      isKilled = true;
      void gastvrij.killHost();
    });
    const id = await gastvrij.ask();
    await gastvrij.conductor.runUntil(() => isKilled, gastvrij.clock.now() + MINUTE);
    await gastvrij.restartHost();
    await gastvrij.finish(id);
    await gastvrij.finish(await gastvrij.undo(id), MINUTE);
    expect(gastvrij.tenant.state.switches.AllowGuestUser.stored).toBe(false);
  });

  it('takes for granted only what this run wrote: what somebody set at the same time stays', async () => {
    gastvrij.furnish({ allowGuestUser: false, allowInvitesFrom: 'none' });
    const id = await gastvrij.ask();
    await gastvrij.conductor.settle();
    // While the plan waits for consent an administrator does half of it himself.
    gastvrij.tenant.state.switches.AllowGuestUser.stored = true;
    gastvrij.tenant.state.switches.AllowGuestUser.changes.push({
      value: true,
      effectiveAt: gastvrij.clock.now(),
    });
    expect((await gastvrij.finish(id)).summary).toMatch(/Changed: Who may invite guests \(E-1\)[^;]*\.$/);
    await gastvrij.finish(await gastvrij.undo(id), MINUTE);
    const { switches } = gastvrij.tenant.state;
    expect([switches.AllowGuestUser.stored, switches.allowInvitesFrom.stored]).toEqual([true, 'none']);
  });

  describe('on failure', () => {
    it('puts back what was written before the tenant moved, without being asked', async () => {
      gastvrij.furnish({ ...ALL_OFF, collaborationDomains: null });
      const id = await gastvrij.ask(aRequest({ undoOnFailure: true }));
      await gastvrij.conductor.settle();
      gastvrij.tenant.state.switches.sharingCapability.stored = 'externalUserSharingOnly';
      const status = await gastvrij.finish(id, HOUR);
      expect(status).toMatchObject({ outcome: 'refused', verdict: { control: 'S-1' } });
      expect(status.undoing?.undone.map((text) => text.slice(-20))).toHaveLength(4);
      const { switches } = gastvrij.tenant.state;
      expect([
        switches.allowInvitesFrom.stored,
        switches.AllowGuestUser.stored,
        switches.AllowToAddGuests.stored,
      ]).toEqual(['none', false, false]);
      const kinds = (await gastvrij.steps(id)).map(({ kind }) => kind);
      expect(kinds.slice(-5)).toEqual(['undone', 'undone', 'undone', 'cleanedUp', 'finished']);
    });

    it('puts back what a cancelled run wrote, and not what somebody changed under it', async () => {
      gastvrij.furnish(ALL_OFF);
      const id = await gastvrij.ask(externalAccess({ undoOnFailure: true }));
      await gastvrij.getGoing(id);
      gastvrij.tenant.state.teams.TenantFederationSettings['AllowedDomains'] = {
        AllowedDomain: listOf('zeta.example'),
      };
      await gastvrij.post(`/enablements/${id}/cancel`);
      const status = await gastvrij.finish(id, MINUTE);
      expect(status).toMatchObject({
        outcome: 'cancelled',
        undoing: { undone: ['External access (F-1): true → false'], notUndone: [] },
      });
      expect(status.undoing?.conflicts).toEqual([expect.stringContaining('now it is only zeta.example')]);
    });

    it('puts back what was written although the answers to the write, and to the one back, got lost', async () => {
      gastvrij.furnish({ allowInvitesFrom: 'none' });
      const fingerprint = gastvrij.calls().length;
      gastvrij.tenant.injector.add({ kind: 'cut', route: 'PATCH /policies/authorizationPolicy', times: 2 });
      const id = await gastvrij.ask(aRequest({ undoOnFailure: true }));
      await gastvrij.getGoing(id);
      await gastvrij.conductor.advanceBy(MINUTE);
      expect(gastvrij.tenant.state.switches.allowInvitesFrom.stored).toBe('adminsAndGuestInviters');
      await gastvrij.post(`/enablements/${id}/cancel`);
      expect(await gastvrij.finish(id, HOUR)).toMatchObject({
        outcome: 'cancelled',
        undoing: {
          undone: ['Who may invite guests (E-1): adminsAndGuestInviters → none'],
          conflicts: [],
          notUndone: [],
        },
      });
      expect(gastvrij.tenant.state.switches.allowInvitesFrom.stored).toBe('none');
      const patches = writesSince(fingerprint).filter((call) => call.includes('authorizationPolicy'));
      expect(patches).toHaveLength(2);
    });

    it('puts nothing back after success, and after a no', async () => {
      gastvrij.furnish({ allowInvitesFrom: 'none' });
      const declined = await gastvrij.ask(aRequest({ undoOnFailure: true }));
      await gastvrij.conductor.settle();
      await gastvrij.approve(declined, { decision: 'decline' });
      expect(await gastvrij.finish(declined, MINUTE)).not.toHaveProperty('undoing');
      const proven = await gastvrij.ask(aRequest({ undoOnFailure: true }));
      expect(await gastvrij.finish(proven)).not.toHaveProperty('undoing');
      expect(gastvrij.tenant.state.switches.allowInvitesFrom.stored).toBe('adminsAndGuestInviters');
    });

    it('works for a run that was terminated by hand: whoever mops up puts back', async () => {
      gastvrij.furnish({ allowGuestUser: false });
      // The sweep of the next full hour comes before the proof is through.
      const { clock, conductor } = gastvrij;
      await conductor.advanceBy(HOUR - (clock.now() % HOUR) + HOUR - 5 * MINUTE);
      const id = await gastvrij.ask(aRequest({ undoOnFailure: true }));
      await gastvrij.getGoing(id);
      expect(gastvrij.tenant.state.switches.AllowGuestUser.stored).toBe(true);
      const url = `${gastvrij.origin}/runtime/webhooks/durabletask/instances/${id}/terminate`;
      await fetch(`${url}?code=${gastvrij.masterKey}&reason=test`, { method: 'POST' });
      const status = await gastvrij.finish(id, 2 * HOUR);
      expect(status).toMatchObject({ outcome: 'failed', undoing: { notUndone: [] } });
      expect(gastvrij.tenant.state.switches.AllowGuestUser.stored).toBe(false);
      expect(gastvrij.guests()).toEqual([]);
    });
  });

  it('after a run that ended half-way puts back the half', async () => {
    gastvrij.furnish({ allowGuestUser: false, allowInvitesFrom: 'none', sharingCapability: 'disabled' });
    const id = await gastvrij.ask();
    await gastvrij.conductor.settle();
    gastvrij.tenant.state.switches.sharingCapability.stored = 'externalUserSharingOnly';
    expect((await gastvrij.finish(id, HOUR)).outcome).toBe('refused');
    const { undoing } = await gastvrij.finish(await gastvrij.undo(id), MINUTE);
    expect(undoing).toMatchObject({ conflicts: [], notUndone: [] });
    expect(undoing?.undone).toEqual([
      'Guest access in Teams (T-1): true → false',
      'Who may invite guests (E-1): adminsAndGuestInviters → none',
    ]);
  });
});

describe('undo, where a second person agrees to everything', () => {
  let gastvrij: Gastvrij;
  beforeAll(async () => {
    gastvrij = await startGastvrij(aQuickTenant(), {
      settings: { APPROVAL: 'always', APPROVAL_HOURS: '2' },
    });
  });

  async function anUndoThatWaits() {
    gastvrij.furnish({ allowGuestUser: false, sharingCapability: 'disabled' });
    const enablement = await gastvrij.ask();
    await gastvrij.conductor.settle();
    const { status, plan } = await gastvrij.status(enablement);
    expect([status, plan?.needsApproval]).toEqual(['waitingForApproval', ['T-1', 'S-1']]);
    await gastvrij.finish(enablement);
    const id = await gastvrij.undo(enablement);
    await gastvrij.conductor.settle();
    expect((await gastvrij.status(id)).status).toBe('waitingForApproval');
    return id;
  }

  it('waits for consent like any other change, and not for that of whoever asked for it', async () => {
    const id = await anUndoThatWaits();
    const { approval } = await gastvrij.status(id);
    expect(Date.parse(approval?.expiresAt ?? '') - gastvrij.clock.now()).toBe(2 * HOUR);
    expect((await gastvrij.approve(id, { by: 'ada admin' })).status).toBe(403);
    expect((await gastvrij.approve(id)).status).toBe(202);
    expect((await gastvrij.finish(id, MINUTE)).outcome).toBe('undone');
    expect(gastvrij.tenant.state.switches.AllowGuestUser.stored).toBe(false);
  });

  it('leaves alone what moved while it waited, and goes on with the rest', async () => {
    const id = await anUndoThatWaits();
    gastvrij.tenant.state.switches.sharingCapability.stored = 'externalUserSharingOnly';
    await gastvrij.approve(id);
    const status = await gastvrij.finish(id, MINUTE);
    expect(status).toMatchObject({
      outcome: 'undone',
      undoing: { undone: ['Guest access in Teams (T-1): true → false'], notUndone: [] },
    });
    expect(status.undoing?.conflicts).toEqual([
      'Sharing outside the organisation (S-1) is now externalUserSharingOnly',
    ]);
  });

  it('says what was not put back when it was refused', async () => {
    const id = await anUndoThatWaits();
    await gastvrij.approve(id, { decision: 'decline', comment: 'The project goes on' });
    const status = await gastvrij.finish(id, MINUTE);
    expect(status).toMatchObject({ outcome: 'declined', undoing: { undone: [], conflicts: [] } });
    expect(status.undoing?.notUndone).toHaveLength(2);
    expect(gastvrij.tenant.state.switches.AllowGuestUser.stored).toBe(true);
  });
});

describe('a way back that broke off before it had a plan', () => {
  const change: PlannedChange = {
    control: 'T-1',
    title: 'Guest access in Teams',
    document: 'teamsClientConfiguration',
    property: 'AllowGuestUser',
    before: false,
    after: true,
    reason: '',
    risk: '',
  };
  const step = (kind: StepKind, result: unknown) => ({ kind, result }) as Step;
  const steps = [
    step('planned', { plan: { changes: [change] } }),
    step('applied', { kind: 'applied', written: [change] }),
  ];
  const request = { undoOnFailure: true, dryRun: false };

  it('is owed, and said to be', () => {
    expect(undoingOf(steps, request, { kind: 'cancelled' })).toMatchObject({
      undone: [],
      notUndone: ['Guest access in Teams (T-1): true → false'],
    });
  });

  it('is not owed after success, nor where nobody asked for it', () => {
    expect(undoingOf(steps, request, { kind: 'proven' })).toBeUndefined();
    expect(undoingOf(steps, { ...request, undoOnFailure: false }, { kind: 'cancelled' })).toBeUndefined();
  });
});

describe('a settings object that had to be made', () => {
  it('is deleted again when nothing is left in it but defaults', async () => {
    const tenant = await startTenantOnly();
    const apply = (changes: Change[]) =>
      applyChanges(clientsOf(tenant), 'groupSettings', changes, { domains: [] }, tenant.clientContext.now);
    const change: Change = { control: 'G-2', property: 'AllowToAddGuests', before: null, after: true };
    expect((await apply([change])).kind).toBe('applied');
    expect(tenant.state.groupSettingsId).not.toBeNull();
    expect((await apply([{ ...change, before: true, after: null }])).kind).toBe('applied');
    expect(writesOf(tenant)).toEqual(['POST /groupSettings', 'DELETE /groupSettings/{id}']);
    expect(tenant.state.groupSettingsId).toBeNull();
  });
});
