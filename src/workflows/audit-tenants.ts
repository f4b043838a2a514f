import type { OrchestrationContext } from 'durable-functions';
import type { AuditCounts } from '../audit/audit-run';
import { inOneLine } from '../enablement/log-event';
import { call, timeOf, tryCall, type Answer, type Steps, type ValueOf } from './call-activity';
import { AUDIT_LANE, BEGIN_RUN, laneOf } from './names';

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

/** After so many tenants a lane begins a new history. */
const MOST_TENANTS = 15;

export function* auditLane(context: OrchestrationContext): Steps<void> {
  const { id, tenants } = context.df.getInput<Lane>() ?? { id: '', tenants: [] };
  for (const [index, tenantId] of tenants.slice(0, MOST_TENANTS).entries()) {
    const began = timeOf(context);
    yield* auditOne(context, id, tenantId);
    if (index + 1 < tenants.length) yield* keepPace(context, began);
  }
  const left = tenants.slice(MOST_TENANTS);
  if (left.length > 0) context.df.continueAsNew({ id, tenants: left } satisfies Lane);
}

/**
 * Each lane begins a tenant this often at most, however fast Microsoft answers: what an application may ask in all tenants
 * together is limited, and not by how many there are. A timer may fire a second early.
 */
const PACE = 2_000;

function* keepPace(context: OrchestrationContext, began: number): Steps<void> {
  const due = began + PACE;
  if (due > timeOf(context)) yield context.df.createTimer(new Date(due));
}

/** A tenant that stays busy for so long holds up those behind it no further. */
const PATIENCE = 10 * 60_000;
const MOST_TRIES = 6;

/** Audits a tenant; while a service asks for patience, waits on a durable timer, and then takes what can be had. */
function* auditOne(context: OrchestrationContext, id: string, tenantId: string): Steps<void> {
  const began = timeOf(context);
  try {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const input = { id, tenantId, givesUp: false };
      const answer = (yield context.df.callActivity('auditTenant', input)) as Answer<ValueOf<'auditTenant'>>;
      if (answer.kind === 'done') return yield* conclude(context, began, input, answer.value);
      const due = Math.max(Date.parse(answer.retryAt), timeOf(context) + 1_000);
      if (due - began > PATIENCE) break;
      yield context.df.createTimer(new Date(due));
    }
    const input = { id, tenantId, givesUp: true };
    yield* conclude(context, began, input, yield* call(context, 'auditTenant', input));
  } catch {
    // Whatever it was is in the log of the activity, and the run shows that this tenant has no result.
  }
}

/** Starts the runs an audit asks for, which then go their own way. What cannot be asked for now, the next audit asks for. */
function* conclude(
  context: OrchestrationContext,
  began: number,
  input: { id: string; tenantId: string },
  done: ValueOf<'auditTenant'>,
): Steps<void> {
  say(context, began, input, done);
  const { id, tenantId } = input;
  const mending = done.mends && (yield* tryCall(context, 'askMending', { id, tenantId }));
  const begins = mending?.begins ?? done.begins;
  if (begins !== undefined) yield context.df.callActivity(BEGIN_RUN, { id: begins });
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
