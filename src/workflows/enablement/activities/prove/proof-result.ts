import type { ProofSeen } from '../../../../domain/audit/recurring-proof';
import type { RunOutcome } from '../../../../domain/enablement/outcome';
import type { EnablementSummary } from '../../../../domain/enablement/enablement';
import type { EnablementRequest } from '../../../../domain/enablement/request';
import type { Step } from '../../../../domain/enablement/step';
import type { ProbedResult } from './check-proof';
import { resultIn } from '../../../context/recorded-steps';

/** Causes that were read or told, whether or not a guest was tried. */
const CLOSED = ['BLOCKED', 'REVERTED', 'EXTERNAL'];
/** What is wrong with us or with what was asked says nothing about guests. */
const OURS = ['INPUT', 'PERMISSION'];

/**
 * What a finished run showed of whether guests get in; undefined where it was about something else. One that enabled and
 * failed is not counted: its settings had no time, and whoever asked was told.
 */
export function proofOf(
  { id: enablement, finishedAt: at = '' }: EnablementSummary,
  steps: readonly Step[],
): ProofSeen | undefined {
  const request = resultIn<EnablementRequest>(steps, 'accepted');
  const runOutcome = resultIn<RunOutcome>(steps, 'finished');
  if (request === undefined || runOutcome === undefined || request.goal === 'externalAccess')
    return undefined;
  const { outcome, assurance, verdict, summary, summarySaid } = runOutcome;
  if (outcome === 'succeeded' && assurance) return { kind: 'proven', enablement, at, rung: assurance.rung };
  if (!request.provesOnly) return undefined;
  const { proof, end } = resultIn<ProbedResult>(steps, 'probed') ?? {};
  // A run that broke off has a verdict too, and may have met an obstacle that would have given way.
  const gaveUp = end?.kind === 'stopped' && proof?.obstacle !== undefined;
  if (verdict && (CLOSED.includes(verdict.kind) || (gaveUp && !OURS.includes(verdict.kind))))
    return { kind: 'failed', enablement, at, rung: assurance?.rung ?? 0, verdict };
  return {
    kind: 'unclear',
    enablement,
    at,
    reason: summary,
    ...(summarySaid && { reasonSaid: summarySaid }),
  };
}
