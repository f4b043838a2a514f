import { controlOf } from '../../controls/checklist';
import { LONGEST_LAG, USUAL_LAG } from '../proof/reading-lag';
import type { Audited } from '../audit/audit';
import type { AuditFinding } from '../audit/audit-finding';
import type { Left, Remediated, Remediation } from './remediation-state';
import type { AuditState } from '../audit/audit-state';
import { inOrder, say } from '../../texts/say';

const WEEK = 7 * 24 * 3_600_000;

/** What remediation leans on, beside what an audit found. */
export interface RemediationRules {
  /** Controls the tenant has put back, by their ids. */
  remediate: readonly string[];
  /** What runs came to since the audit before. */
  lately: readonly Remediated[];
  /** The run that is asked to undo what is due. */
  run: string;
  /** When this audit looked, ISO 8601, UTC. */
  at: string;
  /** Who conflicts, by key, where that was asked: a sentence. */
  conflictAuthors?: ReadonlyMap<string, string>;
}

/**
 * Says of each finding whether it is undone, and keeps in mind what was. A property that departs again within a week
 * of being undone is what somebody wants: it is reported, and nothing more is written to it.
 */
export function withRemediation(
  { looks, auditState }: Audited,
  before: AuditState,
  rules: RemediationRules,
): Audited {
  const known = new Map(Object.entries(before.remediated ?? {}));
  for (const one of rules.lately) known.set(one.key, one);
  for (const [key, changedBackBy] of rules.conflictAuthors ?? []) {
    const one = known.get(key);
    if (one) known.set(key, { ...one, changedBackBy });
  }
  const findings = auditState.findings.map(({ remediation: _, ...finding }): AuditFinding => {
    const last = known.get(finding.key);
    const remediation = remediationOf(finding, last, rules);
    // It went back and came again since the audit before, also where none saw it gone.
    const isNew = remediation?.state === 'conflict' && !last?.isConflict;
    return {
      ...finding,
      ...(isNew && { state: 'new' as const, since: rules.at }),
      ...(remediation && { remediation }),
    };
  });
  const isConflict = (key: string): boolean =>
    findings.some((finding) => finding.key === key && finding.remediation?.state === 'conflict');
  const remediated = [...known.values()]
    .filter(({ key }) => rules.remediate.includes(controlIn(key)))
    .map((one): Remediated => (isConflict(one.key) ? { ...one, isConflict: true } : one))
    .filter((one) => one.isConflict ?? ageOf(one, rules.at) < WEEK);
  return {
    looks,
    auditState: {
      ...auditState,
      findings,
      ...(remediated.length > 0 && {
        remediated: Object.fromEntries(remediated.map((one) => [one.key, one])),
      }),
    },
  };
}

/** What is done about one finding; undefined where nobody asked for remediation, or it is nobody's business now. */
export function remediationOf(
  finding: AuditFinding,
  last: Remediated | undefined,
  { remediate, run, at }: Omit<RemediationRules, 'lately'>,
): Remediation | undefined {
  const { control, property, state, since, lastSeen, source } = finding;
  if (control === undefined || property === undefined || !remediate.includes(control)) return undefined;
  if (state === 'resolved') return last && isRemediatedSince(last, since) ? remediated(last) : undefined;
  // Somebody lives with it, or nobody could look.
  if (state === 'accepted' || lastSeen < at) return undefined;
  // A monitor shows what was so some time ago, where the service itself is not to be used.
  if (source !== undefined || controlOf(control).keepsOff?.includes(property))
    return { state: 'notOurs', ...say('remediation.notPossible') };
  if (last?.isConflict) return conflict(last);
  const age = last ? ageOf(last, at) : Infinity;
  if (last === undefined || age >= WEEK) return { state: 'due', run, ...say('remediation.due', { run }) };
  if (last.outcome !== 'remediated') return leftBy(last, last.outcome);
  return age < (last.isUnseen ? LONGEST_LAG : USUAL_LAG) && isRemediatedSince(last, since)
    ? remediated(last)
    : conflict(last);
}

/** Whether a run would put it back, had not somebody been in the way: then a person can ask for it again. */
export const isLeftAlone = ({ state, remediation }: AuditFinding): boolean =>
  (state === 'new' || state === 'stillOpen') &&
  ['declined', 'manualSteps', 'brokenOff', 'conflict'].includes(remediation?.state ?? '');

/** Forgets what became of a property, so that the next audit has it put back again. */
export function forgotten({ remediated = {}, ...auditState }: AuditState, key: string): AuditState {
  const { [key]: _, ...others } = remediated;
  return { ...auditState, ...(Object.keys(others).length > 0 && { remediated: others }) };
}

const controlIn = (key: string): string => key.split('.')[0] ?? '';
const ageOf = (last: Remediated, at: string): number => Date.parse(at) - Date.parse(last.at);
const isRemediatedSince = ({ outcome, at }: Remediated, since: string): boolean =>
  outcome === 'remediated' && at >= since;

const remediated = ({ run, at }: Remediated): Remediation => ({
  state: 'remediated',
  run,
  ...say('remediation.done', { run, at }),
});

const leftBy = ({ run, at }: Remediated, state: Left): Remediation => ({
  state,
  run,
  ...say(`remediation.${state}`, { run, at }),
});

const conflict = ({ run, at, changedBackBy }: Remediated): Remediation => ({
  state: 'conflict',
  run,
  ...inOrder(
    say('remediation.conflict', { run, at }),
    changedBackBy ? say('remediation.who', { who: changedBackBy }) : undefined,
    say('remediation.waits'),
  ),
});
