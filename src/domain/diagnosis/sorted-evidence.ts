import { say } from '../../texts/say';
import { checklistEntryOf, passedBy } from './checklist-order';
import type { Evidence, Explanation } from './explanation';
import { isClosed, type Finding } from '../plan/assess-controls';
import { isSame } from '../../controls/values/value';
import type { ChecklistEntry } from './checklist-entry';
import { isCertainlyChanged } from '../proof/reading-history';
import { symptomFor } from './symptom-table';

/** The evidence, sorted by what it says about each door. */
export interface SortedEvidence extends Evidence {
  chain: ChecklistEntry[];
  /** All that is closed, whoever may open it. */
  closed: Finding[];
  /** Closed, never seen open, and nobody is about to open it. */
  blocked: Finding[];
  /** It was right, and is not any more. */
  reverted: Finding[];
  /** It was right, and a reading that may be older than that shows it otherwise. */
  late: Finding[];
}

/** What a rule of the engine says; the rest of an explanation is the same for all of them. */
export type Answer = Pick<Explanation, 'verdict' | 'confidence' | 'waiting' | 'fix'>;

export function sortEvidence(evidence: Evidence): SortedEvidence {
  const { guest, past, planned = [], manualSteps = [], symptom } = evidence;
  const passed = typeof guest === 'object' ? passedBy(guest) : [];
  const findings = evidence.findings.map((finding) => throughOwnersEyes(finding, evidence));
  const ahead = findings.filter(({ control }) => !passed.includes(control.id));
  const closed = ahead.filter(isClosed);
  const awaited = [...planned, ...manualSteps.map(({ control }) => control)];
  const auditState = closed.filter(({ control }) => !awaited.includes(control.id));

  const isShut = ({ control }: Finding): boolean =>
    evidence.findings.some((finding) => finding.control === control && isClosed(finding));
  const wasRight = ({ control, values = {} }: Finding): boolean => {
    const stood = past.get(control.id)?.stood;
    return stood !== undefined && control.judge({ ...values, ...stood }, evidence.desired).kind === 'met';
  };
  // It was right when this run found it, and it reads as another run of ours has written it: that run closed it.
  const isOurDoing = ({ control, values = {}, judgement }: Finding): boolean => {
    const { wroteLast } = past.get(control.id) ?? {};
    const names = judgement.kind === 'change' ? Object.keys(judgement.to) : [];
    return (
      wroteLast !== undefined &&
      names.length > 0 &&
      names.every((name) => isSame(values[name], wroteLast[name]))
    );
  };
  const gone = auditState.filter((finding) => isShut(finding) && wasRight(finding) && !isOurDoing(finding));
  const isSure = ({ control }: Finding): boolean => isCertainlyChanged(past.get(control.id), evidence.wait);
  const isUnlisted = guest === 'absent' && symptom?.whenUnlisted !== undefined;
  const meant = isUnlisted ? symptomFor(symptom.whenUnlisted ?? '') : symptom;
  return {
    ...evidence,
    ...(meant && { symptom: meant }),
    findings: ahead,
    chain: findings.map((finding) => checklistEntryOf(finding, passed)),
    closed,
    blocked: auditState.filter((finding) => !gone.includes(finding)),
    reverted: gone.filter(isSure),
    late: gone.filter((finding) => !isSure(finding)),
  };
}

/** An owner who may not invite meets a blocking setting where an administrator does not; nobody wants it opened for him. */
function throughOwnersEyes(finding: Finding, { symptom, guest, desired }: Evidence): Finding {
  const { control, values, judgement } = finding;
  const isMeant = symptom?.isSeenByOwner === true && symptom.controls.includes(control.id);
  const isNew = typeof guest !== 'object';
  if (!isMeant || !isNew || values === undefined || judgement.kind !== 'met') return finding;
  const forOwners = control.judge(values, { ...desired, profile: 'selfService' });
  if (forOwners.kind !== 'change') return finding;
  const reason = say('link.ownersBlocked', { reason: forOwners.reason.said });
  return { ...finding, judgement: { kind: 'closed', reason, whoCan: say('who.gatedWay') } };
}
