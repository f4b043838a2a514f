import type { EnablementStatus } from '../../../src/domain/enablement/status';
import { instanceStore } from '../../../local/host/durable/instances/instance-store';
import { callbackEventSchema, type CallbackEvent } from '../../../src/domain/events/run-event';
import { aRelease } from '../../support/records/release';
import {
  aRequest,
  aTenant,
  HOUR,
  MINUTE,
  startGastvrij,
  type Gastvrij,
} from '../../support/start/start-gastvrij';

const DAY = 24 * HOUR;
/** One look a day is enough where nothing else happens for months. */
const SWEEPS_DAILY = { settings: { SWEEP_SCHEDULE: '0 0 9 * * *' } };
const eventsAt = ({ receiver }: Gastvrij, path: string): CallbackEvent[] =>
  receiver.calls(path).map(({ body }) => callbackEventSchema.parse(JSON.parse(body)));

const aClosedTenant = () =>
  aTenant({
    settings: { allowGuestUser: false, sharingCapability: 'disabled' },
    propagation: { teams: { hours: 1 }, roster: { hours: 0.5 } },
    flapMinutes: 0,
  });

describe('an enablement that stands until a date', () => {
  const newRelease = aRelease('1.1');

  it('is announced a day before, put back on the day and told, through three restarts and a release with newer workflows; but for what somebody changed', async () => {
    const world = await startGastvrij(aClosedTenant(), SWEEPS_DAILY);
    const versionOf = async (run: string) =>
      (await instanceStore(world.storage, 'Gastvrij').findHead(run))?.version;
    const { switches } = world.tenant.state;
    const enableUntil = new Date(world.clock.now() + 90 * DAY).toISOString();
    const callbackUrl = world.receiver.urlOf('/box');
    const id = await world.ask(aRequest({ enableUntil, callbackUrl }));
    const done = await world.finish(id);
    expect(done).toMatchObject({ outcome: 'succeeded', expiry: { until: enableUntil } });
    expect([switches.AllowGuestUser.stored, switches.sharingCapability.stored]).toEqual([
      true,
      'existingExternalUserSharingOnly',
    ]);
    // Somebody opens further what we opened: that is his, and stays.
    switches.sharingCapability.stored = 'externalUserAndGuestSharing';
    const { restartHost } = world;
    const starts = [restartHost, () => world.redeploy(newRelease), restartHost, restartHost];
    for (const startAgain of starts) {
      await world.conductor.advanceBy(22 * DAY);
      await world.killHost();
      await startAgain();
    }
    expect((await world.status(id)).expiry).toEqual({ until: enableUntil });
    expect(switches.AllowGuestUser.stored).toBe(true);
    expect(eventsAt(world, '/box').map(({ type }) => type)).toEqual([
      'enablement.approval.needed',
      'enablement.finished',
    ]);

    await world.conductor.advanceBy(DAY);
    const { expiry } = await world.status(id);
    expect(expiry?.noticeSentAt).toBeDefined();
    expect([expiry?.endedBy, switches.AllowGuestUser.stored]).toEqual([undefined, true]);
    expect(eventsAt(world, '/box')[2]).toMatchObject({
      type: 'enablement.expiring',
      data: {
        enablementId: id,
        until: enableUntil,
        undone: [expect.stringContaining('T-1'), expect.anything()],
      },
    });

    await world.conductor.advanceBy(2 * DAY);
    const { endedBy = '' } = (await world.status(id)).expiry ?? {};
    const back = await world.status(endedBy);
    expect([await versionOf(id), await versionOf(endedBy)]).toEqual(['1.0', '1.1']);
    expect(back).toMatchObject({
      outcome: 'undone',
      undoes: id,
      undoing: { undone: [expect.stringContaining('T-1')] },
    });
    expect(back.undoing?.conflicts).toHaveLength(1);
    // Whoever counts what was accepted and never finished must see this run begin, too.
    expect(world.output()).toContain(`{"event":"runAccepted","enablement":"${endedBy}"`);
    expect([switches.AllowGuestUser.stored, switches.sharingCapability.stored]).toEqual([
      false,
      'externalUserAndGuestSharing',
    ]);
    await world.conductor.advanceBy(DAY);
    const [, , , ended, ...more] = eventsAt(world, '/box');
    const { summary } = back;
    expect(ended).toMatchObject({ type: 'enablement.ended', data: { summary, endedBy, until: enableUntil } });
    expect([ended?.data.undone, ended?.data.notUndone]).toEqual([
      back.undoing?.undone,
      back.undoing?.conflicts,
    ]);
    expect(more).toEqual([]);
    expect(world.tenant.faults).toEqual([]);
  });

  it('can be extended until it has ended, and asks nobody to agree to its end', async () => {
    const world = await startGastvrij(aClosedTenant(), {
      settings: { APPROVAL: 'always', SWEEP_SCHEDULE: '0 0 */6 * * *' },
    });
    const at = (days: number): string => new Date(world.clock.now() + days * DAY).toISOString();
    const first = at(2);
    const callback = { callbackUrl: world.receiver.urlOf('/box'), callbackEvents: ['expiring'] };
    const id = await world.ask(aRequest({ enableUntil: first, ...callback }));
    await world.finish(id);
    await world.conductor.advanceBy(DAY + 6 * HOUR);
    const asked = { by: 'Ada Admin', reason: 'The project goes on.', until: at(3) };
    // Whoever asked got it agreed to until a date: a later one is for somebody else to agree to.
    const own = await world.post(`/enablements/${id}/extend`, asked);
    const problem = (await own.json()) as { type: string; detail: string };
    expect([own.status, problem.type]).toEqual([403, 'urn:gastvrij:problem:extension-needs-approver']);
    expect(problem.detail).toContain('the role Approver, other than Ada Admin');
    const earlier = await world.post(`/enablements/${id}/extend`, { ...asked, until: at(0.5) });
    expect((await world.post(`/enablements/${id}/extend`, { ...asked, until: first })).status).toBe(200);
    expect(earlier.status).toBe(200);
    const agreed = { ...asked, by: 'Grace Approver' };
    const extended = await world.post(`/enablements/${id}/extend`, agreed);
    const once = ((await extended.json()) as EnablementStatus).expiry;
    expect(once).toMatchObject({ until: asked.until });
    // Whoever did not hear the answer says it again: it is one extension.
    const again = await world.post(`/enablements/${id}/extend`, agreed);
    expect([again.status, ((await again.json()) as EnablementStatus).expiry]).toEqual([200, once]);
    await world.conductor.advanceBy(DAY + 18 * HOUR);
    expect((await world.status(id)).expiry?.endedBy).toBeUndefined();
    await world.conductor.advanceBy(2 * DAY);
    // A new date is announced anew, under an id of its own.
    const noticeSent = world.receiver.calls('/box').map(({ headers }) => headers['webhook-id']);
    expect(new Set(noticeSent).size).toBe(2);
    expect(eventsAt(world, '/box').map(({ data }) => data.until)).toEqual([first, asked.until]);
    const { endedBy = '' } = (await world.status(id)).expiry ?? {};
    expect(await world.status(endedBy)).toMatchObject({ outcome: 'undone' });
    const late = await world.post(`/enablements/${id}/extend`, { ...asked, until: at(1) });
    expect(late.status).toBe(409);
    const past = await world.post(`/enablements/${id}/extend`, { ...asked, until: at(-1) });
    expect([
      past.status,
      (await world.post('/enablements', aRequest({ enableUntil: at(400) }))).status,
    ]).toEqual([422, 422]);
    await world.conductor.advanceBy(MINUTE);
    expect((await world.post(`/enablements/${endedBy}/extend`, { ...asked, until: at(1) })).status).toBe(409);

    // A date that comes while its proof still runs ends the run, and what it wrote is undone.
    world.furnish({ allowGuestUser: false });
    const soon = await world.ask(aRequest({ enableUntil: at(0.01) }));
    expect(await world.finish(soon)).toMatchObject({
      outcome: 'overdue',
      summary: expect.stringContaining('and that date has passed') as string,
      undoing: { undone: [expect.stringContaining('T-1')] },
    });
    expect(world.tenant.state.switches.AllowGuestUser.stored).toBe(false);
    // Nobody need agree to what would be over; a date that comes first is a no.
    const waiting = await world.ask(aRequest({ enableUntil: at(0.01) }));
    await world.conductor.advanceBy(HOUR);
    expect((await world.approve(waiting)).status).toBe(409);
    expect(await world.status(waiting)).toMatchObject({
      outcome: 'declined',
      summary: expect.stringContaining('nobody approved the plan before that date') as string,
    });
    await world.conductor.advanceBy(7 * HOUR);
    for (const id of [soon, waiting]) {
      const { expiry } = await world.status(id);
      expect([expiry?.endedBy, expiry?.endedAt]).toEqual([undefined, expect.any(String)]);
    }

    // A run that found everything open has nothing to end, and says nothing of it.
    world.furnish();
    const idle = await world.ask(
      aRequest({ enableUntil: at(2), callbackUrl: world.receiver.urlOf('/idle') }),
    );
    expect((await world.finish(idle)).outcome).toBe('succeeded');
    await world.conductor.advanceBy(3 * DAY);
    const { expiry: idleBox } = await world.status(idle);
    expect([idleBox?.endedBy, idleBox?.endedAt]).toEqual([undefined, expect.any(String)]);
    expect(eventsAt(world, '/idle').map(({ type }) => type)).toEqual(['enablement.finished']);
  });
});
