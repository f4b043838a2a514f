import { CHECKLIST } from '../../src/controls/checklist';
import type { Change, Control, Value } from '../../src/controls/control';
import { applyChanges, readDocument } from '../../src/controls/documents';
import { permissionsInWords } from '../../src/controls/permissions';
import type { Clients } from '../../src/controls/settings-document';
import { graphClient } from '../../src/graph/graph-client';
import { teamsAdminClient } from '../../src/teams-admin/teams-admin-client';
import { startTenantOnly, type TenantOnly } from '../support/start-tenant';

const ALL_OFF = {
  allowInvitesFrom: 'none',
  allowGuestUser: false,
  groupSettings: { allowToAddGuests: false, allowGuestsToAccessGroups: false },
  sharingCapability: 'disabled',
};

const clientsOf = ({ out, graph, teamsAdmin }: TenantOnly): Clients => ({
  graph: graphClient(out, graph),
  teamsAdmin: teamsAdminClient(out, teamsAdmin),
});

async function valueOf(tenant: TenantOnly, control: Control): Promise<Value> {
  const { readings } = await readDocument(clientsOf(tenant), control.document, tenant.out.now);
  const reading = readings.find((one) => one.control === control.id);
  if (reading?.kind !== 'known') throw new Error(`${control.id} could not be read`);
  return reading.value;
}

async function changeOf(tenant: TenantOnly, control: Control): Promise<Change> {
  const before = await valueOf(tenant, control);
  const judged = control.judge(before, 'gated');
  if (judged.kind === 'met') throw new Error(`${control.id} is met already`);
  return { control: control.id, property: control.property, before, after: judged.to };
}

const writes = (tenant: TenantOnly): string[] =>
  tenant.log
    .filter(({ method, service }) => service !== 'identity' && method !== 'GET')
    .map(({ method, route }) => `${method} ${route}`);

describe.each(CHECKLIST.map((control) => [control.id, control] as const))('control %s', (_, control) => {
  const apply = (tenant: TenantOnly, change: Change) =>
    applyChanges(clientsOf(tenant), control.document, [change], tenant.out.now);

  it('says where it lives, what it needs and what it risks', () => {
    expect(control.adminPage).toMatch(/admin centre/);
    expect(permissionsInWords(control.toRead)).not.toBe('');
    expect(permissionsInWords(control.toWrite)).not.toBe('');
    expect(control.risk).toMatch(/\.$/);
    expect(control.effectiveWithin.patience).toBeGreaterThanOrEqual(control.effectiveWithin.documented);
  });

  it('reads without changing anything', async () => {
    const tenant = await startTenantOnly({ settings: ALL_OFF });
    await valueOf(tenant, control);
    expect(writes(tenant)).toEqual([]);
  });

  it('is met after it was applied, with one write, and no neighbour touched', async () => {
    const tenant = await startTenantOnly({ settings: ALL_OFF });
    const before = await Promise.all(CHECKLIST.map((one) => valueOf(tenant, one)));
    const change = await changeOf(tenant, control);
    expect(await apply(tenant, change)).toMatchObject({ kind: 'applied' });
    expect(control.judge(await valueOf(tenant, control), 'gated').kind).toBe('met');
    const after = await Promise.all(CHECKLIST.map((one) => valueOf(tenant, one)));
    expect(after).toEqual(
      before.map((value, index) => (CHECKLIST[index] === control ? change.after : value)),
    );
    expect(writes(tenant)).toHaveLength(1);
    expect(tenant.faults).toEqual([]);
  });

  it('applied twice is the same as once', async () => {
    const tenant = await startTenantOnly({ settings: ALL_OFF });
    const change = await changeOf(tenant, control);
    await apply(tenant, change);
    expect(await apply(tenant, change)).toMatchObject({ kind: 'unchanged' });
    expect(writes(tenant)).toHaveLength(1);
  });

  it('is left alone when it moved since the plan', async () => {
    const tenant = await startTenantOnly({ settings: ALL_OFF });
    const change = await changeOf(tenant, control);
    const found = await apply(tenant, { ...change, before: 'something else' });
    expect(found).toMatchObject({ kind: 'moved', control: control.id, found: change.before });
    expect(writes(tenant)).toEqual([]);
  });

  it('names the permission it misses, to read and to write', async () => {
    const tenant = await startTenantOnly({ settings: ALL_OFF, app: { graphRoles: [], directoryRoles: [] } });
    const { kind, readings } = await readDocument(clientsOf(tenant), control.document, tenant.out.now);
    expect(kind).toBe('unknown');
    expect(readings).toContainEqual(
      expect.objectContaining({ control: control.id, kind: 'unknown', missing: control.toRead }),
    );
    const change: Change = { control: control.id, property: control.property, before: false, after: true };
    expect(await apply(tenant, change)).toMatchObject({ kind: 'refused', missing: control.toWrite });
  });

  it('asks for nothing more once it is as open as can be', async () => {
    const tenant = await startTenantOnly();
    const value = await valueOf(tenant, control);
    expect([control.judge(value, 'gated'), control.judge(value, 'selfService')]).toEqual([
      { kind: 'met' },
      { kind: 'met' },
    ]);
  });
});
