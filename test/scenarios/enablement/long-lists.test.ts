import type { AuditReport } from '../../../src/api/answers/audit';
import type { EnablementStatus } from '../../../src/domain/enablement/status';
import {
  aRequest,
  aTenant,
  HOUR,
  startGastvrij,
  TENANT_ID,
  type Gastvrij,
} from '../../support/start/start-gastvrij';
import { cookieOf, OSCAR } from '../../support/callers/people';
import { PARTNER } from '../../support/controls/desired-settings';

const DAY = 24 * HOUR;
/** What Teams takes: https://learn.microsoft.com/microsoftteams/trusted-organizations-external-meetings-chat */
const FEDERATED = Array.from({ length: 4_000 }, (_, n) => `partner-${String(n).padStart(8, '0')}.example`);
/** What fits into the 25 KB of the policy. */
const INVITED = FEDERATED.slice(0, 840);

let world: Gastvrij;
let run: string;
let ended: EnablementStatus;
beforeAll(async () => {
  world = await startGastvrij(
    aTenant({
      settings: {
        collaborationDomains: { allowed: INVITED, blocked: [] },
        teams: { TenantFederationSettings: federation(FEDERATED.slice(1)) },
      },
      propagation: {
        ...{ entra: { hours: 0 }, teams: { hours: 0 }, sharepoint: { hours: 0 }, roster: { hours: 0.1 } },
      },
      flapMinutes: 0,
    }),
    { settings: { SWEEP_SCHEDULE: '0 */5 * * * *', DEV_SIGN_IN: 'on' } },
  );
  // Before anything changes, so that it can be told what did.
  await world.put(`/tenants/${TENANT_ID}`, { remediate: ['E-3', 'F-2'] });
  await audit();
  const callback = { callbackUrl: world.receiver.urlOf('/long-lists'), callbackEvents: ['finished'] };
  run = await world.ask(aRequest({ goal: 'both', partnerDomains: [PARTNER], ...callback }));
  ended = await world.finish(run);
});
afterEach(() => expect(world.tenant.faults).toEqual([]));

function federation(domains: readonly string[]) {
  return { AllowedDomains: { AllowedDomain: domains.map((Domain) => ({ Domain })) } };
}
const invited = () => world.tenant.state.switches.collaborationDomains.stored as { allowed: string[] };
const report = async (id: string) => (await (await world.get(`/audits/${id}`)).json()) as AuditReport;
async function audit(): Promise<string> {
  await world.conductor.advanceBy(DAY);
  const asked = await world.post('/audits', { by: 'Ada Admin', tenantId: TENANT_ID });
  const { id } = (await asked.json()) as { id: string };
  const isOver = async () => (await report(id)).finishedAt !== undefined;
  expect(await world.conductor.runUntil(isOver, world.clock.now() + HOUR)).toBe(true);
  await world.conductor.settle();
  return id;
}

describe('lists as long as Microsoft takes them', () => {
  it('are added to by a run, which tells what became of them and not what all stands in them', () => {
    expect(ended.outcome).toBe('succeeded');
    expect(ended.summary).toContain(`(F-2): + ${PARTNER} (4000 domains)`);
    expect(ended.summary).toContain(`(E-3): + ${PARTNER} (841 domains)`);
    expect(ended.summary.length).toBeLessThan(2_000);
    expect(invited().allowed).toContain(PARTNER);
  });

  it('are told in short to whoever is called back, and can be read as a table and as a page', async () => {
    const [notes] = world.receiver.calls('/long-lists');
    expect(notes?.body.length).toBeLessThan(20_000);
    expect(notes?.body.length).toBeGreaterThan(100);
    const table = await (await world.get(`/enablements/${run}/steps`, { accept: 'text/csv' })).text();
    expect(table).toContain(`+ ${PARTNER} (4000 domains)`);
    const { name, value } = cookieOf(world, OSCAR);
    const page = await fetch(`${world.origin}/requests/${run}`, { headers: { cookie: `${name}=${value}` } });
    const html = await page.text();
    expect(html).toContain('The list then has 4000 names.');
    expect(html.length).toBeLessThan(200_000);
  });

  it('are put back name by name by an undo', async () => {
    const undone = await world.finish(await world.undo(run));
    expect(undone).toMatchObject({
      outcome: 'undone',
      undoing: {
        undone: expect.arrayContaining([expect.stringContaining(`− ${PARTNER} (3999 domains)`)]) as unknown,
        notUndone: [],
      },
    });
    expect(invited().allowed).toEqual(INVITED);
  });

  it('are found changed by an audit, and put back by the run that it asks for', async () => {
    const clean = await audit();
    expect((await report(clean)).tenants[0]).toMatchObject({ outcome: 'clean' });
    world.tenant.state.switches.collaborationDomains.stored = { allowed: INVITED.slice(1), blocked: [] };
    const found = await report(await audit());
    expect(found.tenants[0]?.findings).toMatchObject([
      { control: 'E-3', text: expect.stringContaining(`− ${INVITED[0]} (839 domains)`) as string },
    ]);
    expect(JSON.stringify(found).length).toBeLessThan(200_000);
    const remediation = found.tenants[0]?.remediation?.run ?? '';
    expect((await world.finish(remediation)).outcome).toBe('undone');
    expect(new Set(invited().allowed)).toEqual(new Set(INVITED));
  });

  it('free the tenant even where the storage does not take how a run ended', async () => {
    const fault = world.recordsStorage.addFault({
      effect: { kind: 'refused', status: 400 },
      on: 'transaction',
      // The last step goes with the end of the run.
      row: /\/run$/,
      nth: 1,
      times: 1,
    });
    const look = { goal: 'externalAccess', partnerDomains: [PARTNER], dryRun: true };
    expect(await world.finish(await world.ask(aRequest(look)))).toMatchObject({ outcome: 'planned' });
    expect(fault.hits()).toBe(1);
    expect(world.output()).toContain('"event":"outcomeShortened"');
    const next = await world.ask(aRequest({ ...look, goal: 'both' }));
    expect(await world.finish(next)).toMatchObject({ outcome: 'planned' });
  });
});
