import {
  owns,
  type Change,
  type Control,
  type DocumentId,
  type DesiredSettings,
} from '../../controls/control';
import { sayChanged } from '../../controls/values/list-change';
import { sayValue, type Values } from '../../controls/values/value';
import type { Said, Sentence } from '../../texts/said';
import { inOrder, say } from '../../texts/say';
import type { DomainNotice } from '../partner/domain-notices';
import type { Finding } from './assess-controls';
import type { ManualStep } from './manual-step';
import type { PlanTerms } from './plan-terms';

export interface PlannedChange extends Change {
  title: string;
  document: DocumentId;
  reason: string;
  risk: string;
  /** What the reason was made of; absent in older records. */
  reasonSaid?: Said;
}

export interface Note {
  control: string;
  title: string;
  text: string;
  /** What the text was made of; absent in older records. */
  said?: Said;
}

/** What nobody but a person can do, or see. */
export interface Cannot extends Note {
  /** Whether it stands in the way for sure. */
  isClosed: boolean;
  whoCan: string;
  /** What that was made of; absent in older records. */
  whoCanSaid?: Said;
  adminPage: string;
}

/** Changes an administrator must make himself, because we may not. */
export interface PlannedManualStep extends Note, ManualStep {
  document: DocumentId;
}

/** What a run will do to a tenant, and what it found right. */
export interface Plan {
  changes: PlannedChange[];
  alreadyRight: Note[];
  /** Left as it is, with what the profile would make safer. */
  notTouched: Note[];
  cannot: Cannot[];
  manualSteps: PlannedManualStep[];
  /** Rules of benchmarks the tenant passes now and would not pass afterwards. */
  leavesBenchmarks: { benchmark: string; control: string }[];
  /** What an approver should know of the domains that are let in; left out where there is nothing. */
  domainNotices?: DomainNotice[];
  /** The controls because of which a second person must agree; empty where nobody must. */
  needsApproval: string[];
  /** Until when, with which test guest, for which partners. Absent where it only undoes. */
  terms?: PlanTerms;
  /** SHA-256 over the changes and the terms: an approval or a later look is about exactly this plan. */
  hash: string;
}

export interface PlanRules {
  hash: (text: string) => string;
  /** The tenant's rule: a second person agrees to every change, not only to those that open wide. */
  alwaysApprove: boolean;
  /** Documents a person sets: because the operator says so, or because we could not even read them. */
  isManual: (document: DocumentId, isRead: boolean) => boolean;
}

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

export const emptyPlan = (): Plan => ({
  changes: [],
  alreadyRight: [],
  notTouched: [],
  cannot: [],
  manualSteps: [],
  leavesBenchmarks: [],
  needsApproval: [],
  hash: '',
});

export function hashOf(changes: readonly Change[], hash: PlanRules['hash'], terms: PlanTerms = {}): string {
  const { enableUntil = null, testGuestEmail = null, partnerDomains = [] } = terms;
  const lines = changes.map(({ control, property, before, after }) => [control, property, before, after]);
  return hash(JSON.stringify([lines, enableUntil, testGuestEmail, partnerDomains]));
}

/** The plan as it is agreed to: under these terms, with the hash over both. */
export const underTerms = (plan: Plan, terms: PlanTerms, hash: PlanRules['hash']): Plan => ({
  ...plan,
  terms,
  hash: hashOf(plan.changes, hash, terms),
});

/** What a document is to hold, whoever sets it. */
export interface Opened {
  control: string;
  document: DocumentId;
  to: Values;
}

export function benchmarksLeft(
  findings: readonly Pick<Finding, 'control' | 'values'>[],
  opened: readonly Opened[],
): Plan['leavesBenchmarks'] {
  const before: Record<string, Values> = {};
  for (const { control, values } of findings)
    if (control.document !== undefined && values !== undefined) before[control.document] = values;
  const after = structuredClone(before);
  for (const { document, to } of opened) Object.assign(after[document] ?? {}, to);

  const left = findings.flatMap(({ control: { id, document = '', benchmarks } }) => {
    const [was, is] = [before[document], after[document]];
    if (was === undefined || is === undefined) return [];
    return benchmarks
      .filter(({ passes }) => passes?.(was, before) === true && !passes(is, after))
      .map((benchmark) => ({ benchmark: benchmark.id, control: id }));
  });
  // A rule that several controls decide is named once, with the one that leaves it.
  const isChanged = (id: string): boolean => opened.some(({ control }) => control === id);
  const byChanged = [...left].sort((a, b) => Number(isChanged(b.control)) - Number(isChanged(a.control)));
  return left.filter((one) => byChanged.find(({ benchmark }) => benchmark === one.benchmark) === one);
}

/** A change as people read it: `Guest access in Teams (T-1): false → true`. */
export const changeInWords = (change: PlannedChange): string => sayChange(change).text;

export const sayChange = ({ title, control: id, before, after }: PlannedChange): Sentence =>
  say('change.of', { setting: { id, title }, change: sayChanged(before, after).said });

export const saidOf = (changes: readonly PlannedChange[]): Said[] =>
  changes.map((change) => sayChange(change).said);

/** `externalUserSharingOnly`, or each property by its name where there are several. */
function stands(properties: readonly string[], values: Values): Sentence {
  const mine = Object.entries(values).filter(([name]) => owns({ properties }, name));
  const [first] = mine;
  if (first === undefined) return say('plan.notReadable');
  if (mine.length === 1) return sayValue(first[1]);
  return say('plan.values', { values: mine.map(([name, value]) => ({ name, value: sayValue(value).said })) });
}
