import type { Conclusion } from '../../src/enablement/conclusion';
import { parseRequest } from '../../src/enablement/request';
import { startAudits, type Audits } from '../support/start-audits';

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
async function anOpenRun(audits: Audits, how: { isAgreed?: boolean; wrote?: boolean } = {}): Promise<string> {
  const { runs, tenant } = audits;
  const { isAgreed = true, wrote = true } = how;
  const id = `en-open${Math.random().toString(36).slice(2, 10)}`;
  const asked = { tenantId: tenant.tenantId, goal: 'guestAccess', requestedBy: 'Ada Admin' };
  const parsed = parseRequest(asked, { testGuestEmail: 'probe@fabrikam.example' });
  if (parsed.kind === 'rejected') throw new Error(JSON.stringify(parsed.violations));
  const at = tenant.out.now().toISOString();
  await runs.admit({ id, request: parsed.request, work: id, acceptedAt: at });
  const told = { started: at, ended: at, text: '', requestIds: [] };
  await runs.record(id, 0, { kind: 'accepted', ...told, result: parsed.request });
  const plan = { changes: [CHANGE], byHand: [] };
  await runs.record(id, 1, { kind: 'planned', ...told, result: { plan, decideBy: at } });
  if (isAgreed) await runs.record(id, 2, { kind: 'decided', ...told, result: { kind: 'approved', seen: 1 } });
  const written = [{ control: 'T-1', property: 'AllowGuestUser', before: false, after: true }];
  if (isAgreed && wrote)
    await runs.record(id, 3, { kind: 'applied', ...told, result: { kind: 'applied', written } });
  return id;
}
const told = async (audits: Audits): Promise<string[]> =>
  (await audits.audit()).findings.map(({ key, kind, state }) => `${key} ${kind} ${state}`);

describe('an audit while a run is under way', () => {
  it('expects what the run wrote, reports what somebody else changed beside it, and judges by the run once it is over', async () => {
    const audits = await startAudits(CLOSED);
    const { switches } = audits.tenant.state;
    await audits.audit();
    const id = await anOpenRun(audits);
    switches.AllowGuestUser.stored = true;
    expect(await told(audits)).toEqual([]);
    switches.allowInvitesFrom.stored = 'everyone';
    expect(await told(audits)).toEqual(['E-1.allowInvitesFrom loosened new']);
    switches.allowInvitesFrom.stored = 'none';
    // Its word is not kept before it is over: where the run puts back, nothing has moved.
    switches.AllowGuestUser.stored = false;
    expect(await told(audits)).toEqual(['E-1.allowInvitesFrom loosened resolved']);
    switches.AllowGuestUser.stored = true;
    const finishedAt = audits.tenant.out.now().toISOString();
    const conclusion = { outcome: 'overdue', summary: '', cleanUp: { removed: [], left: [] }, finishedAt };
    const sequence = (await audits.runs.steps(id)).length;
    await audits.runs.close(id, { sequence, seen: 0, conclusion: conclusion as unknown as Conclusion });
    expect(await told(audits)).toEqual([]);
    switches.AllowGuestUser.stored = false;
    expect(await told(audits)).toEqual(['T-1.AllowGuestUser tightened new']);
  });

  it('expects what it is about to write, once that shows', async () => {
    const audits = await startAudits(CLOSED);
    await audits.audit();
    await anOpenRun(audits, { wrote: false });
    expect(await told(audits)).toEqual([]);
    audits.tenant.state.switches.AllowGuestUser.stored = true;
    expect(await told(audits)).toEqual([]);
  });

  it('expects nothing of a plan to which nobody has agreed', async () => {
    const audits = await startAudits(CLOSED);
    await audits.audit();
    await anOpenRun(audits, { isAgreed: false });
    audits.tenant.state.switches.AllowGuestUser.stored = true;
    expect(await told(audits)).toEqual(['T-1.AllowGuestUser loosened new']);
  });

  it('does not take what the run has opened for how it should be, where it sees it for the first time', async () => {
    const audits = await startAudits(CLOSED);
    await anOpenRun(audits);
    audits.tenant.state.switches.AllowGuestUser.stored = true;
    await audits.audit();
    const { standing } = (await audits.audits.standing(audits.tenant.tenantId)) ?? {};
    expect(standing?.baseline['T-1']?.['AllowGuestUser']).toBeUndefined();
    expect(standing?.baseline['E-1']?.['allowInvitesFrom']?.value).toBe('none');
  });
});
