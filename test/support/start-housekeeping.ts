import { z } from 'zod';
import type { TenantInCloud } from '../../local/tenant/tenant';
import { createCallbacks } from '../../src/callbacks/callbacks';
import { callbackSettings, callbackSettingsOf } from '../../src/callbacks/settings';
import { startProof } from '../../src/enablement/proof';
import { parseRequest, workOf } from '../../src/enablement/request';
import type { Chore, Tidied } from '../../src/housekeeping/chore';
import { passIdOf } from '../../src/housekeeping/pass';
import { leaseKey } from '../../src/store/keys';
import { tableArchive } from '../../src/store/table-archive';
import { tableAudits } from '../../src/store/table-audits';
import { tableEnablementStore } from '../../src/store/table-enablement-store';
import { tableHousekeeping } from '../../src/store/table-housekeeping';
import { tableTimeBoxes } from '../../src/store/table-time-boxes';
import { openTables } from '../../src/store/tables';
import type { WayOut } from '../../src/http/way-out';
import { createActivities } from '../../src/workflows/activities';
import { createHousekeepingActivities } from '../../src/workflows/activities/keep-house';
import type { Tools } from '../../src/workflows/activities/tools';
import { startReceiver } from './notification-receiver';
import { clientsOf, startTenantOnly } from './start-tenant';
import { newStorage } from './storage';

export const PROBE = 'probe@fabrikam.example';
export const DAY = 86_400_000;

/** The activities of runs and of housekeeping, on a tenant and a store of their own. */
export async function startHousekeeping(file: Record<string, unknown> = {}, connectionString = newStorage()) {
  const tenant = await startTenantOnly(file);
  const receiver = await startReceiver();
  const { clock, tenantId, state } = tenant;
  const wire: string[] = [];
  const out: WayOut = {
    ...tenant.out,
    fetch: (url, init) => {
      wire.push(`${init?.method ?? 'GET'} ${new URL(url instanceof Request ? url.url : url).pathname}`);
      return fetch(url, init);
    },
  };
  const tables = openTables({ connectionString });
  const runs = tableEnablementStore(tables);
  const timeBoxes = tableTimeBoxes(tables);
  const audits = tableAudits(tables);
  const housekeeping = tableHousekeeping(tables);
  const archive = tableArchive(tables);
  const retention = { evidenceDays: 400, historyDays: 30 };
  const toolsFor = async (): Promise<Tools> => ({
    tenantId,
    testGuestEmail: PROBE,
    canaryGroupId: state.groups[0]?.id ?? '',
    clients: clientsOf({ ...tenant, out }),
    store: runs,
    timeBoxes,
    audits,
    out,
    callbacks: createCallbacks(callbackSettingsOf(z.object(callbackSettings).parse({})), { now: out.now }),
    now: out.now,
    statusTokenSecret: 'a-secret-of-at-least-thirty-two-characters',
    publicUrl: receiver.url,
    teamsSettings: 'api',
    approval: 'whenLoosening',
    approvalHours: 72,
  });
  const activities = createActivities(runs, toolsFor);
  const records = { archive, timeBoxes, runs, retention, now: out.now };
  const keeping = createHousekeepingActivities({
    ...records,
    housekeeping,
    served: async () => [tenantId],
    toolsFor,
  });
  const now = (): number => clock.now();
  let named = 0;

  async function admit(more: Record<string, unknown> = {}, key?: string): Promise<string> {
    const asked = { tenantId, goal: 'guestAccess', requestedBy: 'Ada Admin', ...more };
    const parsed = parseRequest(asked, { testGuestEmail: PROBE });
    if (parsed.kind === 'rejected') throw new Error(JSON.stringify(parsed.violations));
    const id = `en-${String(named++).padStart(10, '0')}`;
    const { request } = parsed;
    const acceptedAt = out.now().toISOString();
    const idempotency = key === undefined ? {} : { idempotency: { key, fingerprint: 'f' } };
    const admitted = await runs.admit({ id, request, work: workOf(request), acceptedAt, ...idempotency });
    if (admitted.kind !== 'admitted') throw new Error(JSON.stringify(admitted));
    return id;
  }
  /** Closes a run as one whose own clean-up removed nothing. */
  async function end(id: string): Promise<void> {
    const sequence = await activities.countSteps({ id });
    const cleanUp = { removed: [], left: [] };
    await activities.close({ id, sequence, seen: 0, ending: { kind: 'closed' }, cleanUp });
  }

  /** Plans, and tries the ladder twice. */
  async function climb(id: string): Promise<void> {
    await activities.plan({ id, sequence: 2, now: now() });
    let proof = startProof(3, now(), 24, now());
    for (const sequence of [3, 4]) {
      ({ proof } = await activities.look({ id, sequence, seen: 0, proof, now: now() }));
      clock.advanceTo(proof.nextTryAt);
    }
  }
  /** Saves a pass that has not begun yet. */
  async function begin(dryRun = false): Promise<string> {
    clock.advanceTo(now() + 60_000);
    const id = passIdOf(now(), `night${named++}`);
    const startedAt = out.now().toISOString();
    await housekeeping.begin({ id, startedAt, startedBy: 'timer', dryRun, tenants: 1 });
    return id;
  }

  return {
    tenant,
    /** Requests that went over the wire, tokens aside. */
    wire,
    runs,
    timeBoxes,
    archive,
    activities,
    audits,
    housekeeping,
    keeping,
    admit,
    end,
    /** A lease without a run: no path of ours leaves one, and an edited or restored table may. */
    plantLease: (id: string) => tables.tenants.createEntity({ ...leaseKey(tenantId), id, work: 'some' }),
    /** Takes a permission from our identity, as an administrator does; tokens show it when they are a day old. */
    revoke(name: string) {
      const { app } = (tenant as unknown as TenantInCloud).file;
      app.graphRoles = app.graphRoles.filter((one) => one !== name);
      clock.advanceTo(now() + 2 * DAY);
    },
    pass: (milliseconds: number) => clock.advanceTo(clock.now() + milliseconds),
    /** A run that invites its guest, has it join the test team, watches for it, and has not ended. */
    async test(more: Record<string, unknown> = {}): Promise<string> {
      const id = await admit(more);
      await activities.inspect({ id, sequence: 1, now: now() });
      await climb(id);
      return id;
    },
    climb,
    begin,
    /** Somebody invites a guest by hand. */
    async invite(invitedUserEmailAddress: string): Promise<void> {
      const inviteRedirectUrl = 'https://teams.microsoft.com';
      const body = { invitedUserEmailAddress, inviteRedirectUrl, sendInvitationMessage: false };
      await tenant.call('POST', '/invitations', body);
      clock.advanceTo(now() + 60_000);
    },
    /** Keeps house in the tenant, with patience at its end, and answers what was found. */
    async keep({ dryRun = false } = {}): Promise<Tidied> {
      const id = await begin(dryRun);
      await keeping.tidyTenant({ id, tenantId, givesUp: true });
      await keeping.closeHousekeeping({ id });
      const tidied = await housekeeping.tidied(id, tenantId);
      if (tidied === undefined) throw new Error(`${id} has no result.`);
      return tidied;
    },
  };
}

/** `guest done`, a line each. */
export const told = ({ chores }: { chores: Chore[] }): string[] =>
  chores.map(({ kind, state }) => `${kind} ${state}`);
