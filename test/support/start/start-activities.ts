import { z } from 'zod';
import { createCallbacks } from '../../../src/callbacks/send-callback';
import { callbackSettings, callbackSettingsOf } from '../../../src/callbacks/callback-settings';
import type { DocumentId } from '../../../src/controls/control';
import type { PlannedResult } from '../../../src/domain/enablement/decision';
import type { Step } from '../../../src/domain/enablement/step';
import { parseRequest } from '../../../src/domain/enablement/parse-request';
import { graphClient } from '../../../src/microsoft/graph/graph-client';
import type { ClientContext } from '../../../src/microsoft/http/client-context';
import { tableAudits } from '../../../src/store/audits/table-audits';
import { openTables } from '../../../src/store/tables/tables';
import { tableEnablementStore } from '../../../src/store/enablements/table-enablement-store';
import { tableExpiries } from '../../../src/store/enablements/table-expiries';
import { teamsAdminClient } from '../../../src/microsoft/teams-admin/teams-admin-client';
import { createActivities, type RunActivities } from '../../../src/workflows/activities';
import type { Planning } from '../../../src/workflows/enablement/activities/plan/plan-changes';
import { startTenantOnly, type TenantOnly } from './start-tenant';
import { newStorage } from '../storage';

export interface ActivitiesOnly {
  tenant: TenantOnly;
  activities: RunActivities;
  /** What really went over the wire, tokens aside: `GET /v1.0/organization`, `POST /v1.0/$batch of 7`. */
  wire: string[];
  /** Saves a request as the app does, and answers its id. */
  accept(request?: Record<string, unknown>): Promise<string>;
  /** What is recorded of a run. */
  steps(id: string): Promise<Step[]>;
  /** Inspects and plans, as the workflow does. */
  plan(id: string): Promise<Planning>;
  /** Writes what was planned, document by document; a second person agrees where one must. */
  apply(id: string, planning: Planning): Promise<string[]>;
  /** Undoes what the run wrote. */
  undo(id: string): Promise<string[]>;
}

/** The activities of the app on a tenant and a store, without a host: what a workflow would call, called here. */
export async function startActivities(
  file: Record<string, unknown> = {},
  /** Where Graph reaches the app; nowhere, when left out. */
  publicUrl?: string,
): Promise<ActivitiesOnly> {
  const connectionString = newStorage();
  const tenant = await startTenantOnly(file);
  const wire: string[] = [];
  const clientContext: ClientContext = {
    ...tenant.clientContext,
    fetch: (url, init) => {
      wire.push(lineOf(url instanceof Request ? url.url : url.toString(), init));
      return fetch(url, init);
    },
  };
  const tables = openTables({ connectionString });
  const store = tableEnablementStore(tables);
  const activities = createActivities(store, async (tenantId) => ({
    tenantId,
    clients: {
      graph: graphClient(clientContext, tenant.graph),
      teamsAdmin: teamsAdminClient(clientContext, tenant.teamsAdmin),
    },
    store,
    audits: tableAudits(tables),
    expiries: tableExpiries(tables),
    clientContext,
    callbacks: createCallbacks(callbackSettingsOf(z.object(callbackSettings).parse({})), {
      now: clientContext.now,
    }),
    now: clientContext.now,
    statusTokenSecret: 'a-secret-of-at-least-thirty-two-characters',
    teamsSettings: 'api',
    ...(publicUrl !== undefined && { publicUrl }),
    ...(tenant.state.groups[0] && { canaryGroupId: tenant.state.groups[0].id }),
    approval: 'whenLoosening',
    approvalHours: 72,
  }));
  const now = (): number => tenant.clock.now();
  const write = async (id: string, documents: DocumentId[], isUndo: boolean): Promise<string[]> => {
    const kinds: string[] = [];
    for (const document of documents) {
      const sequence = await activities.countSteps({ id });
      kinds.push((await activities.applyDocument({ id, sequence, document, now: now(), isUndo })).kind);
    }
    return kinds;
  };

  const agree = async (id: string, expiresAt: number): Promise<void> => {
    const planned = (await store.steps(id)).find(({ kind }) => kind === 'planned')?.result as PlannedResult;
    const at = clientContext.now().toISOString();
    await store.sendCommand(id, { kind: 'approve', by: 'Grace Approver', at, subject: planned.plan.hash });
    const sequence = await activities.countSteps({ id });
    await activities.checkDecision({ id, sequence, seen: 0, expiresAt, now: now() });
  };

  return {
    tenant,
    activities,
    wire,
    async accept(more = {}) {
      const asked = { tenantId: tenant.tenantId, goal: 'guestAccess', requestedBy: 'Ada Admin', ...more };
      const parsed = parseRequest(asked, { testGuestEmail: 'probe@fabrikam.example' });
      if (parsed.kind === 'rejected') throw new Error(JSON.stringify(parsed.violations));
      const id = `en-${crypto.randomUUID()}`;
      // No lease is taken: the tenants of these tests share their tables, and one id.
      await store.restore({ id, request: parsed.request, acceptedAt: clientContext.now().toISOString() });
      return id;
    },
    steps: (id) => store.steps(id),
    async plan(id) {
      await activities.inspect({ id, sequence: 1, now: now() });
      return activities.planChanges({ id, sequence: 2, now: now() });
    },
    async apply(id, { documents, decideBy }) {
      if (decideBy !== undefined) await agree(id, Date.parse(decideBy));
      return write(id, documents, false);
    },
    async undo(id) {
      const sequence = await activities.countSteps({ id });
      return write(id, await activities.planUndo({ id, sequence, now: now() }), true);
    },
  };
}

function lineOf(url: string, init: RequestInit | undefined): string {
  const { method = 'GET', body } = init ?? {};
  const { pathname } = new URL(url);
  const path = pathname.replace(/^\/(graph|teams-admin)/, '');
  const { requests } = JSON.parse(typeof body === 'string' ? body : '{}') as { requests?: unknown[] };
  return `${method} ${path}${requests ? ` of ${requests.length}` : ''}`;
}
