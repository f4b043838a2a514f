import { type Change, type DocumentId } from '../../controls/control';
import { sayChanged } from '../../controls/values/list-change';
import type { Said, Sentence } from '../../texts/said';
import { say } from '../../texts/say';
import type { DomainNotice } from '../partner/domain-notices';
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

/** A change as people read it: `Guest access in Teams (T-1): false → true`. */
export const changeInWords = (change: PlannedChange): string => sayChange(change).text;

export const sayChange = ({ title, control: id, before, after }: PlannedChange): Sentence =>
  say('change.of', { setting: { id, title }, change: sayChanged(before, after).said });

export const saidOf = (changes: readonly PlannedChange[]): Said[] =>
  changes.map((change) => sayChange(change).said);
