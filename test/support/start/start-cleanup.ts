import { z } from 'zod';
import type { TenantInCloud } from '../../../local/tenant/tenant';
import { createCallbacks } from '../../../src/callbacks/send-callback';
import { callbackSettings, callbackSettingsOf } from '../../../src/callbacks/callback-settings';
import { startProof } from '../../../src/domain/proof/proof';
import { workOf } from '../../../src/domain/enablement/request';
import { parseRequest } from '../../../src/domain/enablement/parse-request';
import type { CleanupTask, TenantCleanup } from '../../../src/domain/cleanup/cleanup-task';
import { cleanupRunIdOf } from '../../../src/domain/cleanup/cleanup-run';
import { leaseKey } from '../../../src/store/tables/keys';
import { tableArchive } from '../../../src/store/cleanup/table-archive';
import { tableAudits } from '../../../src/store/audits/table-audits';
import { tableEnablementStore } from '../../../src/store/enablements/table-enablement-store';
import { tableCleanup } from '../../../src/store/cleanup/table-cleanup';
import { tableExpiries } from '../../../src/store/enablements/table-expiries';
import { openTables } from '../../../src/store/tables/tables';
import type { ClientContext } from '../../../src/microsoft/http/client-context';
import { createActivities } from '../../../src/workflows/activities';
import { createCleanupActivities } from '../../../src/workflows/cleanup/activities/clean-up-tenant';
import type { TenantContext } from '../../../src/workflows/context/tenant-context';
import { startReceiver } from '../callers/notification-receiver';
import { clientsOf, startTenantOnly } from './start-tenant';
import { newStorage } from '../storage';

export const PROBE = 'probe@fabrikam.example';
export const DAY = 86_400_000;

/** The activities of runs and of cleanup, on a tenant and a store of their own. */
export async function startCleanup(file: Record<string, unknown> = {}, connectionString = newStorage()) {
  const tenant = await startTenantOnly(file);
  const receiver = await startReceiver();
  const { clock, tenantId, state } = tenant;
  const wire: string[] = [];
  const clientContext: ClientContext = {
    ...tenant.clientContext,
    fetch: (url, init) => {
      wire.push(`${init?.method ?? 'GET'} ${new URL(url instanceof Request ? url.url : url).pathname}`);
      return fetch(url, init);
    },
  };
  const tables = openTables({ connectionString });
  const runs = tableEnablementStore(tables);
  const expiries = tableExpiries(tables);
  const audits = tableAudits(tables);
  const cleanup = tableCleanup(tables);
  const archive = tableArchive(tables);
  const retention = { evidenceDays: 400, historyDays: 30 };
  const tenantContextFor = async (): Promise<TenantContext> => ({
    tenantId,
    testGuestEmail: PROBE,
    canaryGroupId: state.groups[0]?.id ?? '',
    clients: clientsOf({ ...tenant, clientContext }),
    store: runs,
    expiries,
    audits,
    clientContext,
    callbacks: createCallbacks(callbackSettingsOf(z.object(callbackSettings).parse({})), {
      now: clientContext.now,
    }),
    now: clientContext.now,
    statusTokenSecret: 'a-secret-of-at-least-thirty-two-characters',
    publicUrl: receiver.url,
    teamsSettings: 'api',
    approval: 'whenLoosening',
    approvalHours: 72,
  });
  const activities = createActivities(runs, tenantContextFor);
  const records = { archive, expiries, runs, retention, now: clientContext.now };
  const keeping = createCleanupActivities({
    ...records,
    cleanup,
    served: async () => [tenantId],
    tenantContextFor,
  });
  const now = (): number => clock.now();
  let named = 0;

  async function admit(more: Record<string, unknown> = {}, key?: string): Promise<string> {
    const asked = { tenantId, goal: 'guestAccess', requestedBy: 'Ada Admin', ...more };
    const parsed = parseRequest(asked, { testGuestEmail: PROBE });
    if (parsed.kind === 'rejected') throw new Error(JSON.stringify(parsed.violations));
    const id = `en-${String(named++).padStart(10, '0')}`;
    const { request } = parsed;
    const acceptedAt = clientContext.now().toISOString();
    const idempotency = key === undefined ? {} : { idempotency: { key, fingerprint: 'f' } };
    const admitted = await runs.admit({ id, request, work: workOf(request), acceptedAt, ...idempotency });
    if (admitted.kind !== 'admitted') throw new Error(JSON.stringify(admitted));
    return id;
  }
  /** Closes a run as one whose own clean-up removed nothing. */
  async function end(id: string): Promise<void> {
    const sequence = await activities.countSteps({ id });
    const cleanUp = { removed: [], left: [] };
    await activities.closeRun({ id, sequence, seen: 0, runEnd: { kind: 'closed' }, cleanUp });
  }

  /** Plans, and tries the ladder twice. */
  async function proveStep(id: string): Promise<void> {
    await activities.planChanges({ id, sequence: 2, now: now() });
    let proof = startProof(3, now(), 24, now());
    for (const sequence of [3, 4]) {
      ({ proof } = await activities.checkProof({ id, sequence, seen: 0, proof, now: now() }));
      clock.advanceTo(proof.nextTryAt);
    }
  }
  /** Saves a cleanup run that has not begun yet. */
  async function begin(dryRun = false): Promise<string> {
    clock.advanceTo(now() + 60_000);
    const id = cleanupRunIdOf(now(), `night${named++}`);
    const startedAt = clientContext.now().toISOString();
    await cleanup.begin({ id, startedAt, startedBy: 'timer', dryRun, tenants: 1 });
    return id;
  }

  return {
    tenant,
    /** Requests that went over the wire, tokens aside. */
    wire,
    runs,
    expiries,
    archive,
    activities,
    audits,
    cleanup,
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
    cleanupRun: (milliseconds: number) => clock.advanceTo(clock.now() + milliseconds),
    /** A run that invites its guest, has it join the test team, watches for it, and has not ended. */
    async test(more: Record<string, unknown> = {}): Promise<string> {
      const id = await admit(more);
      await activities.inspect({ id, sequence: 1, now: now() });
      await proveStep(id);
      return id;
    },
    proveStep,
    begin,
    /** Somebody invites a guest by hand. */
    async invite(invitedUserEmailAddress: string): Promise<void> {
      const inviteRedirectUrl = 'https://teams.microsoft.com';
      const body = { invitedUserEmailAddress, inviteRedirectUrl, sendInvitationMessage: false };
      await tenant.call('POST', '/invitations', body);
      clock.advanceTo(now() + 60_000);
    },
    /** Cleans up in the tenant, with patience at its end, and answers what was found. */
    async keep({ dryRun = false } = {}): Promise<TenantCleanup> {
      const id = await begin(dryRun);
      await keeping.cleanUpTenant({ id, tenantId, givesUp: true });
      await keeping.closeCleanup({ id });
      const tenantCleanups = await cleanup.tenantCleanups(id, tenantId);
      if (tenantCleanups === undefined) throw new Error(`${id} has no result.`);
      return tenantCleanups;
    },
  };
}

/** `guest done`, a line each. */
export const notes = ({ tasks }: { tasks: CleanupTask[] }): string[] =>
  tasks.map(({ kind, state }) => `${kind} ${state}`);
