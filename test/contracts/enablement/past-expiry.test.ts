import { startProof } from '../../../src/domain/proof/proof';
import { startActivities, type ActivitiesOnly } from '../../support/start/start-activities';
import { writesOf } from '../../support/start/start-tenant';

const HOUR = 3_600_000;
const ALL_OFF = {
  settings: { allowGuestUser: false, allowInvitesFrom: 'none', sharingCapability: 'disabled' },
};

/** A run that is to stand for an hour. */
async function aRunForAnHour(): Promise<ActivitiesOnly & { id: string; letTwoHoursPass: () => void }> {
  const world = await startActivities(ALL_OFF);
  const { clock } = world.tenant;
  const enableUntil = new Date(clock.now() + HOUR).toISOString();
  const id = await world.accept({ enableUntil });
  return { ...world, id, letTwoHoursPass: () => void clock.advanceTo(clock.now() + 2 * HOUR) };
}

describe('an enablement whose date passes', () => {
  it('before it is planned ends with that, and asks nobody to agree', async () => {
    const { id, plan, letTwoHoursPass } = await aRunForAnHour();
    letTwoHoursPass();
    const { verdict, decideBy } = await plan(id);
    expect(verdict).toMatchObject({
      kind: 'OVERDUE',
      text: expect.stringContaining('that date has passed') as string,
    });
    expect(decideBy).toBeUndefined();
  });

  it('leaves nobody more time to agree than it stands', async () => {
    const { id, plan, tenant } = await aRunForAnHour();
    const { decideBy = '' } = await plan(id);
    expect(Date.parse(decideBy)).toBe(tenant.clock.now() + HOUR);
  });

  it('between an agreement and its writes writes nothing', async () => {
    const { id, plan, apply, steps, activities, tenant, letTwoHoursPass } = await aRunForAnHour();
    const planning = await plan(id);
    letTwoHoursPass();
    const [first] = await apply(id, { ...planning, documents: planning.documents.slice(0, 1) });
    expect([first, writesOf(tenant)]).toEqual(['hopeless', []]);
    expect((await steps(id)).at(-1)?.text).toContain('that date has passed. Nothing more was written.');
    expect(await activities.wantsUndo({ id })).toBe(false);
  });

  it('between two of its writes writes no more, and puts back the first without being asked', async () => {
    const { id, plan, apply, undo, activities, tenant, letTwoHoursPass } = await aRunForAnHour();
    const { documents, decideBy } = await plan(id);
    expect(documents.length).toBeGreaterThan(1);
    const applied = await apply(id, {
      documents: documents.slice(0, 1),
      ...(decideBy && { decideBy }),
    } as never);
    expect(applied).toEqual(['applied']);
    const writes = writesOf(tenant).length;
    letTwoHoursPass();
    expect(await apply(id, { documents: documents.slice(1, 2) } as never)).toEqual(['hopeless']);
    expect(writesOf(tenant)).toHaveLength(writes);
    expect(await activities.wantsUndo({ id })).toBe(true);
    expect(await undo(id)).toEqual(['applied']);
  });

  it('while it waits for its proof ends the wait, whatever is due', async () => {
    const { id, plan, apply, activities, tenant, letTwoHoursPass } = await aRunForAnHour();
    await apply(id, await plan(id));
    const now = tenant.clock.now();
    const sequence = await activities.countSteps({ id });
    const proof = { ...startProof(1, now, 24, now), nextTryAt: now + 20 * HOUR };
    const early = await activities.checkProof({ id, sequence, seen: 9, proof, now });
    expect([early.end, early.proof.until]).toEqual([undefined, now + HOUR]);
    letTwoHoursPass();
    const late = await activities.checkProof({ id, sequence, seen: 9, proof: early.proof, now: now + HOUR });
    expect(late.end).toMatchObject({ kind: 'stopped', verdict: { kind: 'OVERDUE' } });
  });
});
