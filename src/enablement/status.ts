import type { Assurance, Rung } from './assurance';
import type { CleanUp, Conclusion, Verdict } from './conclusion';
import type { Enablement } from './enablement';
import type { Plan } from './plan';
import type { Proof } from './proof';
import type { Step, StepKind } from './step';

export type Phase = 'accepted' | 'inspecting' | 'applying' | 'proving' | 'cleaningUp' | 'finished';

/** The public face of a run: everything here is derived from its row and its steps. Times are ISO 8601, UTC. */
export interface EnablementStatus {
  id: string;
  status: Phase;
  outcome?: Conclusion['outcome'];
  /** Where the run stands, or how it ended, in words. */
  summary: string;
  verdict?: Verdict;
  assurance?: Assurance;
  tenantId: string;
  goal: string;
  profile: string;
  testGuestEmail: string;
  requestedBy: string;
  ticketSystem?: string;
  ticketId?: string;
  dryRun: boolean;
  plan?: Plan;
  proof?: { tries: number; highestRung: Rung; nextTryAt?: string; deadline: string };
  cleanUp?: CleanUp;
  acceptedAt: string;
  finishedAt?: string;
  /** How many steps are recorded, and the last of them. */
  steps: { count: number; last?: { kind: StepKind; at: string; text: string } };
  links: { status: string; steps: string };
}

const PHASES: Readonly<Record<StepKind, Phase>> = {
  accepted: 'inspecting',
  inspected: 'inspecting',
  planned: 'applying',
  applied: 'applying',
  probed: 'proving',
  told: 'proving',
  cleanedUp: 'cleaningUp',
  finished: 'cleaningUp',
};

export function statusOf(
  run: Enablement,
  steps: readonly Step[],
  links: EnablementStatus['links'],
): EnablementStatus {
  const { id, tenantId, request, acceptedAt, conclusion } = run;
  const last = steps.at(-1);
  const plan = lastResult<Plan>(steps, 'planned');
  const probed = lastResult<{ proof: Proof; verdict?: Verdict }>(steps, 'probed');
  const verdict = conclusion ? conclusion.verdict : probed?.verdict;
  return {
    id,
    status: conclusion ? 'finished' : last ? PHASES[last.kind] : 'accepted',
    summary:
      conclusion?.summary ?? probed?.verdict?.text ?? last?.text ?? 'Accepted; the run is about to begin.',
    ...(conclusion && {
      outcome: conclusion.outcome,
      finishedAt: conclusion.finishedAt,
      cleanUp: conclusion.cleanUp,
    }),
    ...(conclusion?.assurance && { assurance: conclusion.assurance }),
    ...(verdict && { verdict }),
    tenantId,
    goal: request.goal,
    profile: request.profile,
    testGuestEmail: request.testGuestEmail,
    requestedBy: request.requestedBy,
    ...(request.ticketSystem && { ticketSystem: request.ticketSystem }),
    ...(request.ticketId && { ticketId: request.ticketId }),
    dryRun: request.dryRun,
    ...(plan && { plan }),
    ...(probed && { proof: progressOf(probed.proof, conclusion === undefined) }),
    acceptedAt,
    steps: {
      count: steps.length,
      ...(last && { last: { kind: last.kind, at: last.ended, text: last.text } }),
    },
    links,
  };
}

function progressOf(proof: Proof, isRunning: boolean): NonNullable<EnablementStatus['proof']> {
  const iso = (time: number): string => new Date(time).toISOString();
  const { tries, rung, deadline, nextTryAt } = proof;
  return {
    tries,
    highestRung: rung,
    deadline: iso(deadline),
    ...(isRunning && { nextTryAt: iso(Math.min(nextTryAt, deadline)) }),
  };
}

const lastResult = <T>(steps: readonly Step[], kind: StepKind): T | undefined =>
  steps.findLast((step) => step.kind === kind)?.result as T | undefined;
