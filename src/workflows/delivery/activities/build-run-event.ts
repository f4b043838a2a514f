import { controlOf } from '../../../controls/checklist';
import { documentsOf } from '../../../settings/read-settings';
import type { CallbackEventKind, EndEventKind } from '../../../domain/events/callback-request';
import {
  eventAbout,
  linesOf,
  type CallbackEvent,
  type CallbackEventParts,
} from '../../../domain/events/run-event';
import type { PlannedResult } from '../../../domain/enablement/decision';
import type { Enablement } from '../../../domain/enablement/enablement';
import type { PlanTerms } from '../../../domain/plan/plan-terms';
import { changeInWords } from '../../../domain/plan/plan';
import type { Proof } from '../../../domain/proof/proof';
import type { Step, StepKind } from '../../../domain/enablement/step';
import { expectationAfter } from '../../../domain/proof/usual-delays';
import type { AppliedResult } from '../../enablement/activities/apply/apply-result';
import { documentsIn, writtenIn } from '../../enablement/activities/apply/written-changes';
import type { Assurance } from '../../../domain/proof/proof-ladder';
import type { Verdict } from '../../../domain/diagnosis/verdict';

/** The event as the recorded steps tell it; undefined while they do not. */
export function eventOf(
  kind: Exclude<CallbackEventKind, EndEventKind>,
  run: Enablement,
  steps: readonly Step[],
): CallbackEvent | undefined {
  const about = (at: string, parts: CallbackEventParts): CallbackEvent => eventAbout(run, kind, at, parts);
  const planned = lastOf(steps, 'planned');
  const plan = (planned?.result as PlannedResult | undefined)?.plan;

  switch (kind) {
    case 'accepted': {
      const accepted = lastOf(steps, 'accepted');
      return accepted && about(run.acceptedAt, { summary: accepted.text });
    }
    case 'approvalNeeded': {
      const { decideBy } = (planned?.result ?? {}) as Partial<PlannedResult>;
      if (planned === undefined || plan === undefined || decideBy === undefined) return undefined;
      const { changes, needsApproval, hash: planHash, terms } = plan;
      const lines = linesOf(changes.map(changeInWords));
      return about(planned.ended, {
        summary: planned.text,
        changes: lines,
        needsApproval,
        planHash,
        ...(terms && { terms: shortTerms(terms) }),
        decideBy,
      });
    }
    case 'applied': {
      const applied = steps.filter((step) => step.kind === 'applied');
      const isComplete = plan !== undefined && applied.length === documentsIn(plan.changes).length;
      const last = applied.at(-1);
      if (!isComplete || last === undefined) return undefined;
      const changed = linesOf(writtenIn(steps).map(changeInWords));
      const manualSteps = linesOf(manualStepsIn(applied, plan.manualSteps));
      const words =
        manualSteps.length > 0 ? ` A person must do the rest: ${manualSteps.length} line(s) to type.` : '';
      return about(last.ended, {
        summary: `Every planned setting is written.${words}`,
        changed,
        manualSteps,
      });
    }
    case 'waiting': {
      const probed = lastOf(steps, 'probed');
      if (probed === undefined) return undefined;
      const { proof } = probed.result as { proof: Proof };
      const left = proof.manualSteps.map(({ control }) => control);
      const documents = [...documentsIn(writtenIn(steps)), ...documentsOf(left.map(controlOf))];
      const expectation = expectationAfter(documents);
      const first = left.length > 0 ? `Waiting for a person to set ${left.join(', ')}, and then` : 'Waiting';
      return about(probed.ended, {
        summary: `${first} until it really works. ${expectation.text}`,
        expectation,
        deadline: new Date(proof.deadline).toISOString(),
      });
    }
    case 'finished': {
      const { runOutcome, lastHash } = run;
      if (runOutcome === undefined) return undefined;
      const { outcome, summary, assurance, verdict, cleanUp, finishedAt } = runOutcome;
      return about(finishedAt, {
        summary,
        outcome,
        ...(assurance && { assurance: claimOf(assurance) }),
        ...(verdict && { verdict: wordsOf(verdict) }),
        left: linesOf(cleanUp.left),
        finishedAt,
        ...(lastHash && { lastHash }),
      });
    }
  }
}

/** The size of a callback is limited: of many partners the first are named, and how many more there are. */
const shortTerms = ({ partnerDomains, ...terms }: PlanTerms): CallbackEventParts['terms'] => ({
  ...terms,
  ...(partnerDomains && { partnerDomains: linesOf(partnerDomains) }),
});

const claimOf = ({ rung, claim, notProven }: Assurance): CallbackEventParts['assurance'] => ({
  rung,
  claim,
  notProven,
});

/** Words alone: the size of a callback is limited. */
const wordsOf = ({ kind, control, text, advice }: Verdict): CallbackEventParts['verdict'] => ({
  kind,
  ...(control && { control }),
  text,
  advice,
});

/** What waits for a person: by the plan, and because Microsoft refused it to us. */
function manualStepsIn(applied: readonly Step[], planned: readonly { powerShell: string }[]): string[] {
  const refused = applied
    .map(({ result }) => result as AppliedResult)
    .flatMap((result) => (result.kind === 'manualSteps' ? result.controls : []));
  return [...planned, ...refused].map(({ powerShell }) => powerShell).filter((line) => line !== '');
}

const lastOf = (steps: readonly Step[], kind: StepKind): Step | undefined =>
  steps.findLast((step) => step.kind === kind);
