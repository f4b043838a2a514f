import { type DesiredSettings, type Control, owns } from '../../controls/control';
import { type Values, sayValue } from '../../controls/values/value';
import type { Sentence } from '../../texts/said';
import { say, inOrder } from '../../texts/say';
import type { Finding } from './assess-controls';
import { type PlanRules, type Plan, emptyPlan, type Note, hashOf, type Cannot } from './plan';
import { type Opened, benchmarksLeft } from './benchmarks-left';

/** Compares what was found with what the request needs. */
export function planChanges(findings: readonly Finding[], desired: DesiredSettings, rules: PlanRules): Plan {
  const plan = emptyPlan();
  const loosened = new Set<string>();
  const opened: Opened[] = [];
  for (const { control, values = {}, judgement } of findings) {
    const { id, title, document, risk, adminPage, can } = control;
    const note = (sentence: Sentence): Note => ({ control: id, title, ...sentence });
    switch (judgement.kind) {
      case 'met':
        if (can === 'change') plan.alreadyRight.push(note(stands(control.properties, values)));
        if (judgement.advice) plan.notTouched.push(note(judgement.advice));
        else if (can !== 'change') plan.notTouched.push(note(stands(control.properties, values)));
        break;
      case 'change': {
        const { to, reason } = judgement;
        if (document === undefined) break;
        opened.push({ control: id, document, to });
        if (rules.isManual(document, true)) {
          const powerShell = control.inPowerShell?.(to, values) ?? '';
          plan.manualSteps.unshift({ ...note(reason), document, powerShell, adminPage });
          break;
        }
        for (const [property, after] of Object.entries(to))
          plan.changes.push({
            control: id,
            title,
            document,
            property,
            before: values[property] ?? null,
            after,
            reason: reason.text,
            reasonSaid: reason.said,
            risk,
          });
        if (control.needsApproval || rules.alwaysApprove) loosened.add(id);
        break;
      }
      case 'unknown': {
        const isManual = document !== undefined && can === 'change' && rules.isManual(document, false);
        if (isManual) {
          const assumed = control.judge({}, desired);
          if (assumed.kind === 'met') {
            plan.notTouched.push(note(say('plan.unreadNotAsked')));
            break;
          }

          const to = assumed.kind === 'change' ? assumed.to : {};
          const powerShell = control.readInPowerShell ?? control.inPowerShell?.(to) ?? '';
          const text = inOrder(say('plan.unreadCheck'), assumed.reason);
          plan.manualSteps.unshift({ ...note(text), document, powerShell, adminPage });
          break;
        }
        plan.cannot.push(cannotBe(control, judgement.reason, say('who.page'), false));
        break;
      }
      default: {
        const { reason, whoCan } = judgement;
        plan.cannot.push(cannotBe(control, reason, whoCan, judgement.kind === 'closed'));
      }
    }
  }
  return {
    ...plan,
    needsApproval: [...loosened],
    leavesBenchmarks: benchmarksLeft(findings, opened),
    hash: hashOf(plan.changes, rules.hash),
  };
}

const cannotBe = (
  { id, title, adminPage }: Control,
  why: Sentence,
  whoCan: Sentence,
  isClosed: boolean,
): Cannot => ({
  control: id,
  title,
  ...why,
  isClosed,
  whoCan: whoCan.text,
  whoCanSaid: whoCan.said,
  adminPage,
});

/** `externalUserSharingOnly`, or each property by its name where there are several. */
function stands(properties: readonly string[], values: Values): Sentence {
  const mine = Object.entries(values).filter(([name]) => owns({ properties }, name));
  const [first] = mine;
  if (first === undefined) return say('plan.notReadable');
  if (mine.length === 1) return sayValue(first[1]);
  return say('plan.values', { values: mine.map(([name, value]) => ({ name, value: sayValue(value).said })) });
}
