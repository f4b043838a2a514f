import { leastOf } from '../../../src/controls/permissions';
import { CHECKLIST, controlOf } from '../../../src/controls/checklist';
import type { Change, Control, Permissions, DesiredSettings } from '../../../src/controls/control';
import { owns } from '../../../src/controls/control';
import { applyChanges } from '../../../src/settings/apply-changes';
import { readDocument } from '../../../src/settings/read-settings';
import type { Values } from '../../../src/controls/values/value';
import { assess } from '../../../src/domain/plan/assess-controls';
import { clientsOf, startTenantOnly, writesOf, type TenantOnly } from '../../support/start/start-tenant';
import { enabling } from '../../support/start/enabling';
import { desiredSettings, CLOSED, everything, UNTOUCHED } from '../../support/controls/desired-settings';

const desired = everything();
const scope = { domains: desired.domains, ...(desired.teamId && { teamId: desired.teamId }) };

async function valuesOf(tenant: TenantOnly, { id, document }: Control): Promise<Values> {
  if (document === undefined) return {};
  const { readings } = await readDocument(clientsOf(tenant), document, scope, tenant.clientContext.now);
  const reading = readings.find(({ control }) => control === id);
  if (reading?.kind !== 'known') throw new Error(`${id} could not be read`);
  return reading.values;
}

/** What a control owns of its document, so that neighbours can be told apart. */
const ownOf = (control: Control, values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => owns(control, name)));

async function changesOf(
  tenant: TenantOnly,
  control: Control,
  wanted: DesiredSettings = desired,
): Promise<Change[]> {
  const values = await valuesOf(tenant, control);
  const judged = control.judge(values, wanted);
  if (judged.kind !== 'change') throw new Error(`${control.id} needs no change: ${judged.kind}`);
  return Object.entries(judged.to).map(([property, after]) => ({
    control: control.id,
    property,
    before: values[property] ?? null,
    after,
  }));
}

const apply = (tenant: TenantOnly, { document }: Control, changes: Change[]) => {
  if (document === undefined) throw new Error('Nothing to write.');
  return applyChanges(clientsOf(tenant), document, changes, scope, tenant.clientContext.now);
};

const byId = (controls: readonly Control[]) => controls.map((control) => [control.id, control] as const);
const readable = CHECKLIST.filter(({ document }) => document !== undefined);
const changeable = CHECKLIST.filter(({ can }) => can === 'change');

describe('the checklist', () => {
  it('has every id once', () => {
    expect(new Set(CHECKLIST.map(({ id }) => id)).size).toBe(CHECKLIST.length);
  });

  it('owns each property of a document once', async () => {
    const tenant = await startTenantOnly(UNTOUCHED);
    for (const control of readable) {
      const names = Object.keys(await valuesOf(tenant, control));
      for (const name of names) {
        const owners = CHECKLIST.filter((one) => one.document === control.document && owns(one, name));
        expect(owners.length).toBeLessThanOrEqual(1);
      }
    }
  });
});

describe.each(byId(CHECKLIST))('control %s', (_, control) => {
  it('says where it lives, how it stands by default, what breaks and what it risks', () => {
    for (const text of [control.whenWrong, control.risk]) expect(text).toMatch(/[.]$/);
    expect(control.adminPage.length).toBeGreaterThan(10);
    expect(control.default).not.toBe('');
    expect(control.effectiveWithin.longest).toBeGreaterThanOrEqual(control.effectiveWithin.documented);
    const { graph, roles } = control.toWrite;
    expect(graph.length + roles.length > 0).toBe(control.can === 'change');
  });

  it('asks for no change where nothing was ever configured', async () => {
    const tenant = await startTenantOnly(UNTOUCHED);
    const values = await valuesOf(tenant, control);
    for (const profile of ['gated', 'selfService'] as const)
      expect(control.judge(values, everything({ profile })).kind).toMatch(/^(met|mayDecide)$/);
    expect(writesOf(tenant)).toEqual([]);
  });
});

/** An identity that has these permissions, and not one more. */
const appWith = (...needed: Permissions[]) => ({
  graphRoles: needed.flatMap(({ graph }) => graph),
  directoryRoles: needed.flatMap(({ roles }) => roles),
});

describe.each(byId(readable))('control %s, that can be read', (_, control) => {
  it('is read with the permissions it names alone', async () => {
    const tenant = await startTenantOnly({ ...CLOSED, app: appWith(control.toRead) });
    expect(Object.keys(ownOf(control, await valuesOf(tenant, control)))).not.toEqual([]);
    if (control.can !== 'change') return;
    const changes = await changesOf(tenant, control);
    expect(await apply(tenant, control, changes)).toMatchObject({
      kind: 'refused',
      missing: leastOf([control.toRead, control.toWrite]),
    });
  });

  it('stays unknown, and names the permission, where it may not be read', async () => {
    const tenant = await startTenantOnly({ ...CLOSED, app: { graphRoles: [], directoryRoles: [] } });
    const document = control.document ?? 'team';
    const { readings } = await readDocument(clientsOf(tenant), document, scope, tenant.clientContext.now);
    const [finding] = assess([control], readings, desired);
    expect(finding?.judgement).toMatchObject({ kind: 'unknown', missing: control.toRead });
  });
});

describe.each(byId(changeable))('control %s, that can be changed', (_, control) => {
  it('is met after it was applied, with one write, and no neighbour touched', async () => {
    const tenant = await startTenantOnly(CLOSED);
    const others = readable.filter((one) => one !== control);
    const look = async () => Promise.all(others.map(async (one) => ownOf(one, await valuesOf(tenant, one))));
    const before = await look();
    const changes = await changesOf(tenant, control);
    expect(await apply(tenant, control, changes)).toMatchObject({ kind: 'applied', written: changes });
    expect(control.judge(await valuesOf(tenant, control), desired).kind).toBe('met');
    // Teams is to be asked once a day at most whether a team has changed.
    tenant.clock.advanceTo(tenant.clock.now() + 24 * 3_600_000);
    expect(await look()).toEqual(before);
    expect(writesOf(tenant)).toHaveLength(1);
    expect(tenant.faults).toEqual([]);
  });

  it('is written with the permissions it names alone', async () => {
    const tenant = await startTenantOnly({ ...CLOSED, app: appWith(control.toRead, control.toWrite) });
    const changes = await changesOf(tenant, control);
    expect(await apply(tenant, control, changes)).toMatchObject({ kind: 'applied' });
  });

  it('applied twice is the same as once', async () => {
    const tenant = await startTenantOnly(CLOSED);
    const changes = await changesOf(tenant, control);
    await apply(tenant, control, changes);
    expect(await apply(tenant, control, changes)).toMatchObject({ kind: 'unchanged' });
    expect(writesOf(tenant)).toHaveLength(1);
  });

  it('is left alone when it moved since the plan', async () => {
    const tenant = await startTenantOnly(CLOSED);
    const changes = await changesOf(tenant, control);
    const stale = changes.map((change) => ({ ...change, before: 'something else' }));
    const moved = await apply(tenant, control, stale);
    expect(moved).toMatchObject({ kind: 'moved', control: control.id, found: changes[0]?.before });
    expect(writesOf(tenant)).toEqual([]);
  });

  it('goes back to exactly what it was', async () => {
    const tenant = await startTenantOnly(CLOSED);
    const start = await valuesOf(tenant, control);
    const changes = await changesOf(tenant, control);
    await apply(tenant, control, changes);
    const back = changes.map((change) => ({ ...change, before: change.after, after: change.before }));
    expect(await apply(tenant, control, back)).toMatchObject({ kind: 'applied' });
    expect(await valuesOf(tenant, control)).toEqual(start);
  });

  it('names the permission it misses to be written', async () => {
    const tenant = await startTenantOnly({ ...CLOSED, app: { graphRoles: [], directoryRoles: [] } });
    const change: Change = { control: control.id, property: 'any', before: false, after: true };
    expect(await apply(tenant, control, [change])).toMatchObject({
      kind: 'refused',
      missing: leastOf([control.toRead, control.toWrite]),
    });
  });

  it('tells an administrator what to type, where there is a line for it', async () => {
    const changes = await changesOf(await startTenantOnly(CLOSED), control);
    const to = Object.fromEntries(changes.map(({ property, after }) => [property, after]));
    const line = control.inPowerShell?.(to);
    if (line !== undefined) expect(line).toMatch(/(^|; )(Set|Update)-\w+ -\w+/);
  });
});

describe('a list of domains without a name', () => {
  const domainsOf = async (settings: Record<string, unknown>, id: string) => {
    const values = await valuesOf(await startTenantOnly({ settings }), controlOf(id));
    return Object.values(ownOf(controlOf(id), values));
  };

  it.each([
    ['S-4', { sharePoint: { sharingDomainRestrictionMode: 'allowList' } }, { kind: 'allowNobody' }],
    ['S-4', { sharePoint: { sharingDomainRestrictionMode: 'blockList' } }, { kind: 'allowAll' }],
    // Here Microsoft knows no "nobody": two empty lists are no restriction.
    ['E-3', { collaborationDomains: {} }, { kind: 'allowAll' }],
  ])('means in %s what it means to Microsoft: %j', async (id, settings, rule) => {
    expect(await domainsOf(settings, id)).toEqual([rule]);
  });

  it('is never written for guests, where it would let everybody in', async () => {
    const tenant = await startTenantOnly(CLOSED);
    const control = controlOf('E-3');
    const [before] = Object.values(await valuesOf(tenant, control));
    const change: Change = {
      control: 'E-3',
      property: 'domains',
      before: before ?? null,
      after: { kind: 'allowNobody' },
    };
    await expect(apply(tenant, control, [change])).rejects.toThrow(/everybody/);
    expect(writesOf(tenant)).toEqual([]);
  });
});

describe('the entry of a partner in cross-tenant access', () => {
  const FABRIKAM = '/policies/crossTenantAccessPolicy/partners/ffffffff-0000-4000-8000-00000000fab1';
  const control = controlOf('E-5');
  const desired = desiredSettings();
  const trust = { inboundTrust: { isMfaAccepted: true } };
  const aTenant = (partners: Record<string, null>) =>
    startTenantOnly({ settings: { crossTenantAccess: { ...CLOSED.settings.crossTenantAccess, partners } } });

  it('is left, and told as a conflict, where somebody has put more into it since we made it', async () => {
    const tenant = await aTenant({});
    const { plan, apply, undo } = enabling(tenant, desired);
    const made = await plan();
    const applied = await apply(made);
    await tenant.call('PATCH', FABRIKAM, trust);
    const back = await undo(made, applied);
    expect([back.changes, back.cannot.map(({ control: id }) => id)]).toEqual([[], ['E-5']]);
    expect((await tenant.call('GET', FABRIKAM)).body).toMatchObject(trust);
  });

  it('keeps what else it held when we change it and put it back', async () => {
    const tenant = await aTenant({ 'ffffffff-0000-4000-8000-00000000fab1': null });
    await tenant.call('PATCH', FABRIKAM, trust);
    const { plan, apply, undo } = enabling(tenant, desired);
    const made = await plan();
    const applied = await apply(made);
    expect(applied.map(({ kind }) => kind)).toEqual(['applied']);
    expect(control.judge(await valuesOf(tenant, control), desired).kind).toBe('met');
    await undo(made, applied);
    expect((await tenant.call('GET', FABRIKAM)).body).toMatchObject({
      ...trust,
      b2bCollaborationInbound: null,
    });
  });
});
