import type { RunOutcome } from './outcome';
import type { Enablement } from './enablement';
import type { EnablementRequest } from './request';

/** A run that is over, as whoever waits for any of them is told of it. Times are ISO 8601, UTC. */
export interface FinishedEnablement {
  id: string;
  tenantId: string;
  goal: EnablementRequest['goal'];
  requestedBy: string;
  ticketSystem?: string;
  ticketId?: string;
  dryRun: boolean;
  outcome: RunOutcome['outcome'];
  /** How it ended, in words. */
  summary: string;
  acceptedAt: string;
  finishedAt: string;
}

/** Undefined while the run goes on. */
export function finishedEnablementOf({
  id,
  tenantId,
  request,
  acceptedAt,
  runOutcome,
}: Enablement): FinishedEnablement | undefined {
  if (runOutcome === undefined) return undefined;
  const { goal, requestedBy, ticketSystem, ticketId, dryRun } = request;
  const { outcome, summary, finishedAt } = runOutcome;
  return {
    id,
    tenantId,
    goal,
    requestedBy,
    ...(ticketSystem && { ticketSystem }),
    ...(ticketId && { ticketId }),
    dryRun,
    outcome,
    summary,
    acceptedAt,
    finishedAt,
  };
}
