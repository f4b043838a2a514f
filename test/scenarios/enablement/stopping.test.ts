import { findBreak } from '../../../src/store/evidence/hash-chain';
import { leftBehind, NOTHING } from '../../support/records/left-behind';
import {
  aRequest,
  aTenant,
  HOUR,
  MINUTE,
  startGastvrij,
  SWEEPS_OFTEN,
  type Gastvrij,
} from '../../support/start/start-gastvrij';

/** Guests are not let into Teams, nobody has to agree to that, and Teams never lists one. */
const CLOSED = { allowGuestUser: false };
const aSlowTenant = () => aTenant({ settings: CLOSED, propagation: { roster: { never: true } } });
const READ_ORGANISATION = 'GET /organization';
const TEAMS_ROUTE = 'PUT /Skype.Policy/configurations/TeamsClientConfiguration/configuration/Global';
const WRITE_TEAMS = /^PUT .*TeamsClientConfiguration/;

/** Has a route ask for hours of patience, from the next call on. */
function throttle(gastvrij: Gastvrij, route: string, hours: number): void {
  gastvrij.tenant.serviceFault({ kind: 'throttle', route, times: 1, retryAfterSeconds: hours * 3600 });
}

const routeOf = (gastvrij: Gastvrij, call: RegExp): string => gastvrij.calls(call).at(-1) ?? '';

describe('a run that Microsoft keeps waiting', () => {
  let gastvrij: Gastvrij;
  let teamsRoute: string;
  beforeAll(async () => {
    gastvrij = await startGastvrij(aSlowTenant());
    // One run to learn by which route Teams is written.
    const id = await gastvrij.ask();
    await gastvrij.getGoing(id);
    teamsRoute = routeOf(gastvrij, WRITE_TEAMS);
    await gastvrij.post(`/enablements/${id}/cancel`);
    await gastvrij.finish(id, MINUTE);
  });
  beforeEach(async () => {
    gastvrij.furnish(CLOSED);
    // The patience that was asked for in the test before is over.
    await gastvrij.conductor.advanceBy(5 * HOUR);
  });

  const cancel = (id: string) => gastvrij.post(`/enablements/${id}/cancel`, { by: 'Grace' });

  it.each([
    ['while it inspects', () => READ_ORGANISATION],
    ['before it writes', () => teamsRoute],
  ])('%s hears a cancel at once, and asks Microsoft nothing more before its time', async (_, route) => {
    throttle(gastvrij, route(), 4);
    const id = await gastvrij.ask();
    await gastvrij.conductor.advanceBy(90 * MINUTE);
    const before = gastvrij.calls(/^(PUT|PATCH|POST \/invitations)/).length;
    expect((await gastvrij.status(id)).status).not.toBe('finished');
    expect((await cancel(id)).status).toBe(202);
    const status = await gastvrij.finish(id, MINUTE);
    expect(status.outcome).toBe('cancelled');
    expect(status.summary).toContain('Cancelled by Grace');
    expect(gastvrij.calls(/^(PUT|PATCH|POST \/invitations)/)).toHaveLength(before);
    expect(findBreak(await gastvrij.steps(id))).toBeUndefined();
  });

  it('goes on when its time has come, and no earlier, whatever else it is told', async () => {
    throttle(gastvrij, teamsRoute, 4);
    const id = await gastvrij.ask();
    await gastvrij.conductor.advanceBy(HOUR);
    expect((await gastvrij.post(`/enablements/${id}/probe`)).status).toBe(202);
    await gastvrij.conductor.advanceBy(2.9 * HOUR);
    expect((await gastvrij.status(id)).status).toBe('applying');
    await gastvrij.conductor.advanceBy(0.2 * HOUR);
    expect((await gastvrij.status(id)).status).toBe('proving');
    await cancel(id);
    await gastvrij.finish(id, MINUTE);
    expect(gastvrij.tenant.faults).toEqual([]);
  });

  it('in its clean-up takes a cancel that comes too late, and cleans up to the end', async () => {
    const id = await gastvrij.ask();
    await gastvrij.conductor.advanceBy(HOUR);
    throttle(gastvrij, 'DELETE /users/{id}', 3);
    expect((await cancel(id)).status).toBe(202);
    await gastvrij.conductor.advanceBy(HOUR);
    expect((await gastvrij.status(id)).status).toBe('cleaningUp');
    const again = await cancel(id);
    expect([again.status, await again.json()]).toMatchObject([202, { sequence: 1 }]);
    expect(await gastvrij.finish(id, 3 * HOUR)).toMatchObject({
      outcome: 'cancelled',
      cleanUp: { left: [] },
    });
    expect(gastvrij.guests()).toEqual([]);
  });

  it('says that it was called off before it planned anything', async () => {
    throttle(gastvrij, READ_ORGANISATION, 4);
    const id = await gastvrij.ask(aRequest({ dryRun: true }));
    await gastvrij.conductor.advanceBy(HOUR);
    await cancel(id);
    expect((await gastvrij.finish(id, MINUTE)).outcome).toBe('cancelled');
    expect((await gastvrij.steps(id)).map(({ kind }) => kind)).toEqual([
      'accepted',
      'commandReceived',
      'cleanedUp',
      'finished',
    ]);
  });

  it('leaves nothing behind, neither in the tenant nor among what waits', async () => {
    await gastvrij.conductor.advanceBy(5 * HOUR);
    expect(await leftBehind(gastvrij)).toEqual(NOTHING);
    expect(await underWay(gastvrij)).toEqual([]);
  });
});

describe('an answer that nobody understands', () => {
  it('ends the wait after three tries, in its own words, with what came kept as it came', async () => {
    const gastvrij = await startGastvrij(aTenant({ propagation: { roster: { never: true } } }));
    gastvrij.tenant.injector.add({ kind: 'garble', route: 'POST /invitations', times: 99, as: 'otherShape' });
    const id = await gastvrij.ask();
    const status = await gastvrij.finish(id, 2 * HOUR);
    expect(status.outcome).toBe('failed');
    expect(status.summary).toMatch(
      /The run stopped unexpectedly: Microsoft Graph: POST \/invitations answered in an unknown/,
    );
    expect(gastvrij.calls(/^POST \/invitations/)).toHaveLength(3);
    const failed = (await gastvrij.steps(id)).filter(({ kind }) => kind === 'failed');
    expect(failed).toHaveLength(1);
    expect(failed[0]?.error).toMatchObject({ name: 'UnexpectedReply', call: { route: '/invitations' } });
    expect(findBreak(await gastvrij.steps(id))).toBeUndefined();
  });
});

describe('a run that is terminated by hand', () => {
  let gastvrij: Gastvrij;
  beforeAll(async () => {
    gastvrij = await startGastvrij(aSlowTenant(), SWEEPS_OFTEN);
  });

  async function terminate(id: string): Promise<void> {
    const { origin, masterKey } = gastvrij;
    const path = `instances/${id}/terminate?code=${masterKey}&reason=test`;
    const answer = await fetch(`${origin}/runtime/webhooks/durabletask/${path}`, { method: 'POST' });
    expect(answer.status).toBe(202);
  }

  it.each<[string, Record<string, unknown>, () => void, string | undefined]>([
    ['while it inspects', CLOSED, () => throttle(gastvrij, READ_ORGANISATION, 2), 'inspecting'],
    [
      'while a second person is waited for',
      { ...CLOSED, allowInvitesFrom: 'none' },
      () => undefined,
      'waitingForApproval',
    ],
    ['while it writes', CLOSED, () => throttle(gastvrij, TEAMS_ROUTE, 2), 'applying'],
    ['while it proves', {}, () => undefined, 'proving'],
  ])('%s ends once, and so does everything that waits for it', async (_, settings, prepare, phase) => {
    gastvrij.furnish(settings);
    prepare();
    const id = await gastvrij.ask();
    await gastvrij.conductor.advanceBy(10 * MINUTE);
    if (phase) expect((await gastvrij.status(id)).status).toBe(phase);
    await terminate(id);
    const status = await gastvrij.finish(id, 4 * HOUR);
    expect(status.outcome).toBe('failed');
    const steps = await gastvrij.steps(id);
    expect(steps.filter(({ kind }) => kind === 'finished')).toHaveLength(1);
    expect(steps.at(-1)?.kind).toBe('finished');
    expect(findBreak(steps)).toBeUndefined();
    await gastvrij.conductor.advanceBy(HOUR);
    expect(await underWay(gastvrij)).toEqual([]);
    expect(await gastvrij.steps(id)).toHaveLength(steps.length);
    expect(await leftBehind(gastvrij)).toEqual(NOTHING);
  });

  it('while it cleans up has that finished for it, once', async () => {
    gastvrij.furnish({});
    const id = await gastvrij.ask();
    await gastvrij.conductor.advanceBy(HOUR);
    throttle(gastvrij, 'DELETE /users/{id}', 2);
    const deletions = gastvrij.calls(/^DELETE \/users\//).length;
    expect((await gastvrij.post(`/enablements/${id}/cancel`)).status).toBe(202);
    await gastvrij.conductor.advanceBy(10 * MINUTE);
    expect((await gastvrij.status(id)).status).toBe('cleaningUp');
    expect(gastvrij.guests()).toHaveLength(1);
    await terminate(id);
    expect(await gastvrij.finish(id, 4 * HOUR)).toMatchObject({ outcome: 'failed', cleanUp: { left: [] } });
    const steps = await gastvrij.steps(id);
    const kinds = steps.map(({ kind }) => kind);
    expect(kinds.filter((kind) => ['cleanedUp', 'finished'].includes(kind))).toEqual([
      'cleanedUp',
      'finished',
    ]);
    expect(findBreak(steps)).toBeUndefined();
    await gastvrij.conductor.advanceBy(HOUR);
    // One that was told to wait, and one that was heard.
    expect(gastvrij.calls(/^DELETE \/users\//).length - deletions).toBeLessThanOrEqual(3);
    expect(gastvrij.guests()).toEqual([]);
    expect(await gastvrij.steps(id)).toHaveLength(steps.length);
    expect(await underWay(gastvrij)).toEqual([]);
    expect(await leftBehind(gastvrij)).toEqual(NOTHING);
  });

  it('leaves nothing that fails again and again', async () => {
    await gastvrij.conductor.advanceBy(28 * HOUR);
    expect(gastvrij.host().output()).not.toMatch(/failed \(invocation/);
    expect(await instances(gastvrij, 'Failed')).toEqual([]);
  });
});

/** The orchestrations of the hub that stand in a state. */
async function instances({ origin, masterKey }: Gastvrij, ...states: string[]): Promise<string[]> {
  const query = new URLSearchParams({ code: masterKey, runtimeStatus: states.join(',') });
  const answer = await fetch(`${origin}/runtime/webhooks/durabletask/instances?${query.toString()}`);
  const found = (await answer.json()) as { instanceId: string }[];
  return found.map(({ instanceId }) => instanceId);
}

const underWay = (gastvrij: Gastvrij): Promise<string[]> =>
  instances(gastvrij, 'Running', 'Pending', 'ContinuedAsNew');
