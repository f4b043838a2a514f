import type { RunOutcome } from '../../../src/domain/enablement/outcome';
import { parseRequest } from '../../../src/domain/enablement/parse-request';
import { startAudits, type Audits } from '../../support/start/start-audits';

const CHANGE = {
  control: 'T-1',
  title: 'Guest access',
  document: 'teamsClientConfiguration',
  property: 'AllowGuestUser',
  before: false,
  after: true,
};

const CLOSED = { settings: { allowGuestUser: false, allowInvitesFrom: 'none' } };

/** An open run whose plan opens T-1. */
async function anOpenRun(
  audits: Audits,
  how: { isAgreed?: boolean; wrote?: boolean; shown?: boolean } = {},
): Promise<string> {
  const { runs, tenant } = audits;
  const { isAgreed = true, wrote = true, shown = true } = how;
  const id = `en-open${Math.random().toString(36).slice(2, 10)}`;
  const asked = { tenantId: tenant.tenantId, goal: 'guestAccess', requestedBy: 'Ada Admin' };
  const parsed = parseRequest(asked, { testGuestEmail: 'probe@fabrikam.example' });
  if (parsed.kind === 'rejected') throw new Error(JSON.stringify(parsed.violations));
  const at = tenant.clientContext.now().toISOString();
  await runs.admit({ id, request: parsed.request, work: id, acceptedAt: at });
  const notes = { started: at, ended: at, text: '', requestIds: [] };
  await runs.record(id, 0, { kind: 'accepted', ...notes, result: parsed.request });
  const plan = { changes: [CHANGE], manualSteps: [] };
  await runs.record(id, 1, { kind: 'planned', ...notes, result: { plan, decideBy: at } });
  if (isAgreed)
    await runs.record(id, 2, { kind: 'decided', ...notes, result: { kind: 'approved', seen: 1 } });
  const written = [{ control: 'T-1', property: 'AllowGuestUser', before: false, after: true }];
  if (isAgreed && wrote)
    await runs.record(id, 3, {
      kind: 'applied',
      ...notes,
      result: { kind: shown ? 'applied' : 'notReflected', written },
    });
  return id;
}

async function finish({ runs, tenant }: Audits, id: string): Promise<void> {
  const finishedAt = tenant.clientContext.now().toISOString();
  const runOutcome = { outcome: 'overdue', summary: '', cleanUp: { removed: [], left: [] }, finishedAt };
  const sequence = (await runs.steps(id)).length;
  await runs.close(id, { sequence, seen: 0, runOutcome: runOutcome as unknown as RunOutcome });
}

const notes = async (audits: Audits, after?: number): Promise<string[]> =>
  (await audits.audit(after)).findings.map(({ key, kind, state }) => `${key} ${kind} ${state}`);

describe('an audit while a run is under way', () => {
  it('expects what the run wrote, reports what somebody else changed beside it, and judges by the run once it is over', async () => {
    const audits = await startAudits(CLOSED);
    const { switches } = audits.tenant.state;
    await audits.audit();
    const id = await anOpenRun(audits);
    switches.AllowGuestUser.stored = true;
    expect(await notes(audits)).toEqual([]);
    switches.allowInvitesFrom.stored = 'everyone';
    expect(await notes(audits)).toEqual(['E-1.allowInvitesFrom loosened new']);
    switches.allowInvitesFrom.stored = 'none';
    // Its word is not kept before it is over: where the run undoes, nothing has moved.
    switches.AllowGuestUser.stored = false;
    expect(await notes(audits)).toEqual(['E-1.allowInvitesFrom loosened resolved']);
    switches.AllowGuestUser.stored = true;
    await finish(audits, id);
    expect(await notes(audits)).toEqual([]);
    switches.AllowGuestUser.stored = false;
    expect(await notes(audits)).toEqual(['T-1.AllowGuestUser tightened new']);
  });

  it('expects what it is about to write, once that shows', async () => {
    const audits = await startAudits(CLOSED);
    await audits.audit();
    await anOpenRun(audits, { wrote: false });
    expect(await notes(audits)).toEqual([]);
    audits.tenant.state.switches.AllowGuestUser.stored = true;
    expect(await notes(audits)).toEqual([]);
  });

  it('expects nothing of a plan to which nobody has agreed', async () => {
    const audits = await startAudits(CLOSED);
    await audits.audit();
    await anOpenRun(audits, { isAgreed: false });
    audits.tenant.state.switches.AllowGuestUser.stored = true;
    expect(await notes(audits)).toEqual(['T-1.AllowGuestUser loosened new']);
  });

  it('does not take what the run has opened for how it should be, where it sees it for the first time', async () => {
    const audits = await startAudits(CLOSED);
    await anOpenRun(audits);
    audits.tenant.state.switches.AllowGuestUser.stored = true;
    await audits.audit();
    const { auditState } = (await audits.audits.auditState(audits.tenant.tenantId)) ?? {};
    expect(auditState?.baseline['T-1']?.['AllowGuestUser']).toBeUndefined();
    expect(auditState?.baseline['E-1']?.['allowInvitesFrom']?.value).toBe('none');
  });
});

describe('an audit soon after a run that wrote', () => {
  const MINUTE = 60_000;
  const HOUR = 60 * MINUTE;
  const TIGHTENED = ['T-1.AllowGuestUser tightened new'];

  // T-1 reads as it did before the run all the time.
  it.each([
    ['a reading had shown it', true, 50 * MINUTE, 20 * MINUTE],
    ['no reading had shown it', false, 3.5 * HOUR, HOUR],
  ])(
    'takes no reading that may be older for a change by somebody, where %s',
    async (_, shown, young, more) => {
      const audits = await startAudits(CLOSED, { remediate: ['T-1'] });
      await audits.audit();
      await finish(audits, await anOpenRun(audits, { shown }));
      expect(await notes(audits, 5 * MINUTE)).toEqual([]);
      expect(await notes(audits, young - 5 * MINUTE)).toEqual([]);
      expect(await notes(audits, more)).toEqual(TIGHTENED);
    },
  );

  it('finds at once what is neither as before nor as written, and what the run did not touch', async () => {
    const audits = await startAudits({ settings: { allowGuestUser: false, allowInvitesFrom: 'none' } });
    const { switches } = audits.tenant.state;
    await audits.audit();
    const written = [
      { control: 'E-1', property: 'allowInvitesFrom', before: 'none', after: 'adminsAndGuestInviters' },
    ];
    const id = await anOpenRun(audits, { wrote: false });
    const at = audits.tenant.clientContext.now().toISOString();
    const step = { started: at, ended: at, text: '', requestIds: [] };
    await audits.runs.record(id, 3, { kind: 'applied', ...step, result: { kind: 'applied', written } });
    await finish(audits, id);
    switches.allowInvitesFrom.stored = 'everyone';
    switches.AllowGuestUser.stored = true;
    expect(await notes(audits, MINUTE)).toEqual([
      'E-1.allowInvitesFrom loosened new',
      'T-1.AllowGuestUser loosened new',
    ]);
  });

  it('keeps what the run wrote as how it should be, whatever the late reading showed', async () => {
    const audits = await startAudits(CLOSED);
    await audits.audit();
    await finish(audits, await anOpenRun(audits));
    await audits.audit(MINUTE);
    const { auditState } = (await audits.audits.auditState(audits.tenant.tenantId)) ?? {};
    expect(auditState?.baseline['T-1']?.['AllowGuestUser']?.value).toBe(true);
  });
});
