import type { InvocationContext } from '@azure/functions';
import type { DurableClient } from 'durable-functions';
import { auditIdOf, type AuditRun } from '../../domain/audit/audit-run';
import { LONGEST_AUDIT } from '../../domain/audit/overdue-audit';
import type { Services } from '../../composition/services';
import { AUDIT_TENANTS } from '../../workflows/engine/names';
import { stateOf } from '../enablements/run-state';
import type { Sweeping } from '../timers/sweep-report';

interface DesiredSettings {
  startedBy: string;
  /** One tenant; all when left out. */
  tenantId?: string | undefined;
  /** When the timer is to start the next, ISO 8601. */
  nextDue?: string | undefined;
}

/**
 * Saves an audit and starts it. One of all tenants that is under way is as good as another. What is saved and never
 * began is started by the sweeper.
 */
export async function beginAudit(
  services: Services,
  client: DurableClient,
  { startedBy, tenantId, nextDue }: DesiredSettings,
  context: InvocationContext,
): Promise<AuditRun> {
  const { audits, tenants, now, newId } = services;
  const time = now().getTime();
  const latest = await audits.newestOfAll();
  const isUnderWay =
    latest !== undefined &&
    latest.finishedAt === undefined &&
    time - Date.parse(latest.startedAt) < LONGEST_AUDIT;
  const underWay = isUnderWay && tenantId === undefined ? await audits.find(latest.id) : undefined;
  if (underWay) return underWay;

  // One of a single tenant stands in for no night, and says nothing of the next.
  const due = tenantId === undefined ? (nextDue ?? latest?.nextDue) : undefined;
  const run: AuditRun = {
    id: auditIdOf(time, newId().slice('en-'.length)),
    startedAt: new Date(time).toISOString(),
    startedBy,
    tenants: tenantId === undefined ? (await tenants.all()).map((one) => one.tenantId) : [tenantId],
    ...(tenantId !== undefined && { tenantId }),
    ...(due && { nextDue: due }),
  };
  await audits.begin(run);
  await startAuditOf(client, run.id, context);
  return run;
}

async function startAuditOf(client: DurableClient, id: string, context: InvocationContext): Promise<void> {
  try {
    await client.startNew(AUDIT_TENANTS, { instanceId: id });
  } catch (error) {
    context.warn(`Audit ${id} is saved and could not be started; the sweeper will`, error);
  }
}

/** More are not under way but when something is broken: then the newest of them count. */
const MOST_UNFINISHED = 500;

/** Starts an audit that was saved and never began, and ends one that broke off with what it has. */
export async function sweepAudits({ services, client, context, each }: Sweeping): Promise<void> {
  const { audits, activities, now } = services;
  // Young enough to be on its way from being saved to being started.
  const grownUp = now().getTime() - 60_000;
  const unfinished = (await audits.unfinished(MOST_UNFINISHED)).filter(
    ({ startedAt }) => Date.parse(startedAt) <= grownUp,
  );
  const taskOf = ({ id }: { id: string }) => ({ task: 'audit', item: id });
  await each(unfinished, taskOf, async ({ id }) => {
    const state = await stateOf(client, id);
    if (state === 'running') return;
    context.warn(`Audit ${id} ${state === 'absent' ? 'never began' : 'broke off'}; making up for it`);
    if (state === 'absent') await startAuditOf(client, id, context);
    else await activities.closeAudit({ id });
  });
}
