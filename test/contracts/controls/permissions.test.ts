import {
  PERMISSION_SETS,
  permissionsOf,
  type PermissionSet,
} from '../../../src/microsoft/permissions/permission-sets';
import { applyChanges } from '../../../src/settings/apply-changes';
import { CHECKLIST } from '../../../src/controls/checklist';
import type { Control, Permissions } from '../../../src/controls/control';
import { readDocuments } from '../../../src/settings/read-settings';
import { isMissingNothing, leastOf, missingOf } from '../../../src/controls/permissions';
import { Refused } from '../../../src/microsoft/http/service-errors';
import {
  addToCanary,
  isCanaryMember,
  readRoster,
  removeFromCanary,
} from '../../../src/microsoft/test-guest/canary-membership';
import {
  deleteGuest,
  findGuest,
  inviteGuest,
  purgeGuest,
} from '../../../src/microsoft/test-guest/invite-guest';
import { NEEDED_ALWAYS } from '../../../src/microsoft/permissions/needed-permissions';
import { clientsOf, startTenantOnly, type TenantOnly } from '../../support/start/start-tenant';
import { CLOSED, everything, UNTOUCHED } from '../../support/controls/desired-settings';

const CANARY = 'cccccccc-0000-4000-8000-00000000ca7a';
const SOMEBODY = 'aaaaaaaa-0000-4000-8000-000000000001';
const GUEST = 'guest@fabrikam.example';
const desired = everything();
const scope = { domains: desired.domains, ...(desired.teamId && { teamId: desired.teamId }) };

const isServed = (set: PermissionSet, { document, options }: Control): boolean =>
  document !== undefined && (set === 'auditOnly' || set === 'both' || options.includes(set));

const start = (file: Record<string, unknown>, { graph, roles }: Permissions): Promise<TenantOnly> =>
  startTenantOnly({ ...file, app: { graphRoles: graph, directoryRoles: roles } });

/** Does what a set promises, one thing after the other, and says what is refused. */
async function* refusals(set: PermissionSet, granted: Permissions): AsyncGenerator<string> {
  if (!isMissingNothing(missingOf([NEEDED_ALWAYS], granted))) yield 'seeing that this is the right tenant';
  if (set === 'guestAccess' || set === 'both') yield* refusalsOfProof(await start(UNTOUCHED, granted));
  yield* refusalsOfControls(set, await start(CLOSED, granted));
}

async function* refusalsOfControls(set: PermissionSet, tenant: TenantOnly): AsyncGenerator<string> {
  const clients = clientsOf(tenant);
  const controls = CHECKLIST.filter((control) => isServed(set, control));
  const documents = await readDocuments(clients, controls, scope, tenant.clientContext.now);
  const readings = documents.flatMap((document) => document.readings);
  const known = controls.flatMap((control) => {
    const reading = readings.find((one) => one.control === control.id);
    return reading?.kind === 'known' ? [{ control, values: reading.values }] : [];
  });
  const unread = controls.filter((control) => !known.some((one) => one.control === control));
  for (const { id } of unread) yield `reading ${id}`;
  if (set === 'auditOnly') return;
  for (const { control, values } of known.filter((one) => one.control.can === 'change')) {
    const judged = control.judge(values, desired);
    const changes = Object.entries(judged.kind === 'change' ? judged.to : {}).map(([property, after]) => ({
      control: control.id,
      property,
      before: values[property] ?? null,
      after,
    }));
    const document = control.document ?? 'team';
    const applied = await applyChanges(clients, document, changes, scope, tenant.clientContext.now);
    if (applied.kind === 'refused') yield `changing ${control.id}`;
  }
}

async function* refusalsOfProof(tenant: TenantOnly): AsyncGenerator<string> {
  const { graph } = clientsOf(tenant);
  const invited = await inviteGuest(graph, GUEST);
  if (invited.kind === 'refused') yield 'inviting';
  const id = invited.kind === 'invited' ? invited.userId : SOMEBODY;
  tenant.clock.advanceTo(tenant.clock.now() + 60_000);
  const rungs: [string, () => Promise<unknown>][] = [
    ['finding', () => findGuest(graph, GUEST)],
    ['joining', () => addToCanary(graph, CANARY, id)],
    ['looking for the membership', () => isCanaryMember(graph, CANARY, id)],
    ['reading the roster', () => readRoster(graph, CANARY, id)],
    ['leaving', () => removeFromCanary(graph, CANARY, id)],
    ['deleting', () => deleteGuest(graph, id)],
    ['emptying the bin', () => purgeGuest(graph, id)],
  ];
  for (const [what, proveStep] of rungs) {
    const answer = await proveStep().catch((fault: unknown) => {
      if (fault instanceof Refused) return { kind: 'refused' };
      throw fault;
    });
    if ((answer as { kind?: string } | undefined)?.kind === 'refused') yield what;
  }
}

describe.each(PERMISSION_SETS)('the permissions for %s', (set) => {
  const all = permissionsOf(set);

  it('are enough for everything it promises', async () => {
    const refused: string[] = [];
    for await (const what of refusals(set, all)) refused.push(what);
    expect(refused).toEqual([]);
  });

  if (set === 'both') {
    it('are those of the two options together, and no other', () => {
      expect(all).toEqual(leastOf([permissionsOf('guestAccess'), permissionsOf('externalAccess')]));
    });
    return;
  }

  it.each([...all.graph, ...all.roles])('are not enough without %s', async (name) => {
    const without = (names: string[]): string[] => names.filter((one) => one !== name);
    const granted = { graph: without(all.graph), roles: without(all.roles) };
    const first = await refusals(set, granted).next();
    expect(first.done).toBe(false);
  });
});

describe('a permission to write', () => {
  const held = (...graph: string[]) => ({ graph, roles: [] });
  const missing = (id: string, ...graph: string[]): string[] =>
    missingOf(
      CHECKLIST.filter((control) => control.id === id).map(({ toRead }) => toRead),
      held(...graph),
    ).graph;

  it('reads the policy it writes, and no other', () => {
    const policyOf = (id: string, permission: string): boolean =>
      missing(id, permission).includes('Policy.Read.All');
    expect([
      policyOf('E-1', 'Policy.ReadWrite.Authorization'),
      policyOf('E-1', 'Policy.ReadWrite.CrossTenantAccess'),
      policyOf('E-5', 'Policy.ReadWrite.CrossTenantAccess'),
      policyOf('E-5', 'Policy.ReadWrite.Authorization'),
    ]).toEqual([false, true, false, true]);
  });

  it('of members shows no group', () => {
    expect(missing('G-3', 'GroupMember.ReadWrite.All', 'GroupSettings.Read.All')).toEqual([
      'GroupMember.Read.All',
    ]);
    expect(permissionsOf('guestAccess').graph).toContain('GroupMember.Read.All');
  });
});
