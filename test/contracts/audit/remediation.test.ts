import { logChange } from '../../../local/tenant/directory/directory-log';
import { accept, keyOf, type AuditFinding } from '../../../src/domain/audit/audit-finding';
import { applyChanges } from '../../../src/settings/apply-changes';
import { REMEDIABLE } from '../../../src/controls/checklist';
import type { Change } from '../../../src/controls/control';
import { readDocument } from '../../../src/settings/read-settings';
import type { TenantSettings } from '../../../src/domain/tenant/tenant-settings';
import { remediationRunOf } from '../../../src/workflows/audit/activities/request-remediation';
import { AUDITED } from '../../../src/workflows/audit/activities/audit-readings';
import { differences, storedIn } from '../../support/controls/blocking-settings';
import { startRemediation, type Remediation } from '../../support/start/start-remediation';
import { clientsOf, writesOf } from '../../support/start/start-tenant';
import { CLOSED, everything } from '../../support/controls/desired-settings';

const HOUR = 3_600_000;
const desired = everything();
const ALL = REMEDIABLE.map(({ id }) => id);
const only = (...ids: string[]) => REMEDIABLE.filter(({ id }) => ids.includes(id));

/** Opens these controls as far as a wish can want it, as somebody else would; answers what he changed. */
async function openUp({ tenant }: Remediation, controls = REMEDIABLE): Promise<Change[]> {
  const clients = clientsOf(tenant);
  const { now } = tenant.clientContext;
  const changed: Change[] = [];
  for (const { id, document = 'team', judge } of controls) {
    const { readings } = await readDocument(clients, document, desired, now);
    const reading = readings.find(({ control }) => control === id);
    const judged = reading?.kind === 'known' ? judge(reading.values, desired) : undefined;
    if (reading?.kind !== 'known' || judged?.kind !== 'change') continue;
    const changes = Object.entries(judged.to).map(([property, after]): Change => ({
      ...{ control: id, property, after },
      before: reading.values[property] ?? null,
    }));
    await applyChanges(clients, document, changes, desired, now);
    changed.push(...changes);
  }
  return changed;
}

async function takeBack({ tenant }: Remediation, changes: readonly Change[]): Promise<void> {
  for (const { control, property, before, after } of changes) {
    const { document = 'team' } = REMEDIABLE.find(({ id }) => id === control) ?? {};
    const back: Change = { control, property, before: after, after: before };
    await applyChanges(clientsOf(tenant), document, [back], desired, tenant.clientContext.now);
  }
}

const settingsOf = ({ tenant }: Remediation) => storedIn(tenant.state);
const writes = ({ tenant }: Remediation): number =>
  writesOf(tenant).filter((line) => !line.includes('$batch')).length;
const states = (findings: readonly AuditFinding[]): string[] =>
  findings.map(({ key, state, remediation }) => `${key} ${state} ${remediation?.state ?? 'left alone'}`);

describe('what an audit finds', () => {
  it('opened is put back, every switch of it, and nothing beside it', async () => {
    const world = await startRemediation(CLOSED, { remediate: ALL });
    await world.audit();
    const before = settingsOf(world);
    const changes = await openUp(world);
    expect(new Set(changes.map(({ control }) => control))).toEqual(new Set(ALL));
    const { findings } = await world.audit();
    expect(findings.map(({ key }) => key).sort()).toEqual(changes.map(keyOf).sort());

    const { outcome, undoing, summary } = (await world.remediate()) ?? {};
    expect(outcome).toBe('undone');
    expect(summary).toContain(await world.lastAudit());
    expect(undoing).toMatchObject({ conflicts: [], notUndone: [], manualSteps: [] });
    // Whatever an entry of a partner holds besides is not ours to delete: it says "as the default" again.
    const entry = /^switches\.crossTenantAccess\.partners\.[0-9a-f-]+$/;
    expect(differences(before, settingsOf(world)).filter((place) => !entry.test(place))).toEqual([]);
    // Closing asks nobody, where only opening does.
    expect(
      (await world.planOf(remediationRunOf(await world.lastAudit(), world.tenant.tenantId))).needsApproval,
    ).toEqual([]);
    const after = await world.audit();
    expect(after.outcome).toBe('clean');
    expect(after.findings.every(({ remediation }) => remediation?.state === 'remediated')).toBe(true);
    expect(world.tenant.faults).toEqual([]);
  });

  it('closed is opened again, once a second person agreed where an enablement would ask one', async () => {
    const world = await startRemediation(CLOSED, { remediate: ALL });
    const changes = await openUp(world);
    await world.audit();
    const before = settingsOf(world);
    await takeBack(world, changes);
    const { findings } = await world.audit();
    expect(findings.every(({ kind }) => kind === 'tightened')).toBe(true);
    const run = (await world.askFor(await world.lastAudit())) ?? '';
    await world.carryOut(run);
    expect(differences(before, settingsOf(world))).toEqual([]);
    const asked = REMEDIABLE.filter(({ needsApproval }) => needsApproval).map(({ id }) => id);
    expect(new Set((await world.planOf(run)).needsApproval)).toEqual(new Set(asked));
    expect(await world.audit()).toMatchObject({ outcome: 'clean' });
  });

  it('is asked for once, however often an activity runs', async () => {
    const world = await startRemediation(CLOSED, { remediate: ['T-1'] });
    await world.audit();
    await openUp(world, only('T-1', 'E-1'));
    expect(states((await world.audit()).findings)).toEqual([
      'E-1.allowInvitesFrom new left alone',
      'T-1.AllowGuestUser new due',
    ]);
    const asked = await world.askFor(await world.lastAudit());
    expect([
      await world.askFor(await world.lastAudit()),
      (await world.runs.openRuns(world.tenant.tenantId)).length,
    ]).toEqual([undefined, 1]);
    await world.carryOut(asked ?? '');
    expect(await world.askFor(await world.lastAudit())).toBeUndefined();
    expect(states((await world.audit()).findings)).toEqual([
      'E-1.allowInvitesFrom stillOpen left alone',
      'T-1.AllowGuestUser resolved remediated',
    ]);
  });

  it('waits for the next audit while something else holds the tenant', async () => {
    const world = await startRemediation(CLOSED, { remediate: ['T-1'] });
    await world.audit();
    await openUp(world, only('T-1'));
    await world.audit();
    const first = (await world.askFor(await world.lastAudit())) ?? '';
    await world.audit();
    expect(await world.remediate()).toBeUndefined();
    await world.carryOut(first);
    expect(states((await world.audit()).findings)).toEqual(['T-1.AllowGuestUser resolved remediated']);
  });

  it('is known to be put back also where a dry run ended while that run was being closed', async () => {
    const world = await startRemediation(CLOSED, { remediate: ['T-1'] });
    const { tenant, runs } = world;
    await world.audit();
    const [change] = await openUp(world, only('T-1'));
    await world.audit();
    const run = (await world.askFor(await world.lastAudit())) ?? '';
    const aDryRun = async (): Promise<void> => {
      tenant.clock.advanceTo(tenant.clock.now() + HOUR);
      const at = tenant.clientContext.now().toISOString();
      const [open] = await runs.openRuns(tenant.tenantId);
      if (open === undefined) throw new Error('Nothing is under way.');
      const { remediates: _, ...asked } = open.request;
      const request = { ...asked, dryRun: true };
      await runs.admit({ id: 'en-dry', request, work: 'dry', acceptedAt: at });
      const step = { started: at, ended: at, text: '', requestIds: [] };
      await runs.record('en-dry', 0, { kind: 'accepted', ...step, result: request });
      const runOutcome = {
        ...{ outcome: 'planned' as const, summary: '', finishedAt: at },
        cleanUp: { removed: [], left: [] },
      };
      await runs.close('en-dry', { sequence: 0, seen: 0, runOutcome });
      await world.audit();
    };
    await world.carryOut(run, { beforeClose: aDryRun });
    await takeBack(world, change ? [{ ...change, before: change.after, after: change.before }] : []);
    expect(states((await world.audit()).findings)).toEqual(['T-1.AllowGuestUser new conflict']);
  });
});

describe('a run that puts back', () => {
  /** Somebody opens the way for invitations, and an audit asks to close it again. */
  async function aRun(more: Partial<TenantSettings> = {}): Promise<[Remediation, run: string]> {
    const world = await startRemediation(CLOSED, { remediate: ['E-1', 'E-3'], ...more });
    await world.audit();
    await openUp(world, only('E-1'));
    await world.audit();
    return [world, (await world.askFor(await world.lastAudit())) ?? ''];
  }
  const acceptIt = async ({ audits, tenant }: Remediation): Promise<void> => {
    const kept = await audits.auditState(tenant.tenantId);
    if (kept === undefined) throw new Error('There was no audit.');
    const { etag, auditState, ...rest } = kept;
    const acceptance = {
      until: '2027-01-01T00:00:00Z',
      reason: 'A fair.',
      by: 'Ada Admin',
      at: '2026-03-04T00:00:00Z',
    };
    const findings = accept(auditState.findings, 'E-1.allowInvitesFrom', acceptance) ?? [];
    await audits.keep(tenant.tenantId, { ...rest, auditState: { ...auditState, findings } }, etag);
  };

  it.each<[what: string, before: (world: Remediation) => Promise<unknown> | void, words: string]>([
    ['what somebody accepted since', acceptIt, 'Ada Admin accepted it: A fair.'],
    [
      'what somebody changed again since',
      ({ tenant }) => void (tenant.state.switches.allowInvitesFrom.stored = 'everyone'),
      'Conflict: the audit found adminsAndGuestInviters, and now it is everyone.',
    ],
    [
      'what cannot be read by now',
      ({ tenant }) =>
        tenant.serviceFault({
          kind: 'fail',
          route: 'GET /policies/authorizationPolicy',
          times: 99,
          status: 403,
        }),
      'The setting can’t be read',
    ],
  ])('leaves alone %s, and says so', async (_, before, words) => {
    const [world, run] = await aRun();
    await before(world);
    const stood = settingsOf(world);
    const { undoing } = await world.carryOut(run);
    expect(undoing?.conflicts).toEqual([expect.stringContaining(words)]);
    expect(undoing?.undone).toEqual([]);
    expect(differences(stood, settingsOf(world))).toEqual([]);
  });

  it('leaves alone what was accepted while a second person made up his mind', async () => {
    const [world, run] = await aRun({ approval: 'always' });
    const written = writes(world);
    const { undoing } = await world.carryOut(run, { beforeWrite: () => acceptIt(world) });
    expect(undoing?.conflicts).toEqual([expect.stringContaining('Ada Admin accepted it')]);
    expect(writes(world)).toBe(written);
  });

  it('that nobody agreed to writes nothing, and is not asked for again for a week', async () => {
    const [world, run] = await aRun({ approval: 'always' });
    const written = writes(world);
    expect(await world.carryOut(run, { answer: 'decline' })).toMatchObject({ outcome: 'declined' });
    expect(writes(world)).toBe(written);
    expect(states((await world.audit()).findings)).toEqual(['E-1.allowInvitesFrom stillOpen declined']);
    expect(states((await world.audit(6.5 * 24 * HOUR)).findings)).toEqual([
      'E-1.allowInvitesFrom stillOpen due',
    ]);
  });

  it('that broke off may have written: it is not asked for again for a week', async () => {
    const [world, run] = await aRun();
    await world.carryOut(run, { breaksOff: true });
    expect(states((await world.audit()).findings)).toEqual(['E-1.allowInvitesFrom stillOpen brokenOff']);
  });

  it('leaves to people what they keep to themselves', async () => {
    const world = await startRemediation(CLOSED, { remediate: ['T-1'], teamsSettings: 'manual' });
    await world.audit();
    await openUp(world, only('T-1'));
    await world.audit();
    const written = writes(world);
    expect((await world.remediate())?.undoing?.manualSteps).toEqual([
      expect.stringContaining('Set-CsTeamsClientConfiguration'),
    ]);
    expect(writes(world)).toBe(written);
    expect(states((await world.audit()).findings)).toEqual(['T-1.AllowGuestUser stillOpen manualSteps']);
  });
});

describe('what was put back and does not show yet', () => {
  it('is no fight, until no reading is so far behind any more', async () => {
    const world = await startRemediation(CLOSED, { remediate: ['E-1'] });
    await world.audit();
    await openUp(world, only('E-1'));
    await world.audit();
    world.tenant.lag('authorizationPolicy', 6);
    await world.remediate();
    const written = writes(world);
    expect(states((await world.audit(3 * HOUR)).findings)).toEqual([
      'E-1.allowInvitesFrom stillOpen remediated',
    ]);
    expect(await world.remediate()).toBeUndefined();
    expect(states((await world.audit(2 * HOUR)).findings)).toEqual(['E-1.allowInvitesFrom new conflict']);
    expect(writes(world)).toBe(written);
  });
});

describe('what is set back after it was put back', () => {
  it('is left alone, with the name of whoever did it, until somebody has it put back again', async () => {
    const app = {
      graphRoles: [
        ...new Set(
          [...AUDITED, ...REMEDIABLE].flatMap(({ toRead, toWrite }) => [...toRead.graph, ...toWrite.graph]),
        ),
        'AuditLog.Read.All',
        'Organization.Read.All',
      ],
      directoryRoles: ['Teams Administrator'],
    };
    const world = await startRemediation({ ...CLOSED, app }, { remediate: ['E-1'] });
    const { tenant } = world;
    const setBack = (): void => {
      tenant.state.switches.allowInvitesFrom.stored = 'everyone';
      const at = tenant.clientContext.now().toISOString();
      const write = { app: 'Baseline tool', at, properties: ['allowInvitesFrom'] };
      logChange(tenant.state, 'PATCH /policies/authorizationPolicy', write);
    };
    await world.audit();
    setBack();
    await world.audit();
    expect((await world.remediate())?.outcome).toBe('undone');
    await world.audit();
    const written = writes(world);
    setBack();
    const conflicting = await world.audit();
    expect(states(conflicting.findings)).toEqual(['E-1.allowInvitesFrom new conflict']);
    expect(conflicting.findings[0]?.remediation?.text).toContain('Who: Baseline tool');
    // A week or two later it is still his.
    await world.audit(20 * 24 * HOUR);
    expect(await world.remediate()).toBeUndefined();
    expect(writes(world)).toBe(written);
    expect(tenant.state.switches.allowInvitesFrom.stored).toBe('everyone');
    expect(tenant.faults).toEqual([]);
  });
});
