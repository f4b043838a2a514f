import { startActivities, type ActivitiesOnly } from '../../support/start/start-activities';
import { writesOf } from '../../support/start/start-tenant';

const HOUR = 3_600_000;
const PARTNER = 'fabrikam.example';
const T_1 = 'PUT /Skype.Policy/configurations/TeamsClientConfiguration/configuration/Global';
const BLOCKED = {
  usersAndGroups: { accessType: 'blocked', targets: [{ target: 'AllUsers', targetType: 'user' }] },
  applications: {
    accessType: 'allowed',
    targets: [{ target: 'AllApplications', targetType: 'application' }],
  },
};

/** A run that has opened what it planned, and time enough that readings count. */
async function opened(settings: Record<string, unknown>): Promise<ActivitiesOnly & { id: string }> {
  const world = await startActivities({ settings });
  const id = await world.accept({ partnerDomains: [PARTNER] });
  expect(await world.apply(id, await world.plan(id))).toEqual(['applied']);
  const { clock } = world.tenant;
  clock.advanceTo(clock.now() + 2 * HOUR);
  return { ...world, id };
}

describe('a way back', () => {
  it('closes the entry of a partner whose domain has left its organisation since', async () => {
    const { tenant, undo, id } = await opened({ crossTenantAccess: { default: BLOCKED } });
    tenant.unlist(PARTNER);
    expect(await undo(id)).toEqual(['applied']);
    expect(tenant.state.switches.crossTenantAccess.stored).toMatchObject({ partners: {} });
  });

  it('makes the policy of domains anew where somebody deleted it', async () => {
    const { tenant, undo, id } = await opened({ collaborationDomains: { blocked: [PARTNER] } });
    Object.assign(tenant.state, { domainPolicy: null });
    expect(await undo(id)).toEqual(['applied']);
    expect(tenant.state.switches.collaborationDomains.stored).toEqual({ allowed: [], blocked: [PARTNER] });
    expect(writesOf(tenant).at(-1)).toBe('POST /policies/b2bManagementPolicies');
  });
});

describe('a write that Microsoft puts off until the enablement is over', () => {
  it.each(['before', 'after'] as const)(
    '%s its effect is not sent again, and said to be possible or done',
    async (when) => {
      const { tenant, accept, plan, activities, steps } = await startActivities({
        settings: { allowGuestUser: false },
      });
      const now = tenant.clock.now();
      const id = await accept({ enableUntil: new Date(now + HOUR).toISOString() });
      const { documents } = await plan(id);
      tenant.injector.add({ kind: 'answer', route: T_1, when, status: 503, retryAfterSeconds: 7200 });
      const [document = 'team'] = documents;
      const sequence = await activities.countSteps({ id });
      const apply = () => activities.applyDocument({ id, sequence, document, now });
      await expect(apply()).rejects.toThrow('is busy');
      tenant.clock.advanceTo(now + 2 * HOUR + 60_000);
      expect(await apply()).toMatchObject({ kind: 'hopeless', verdict: { kind: 'OVERDUE' } });
      expect(writesOf(tenant)).toHaveLength(1);
      expect((await steps(id)).at(-1)?.text).toMatch(
        when === 'after'
          ? /shows the change: Guest access/
          : /isn’t known whether this was written: Guest access/,
      );
      expect(await activities.wantsUndo({ id })).toBe(true);
    },
  );
});
