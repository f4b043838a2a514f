import { controlsOfTeam } from '../../../src/controls/team-controls';
import { readDocuments } from '../../../src/settings/read-settings';
import { controlOf } from '../../../src/controls/checklist';
import { startProof } from '../../../src/domain/proof/proof';
import { parseRequest } from '../../../src/domain/enablement/parse-request';
import { AUDITED } from '../../../src/workflows/audit/activities/audit-readings';
import { startActivities } from '../../support/start/start-activities';
import { startAudits, type Audits } from '../../support/start/start-audits';
import { clientsOf } from '../../support/start/start-tenant';
import { CANARY, TEAM_ID } from '../../support/controls/desired-settings';

const HOUR = 3_600_000;
const teamNo = (n: number): string => `cccccccc-0000-4000-8000-0000000001${String(n).padStart(2, '0')}`;
const FIVE = [1, 2, 3, 4, 5].map(teamNo);
const withTeams = (...ids: string[]) => ({
  teams: [CANARY, ...ids.map((id) => ({ id, displayName: `Team ${id.slice(-2)}` }))],
});

const teamIn = ({ tenant }: Audits, teamId: string) => {
  const team = tenant.state.groups.find(({ id }) => id === teamId);
  if (team === undefined) throw new Error(`There is no team ${teamId}.`);
  return team;
};

const looksAt = ({ tenant }: Audits, teamId: string): number =>
  tenant.log.filter(({ method, path }) => method === 'GET' && path.endsWith(`/teams/${teamId}`)).length;

/** A run of ours that opened this team, as its record has it. */
async function aRunFor({ tenant, runs }: Audits, teamId: string): Promise<void> {
  const { tenantId, clientContext } = tenant;
  const asked = { tenantId, teamId, goal: 'guestAccess', requestedBy: 'Ada Admin' };
  const parsed = parseRequest(asked, { testGuestEmail: 'probe@fabrikam.example' });
  if (parsed.kind === 'rejected') throw new Error('The request is wrong.');
  const at = clientContext.now().toISOString();
  const id = `en-${teamId.slice(-4)}`;
  const { request } = parsed;
  await runs.admit({ id, request, work: id, acceptedAt: at });
  const ofTeam = ['G-3', 'G-4', 'T-5'].map(controlOf);
  const documents = await readDocuments(
    clientsOf(tenant),
    ofTeam,
    { domains: [], teamId },
    clientContext.now,
  );
  const runOutcome = { outcome: 'succeeded' as const, summary: '', cleanUp: { removed: [], left: [] } };
  const step = { started: at, ended: at, text: '', requestIds: [] };
  await runs.record(id, 0, { ...step, kind: 'accepted', result: request });
  await runs.record(id, 1, { ...step, kind: 'inspected', result: { documents } });
  await runs.close(id, { sequence: 0, seen: 0, runOutcome: { ...runOutcome, finishedAt: at } });
}

describe('the switches of single teams', () => {
  it('are looked at where an operator lists the team, in no more requests than before', async () => {
    const audits = await startAudits(withTeams(...FIVE), { teams: FIVE.slice(0, 3) });
    await audits.audit();
    expect(await audits.audit()).toMatchObject({ outcome: 'clean', unknown: [], read: AUDITED.length + 9 });
    expect(audits.wire.length).toBeLessThanOrEqual(8);
    teamIn(audits, teamNo(2)).allowToAddGuests = false;
    teamIn(audits, teamNo(3)).isArchived = true;
    expect((await audits.audit()).findings).toMatchObject([
      { key: `G-3:${teamNo(2)}.AllowToAddGuests`, kind: 'tightened', state: 'new' },
      { key: `T-5:${teamNo(3)}.isArchived`, kind: 'tightened', state: 'new' },
    ]);
    delete teamIn(audits, teamNo(2)).allowToAddGuests;
    teamIn(audits, teamNo(3)).isArchived = false;
    expect((await audits.audit()).findings.map(({ state }) => state)).toEqual(['resolved', 'resolved']);
    expect(audits.tenant.faults).toEqual([]);
  });

  it('take turns where there are many, so that each is read every other night', async () => {
    const audits = await startAudits(withTeams(...FIVE), { teams: FIVE });
    await audits.audit();
    for (let night = 0; night < 2; night++) {
      await audits.audit();
      expect(audits.wire.length).toBeLessThanOrEqual(8);
    }
    expect(FIVE.map((id) => looksAt(audits, id)).every((looks) => looks >= 2)).toBe(true);
    expect(audits.tenant.faults).toEqual([]);
  });

  it('are looked at where a run of ours let guests in, and compared with how it left them', async () => {
    const audits = await startAudits(withTeams(TEAM_ID));
    await audits.audit();
    await aRunFor(audits, TEAM_ID);
    teamIn(audits, TEAM_ID).labels = ['Confidential'];
    const { findings, read } = await audits.audit();
    expect(read).toBe(AUDITED.length + 3);
    expect(findings).toMatchObject([
      { key: `G-4:${TEAM_ID}.assignedLabels`, kind: 'tightened', state: 'new' },
    ]);
  });

  it('are read once a day, whoever reads: an audit takes what a run saw of Teams', async () => {
    const audits = await startAudits(withTeams(TEAM_ID), { teams: [TEAM_ID] });
    await audits.audit();
    const { clock, tenantId } = audits.tenant;
    clock.advanceTo(clock.now() + 25 * HOUR);
    await aRunFor(audits, TEAM_ID);
    const looks = looksAt(audits, TEAM_ID);
    clock.advanceTo(clock.now() + HOUR);
    await audits.activities.auditTenant({ id: 'au-000000001-x', tenantId, givesUp: true });
    const result = await audits.audits.result('au-000000001-x', tenantId);
    expect(result).toMatchObject({ read: AUDITED.length + 3, unknown: [] });
    expect(looksAt(audits, TEAM_ID)).toBe(looks);
    expect(audits.tenant.faults).toEqual([]);
  });

  it('are no finding any more once nobody tracks the team', async () => {
    const tenantSettings = { teams: [TEAM_ID] };
    const audits = await startAudits(withTeams(TEAM_ID), tenantSettings);
    await audits.audit();
    teamIn(audits, TEAM_ID).allowToAddGuests = false;
    expect((await audits.audit()).findings).toHaveLength(1);
    tenantSettings.teams = [];
    expect(await audits.audit()).toMatchObject({ outcome: 'clean', findings: [], read: AUDITED.length });
  });

  it('are three a team, each a control with a name of its own', () => {
    expect(controlsOfTeam('t').map(({ id }) => id)).toEqual(['G-3:t', 'G-4:t', 'T-5:t']);
    expect(controlOf('G-3:t').id).toBe('G-3');
  });
});

it('a run that names a team asks Teams about it once, however often it reads the settings again', async () => {
  const { tenant, activities, accept, plan } = await startActivities({
    ...withTeams(TEAM_ID),
    propagation: { roster: { never: true } },
  });
  const id = await accept({ teamId: TEAM_ID });
  await plan(id);
  const began = tenant.clock.now();
  let proof = startProof(3, began, 24, began);
  for (const hours of [0, 0.1, 1.1, 6.1, 12.1]) {
    const now = began + hours * HOUR;
    tenant.clock.advanceTo(now);
    const sequence = await activities.countSteps({ id });
    proof = (await activities.checkProof({ id, sequence, seen: 0, proof: { ...proof, nextTryAt: now }, now }))
      .proof;
  }
  const reads = (route: string): number =>
    tenant.log.filter((one) => one.method === 'GET' && one.route === route).length;
  expect(reads('/groups/{id}/settings')).toBeGreaterThan(2);
  expect(reads('/teams/{id}')).toBe(1);
});
