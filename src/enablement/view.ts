import { say } from '../texts/say';
import { linkOf, passedBy } from './chain';
import type { Evidence, Explanation } from './explanation';
import { isClosed, type Finding } from './finding';
import { isSame } from '../controls/value';
import type { Link } from './link';
import { isCertainlyChanged } from './looks';
import { symptomFor } from './symptoms';

/** The evidence, sorted by what it says about each door. */
export interface View extends Evidence {
  chain: Link[];
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

export function viewOf(evidence: Evidence): View {
  const { guest, past, planned = [], byHand = [], symptom } = evidence;
  const passed = typeof guest === 'object' ? passedBy(guest) : [];
  const findings = evidence.findings.map((finding) => throughOwnersEyes(finding, evidence));
  const ahead = findings.filter(({ control }) => !passed.includes(control.id));
  const closed = ahead.filter(isClosed);
  const awaited = [...planned, ...byHand.map(({ control }) => control)];
  const standing = closed.filter(({ control }) => !awaited.includes(control.id));

  const isShut = ({ control }: Finding): boolean =>
    evidence.findings.some((finding) => finding.control === control && isClosed(finding));
  const wasRight = ({ control, values = {} }: Finding): boolean => {
    const stood = past.get(control.id)?.stood;
    return stood !== undefined && control.judge({ ...values, ...stood }, evidence.wish).kind === 'met';
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
  const gone = standing.filter((finding) => isShut(finding) && wasRight(finding) && !isOurDoing(finding));
  const isSure = ({ control }: Finding): boolean => isCertainlyChanged(past.get(control.id), evidence.wait);
  const isUnlisted = guest === 'absent' && symptom?.whenUnlisted !== undefined;
  const meant = isUnlisted ? symptomFor(symptom.whenUnlisted ?? '') : symptom;
  return {
    ...evidence,
    ...(meant && { symptom: meant }),
    findings: ahead,
    chain: findings.map((finding) => linkOf(finding, passed)),
    closed,
    blocked: standing.filter((finding) => !gone.includes(finding)),
    reverted: gone.filter(isSure),
    late: gone.filter((finding) => !isSure(finding)),
  };
}

/** An owner who may not invite meets a closed door where an administrator does not; nobody wants it opened for him. */
function throughOwnersEyes(finding: Finding, { symptom, guest, wish }: Evidence): Finding {
  const { control, values, judgement } = finding;
  const isMeant = symptom?.isSeenByOwner === true && symptom.controls.includes(control.id);
  const isNew = typeof guest !== 'object';
  if (!isMeant || !isNew || values === undefined || judgement.kind !== 'met') return finding;
  const forOwners = control.judge(values, { ...wish, profile: 'selfService' });
  if (forOwners.kind !== 'change') return finding;
  const reason = say('link.ownersBlocked', { reason: forOwners.reason.said });
  return { ...finding, judgement: { kind: 'closed', reason, whoCan: say('who.gatedWay') } };
}
