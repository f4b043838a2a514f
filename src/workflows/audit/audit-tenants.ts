import type { OrchestrationContext } from 'durable-functions';
import type { AuditCounts } from '../../domain/audit/audit-run';
import { inOneLine } from '../../domain/events/log-event';
import { ask, call, timeOf, type Steps, type ValueOf } from '../engine/call-activity';
import { AUDIT_LANE, START_RUN, laneOf } from '../engine/names';
import { callWhileThrottled, PACE, tenantByTenant } from '../engine/for-each-tenant';

interface Lane {
  id: string;
  /** Those that are still to be audited. */
  tenants: string[];
}

/** Audits every tenant of a run: so many lanes side by side, each going through its tenants one after the other. */
export function* auditTenants(context: OrchestrationContext): Steps<AuditCounts> {
  const id = context.df.instanceId;
  const { lanes } = yield* call(context, 'openAudit', { id });
  yield context.df.Task.all(
    lanes.map((tenants, lane) =>
      context.df.callSubOrchestrator(AUDIT_LANE, { id, tenants } satisfies Lane, laneOf(id, lane)),
    ),
  );
  return yield* call(context, 'closeAudit', { id });
}

export function* auditLane(context: OrchestrationContext): Steps<void> {
  const { id, tenants } = context.df.getInput<Lane>() ?? { id: '', tenants: [] };
  const left = yield* tenantByTenant(
    context,
    tenants,
    (tenantId) => auditOne(context, { id, tenantId }),
    PACE,
  );
  if (left.length > 0) context.df.continueAsNew({ id, tenants: left } satisfies Lane);
}

function* auditOne(context: OrchestrationContext, input: { id: string; tenantId: string }): Steps<void> {
  const began = timeOf(context);
  try {
    yield* decideOutcome(context, began, input, yield* callWhileThrottled(context, 'auditTenant', input));
  } catch {
    // Whatever it was is in the log of the activity, and the run shows that this tenant has no result.
  }
}

/** Starts the runs an audit asks for, which then go their own way. What cannot be asked for now, the next audit asks for. */
function* decideOutcome(
  context: OrchestrationContext,
  began: number,
  input: { id: string; tenantId: string },
  done: ValueOf<'auditTenant'>,
): Steps<void> {
  say(context, began, input, done);
  const { id, tenantId } = input;
  const remediation = done.remediates
    ? yield* ask(context, 'requestRemediation', { id, tenantId })
    : undefined;
  const begins = (remediation?.kind === 'done' ? remediation.value.begins : undefined) ?? done.begins;
  if (begins !== undefined) yield context.df.callActivity(START_RUN, { id: begins });
}

/** One line for whoever watches that audits come to their end; the runbook knows it. */
function say(
  context: OrchestrationContext,
  began: number,
  { id: audit, tenantId: tenant }: { id: string; tenantId: string },
  { outcome, findings }: ValueOf<'auditTenant'>,
): void {
  if (context.df.isReplaying) return;
  const minutes = Math.round((timeOf(context) - began) / 60_000);
  context.log(inOneLine({ event: 'auditFinished', tenant, audit, outcome, findings, minutes }));
}
