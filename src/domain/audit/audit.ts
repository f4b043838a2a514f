import type { Control, Reading } from '../../controls/control';
import { isOfTeam } from '../../controls/team-controls';
import { newIn, withLeft, withoutControls, type Baseline, type Left } from './baseline';
import { emptyGates } from './empty-gates';
import { follow, keyOf, type AuditFinding, type Seen } from './audit-finding';
import { expectedWhileLate, type LateValues } from './late-readings';
import { because, compareWithBaseline, type Difference, type BaselineComparison } from './compare-baseline';
import type { Remediated } from '../remediation/remediation-state';
import type { AuditState } from './audit-state';
import { expectedMeanwhile, isUnderWay, type UnderWay } from './open-run-changes';
import { proofFinding, withProofs, type ProofSeen } from './recurring-proof';
import { say } from '../../texts/say';

/** What our own runs did since the last audit. */
export interface Since {
  left: readonly Left[];
  /** Controls a person set at the request of a run: how they stand now nobody wrote down. */
  setManually: readonly string[];
  /** What came of undoing what an audit found. */
  remediated?: readonly Remediated[];
  /** What they showed of whether guests get in, in order. */
  proofs: readonly ProofSeen[];
  /** Teams they were about, in order; whether they let guests in there; what they read that need not be read again so soon. */
  teams: readonly {
    id: string;
    wasOpened: boolean;
    looked: readonly Extract<Reading, { kind: 'known' }>[];
  }[];
  upTo: string;
}

export interface Audited {
  auditState: AuditState;
  /** One for each control, in the order of the checklist. */
  looks: BaselineComparison[];
}

/** What one audit of a tenant has before it. */
export interface Evidence {
  auditId: string;
  /** ISO 8601, UTC. */
  at: string;
  controls: readonly Control[];
  readings: readonly Reading[];
  since: Since;
  /** What runs of ours that are still open changed, or are changing. */
  underWay?: readonly UnderWay[];
  /** What readings may show that are older than our own writes. */
  lateValues?: LateValues;
  /** What stands beside the settings: leftovers, guests who never came. */
  beside: readonly Seen[];
  /** Keys of what stands beside them and could not be read. */
  unread: readonly string[];
}

/** Judges what was read of a tenant by what is known of it. */
export function audit(before: AuditState, evidence: Evidence): Audited {
  const { auditId, at, controls, since, underWay = [], lateValues = () => [], beside, unread } = evidence;
  const baseline = withLeft(withoutControls(before.baseline, since.setManually), since.left);
  // What was not looked at this time bears no witness.
  const fresh = evidence.readings.filter((reading) => reading.at >= at);
  // What a single team has set does not show that its gate answers.
  const empty = emptyGates(
    controls.filter((one) => !isOfTeam(one)),
    fresh,
  );
  const meanwhile = expectedMeanwhile(baseline, underWay, controls, evidence.readings);
  const expected = expectedWhileLate(meanwhile, lateValues, controls, evidence.readings);
  const looked = controls.map((control) =>
    compareWithBaseline(control, expected, readingOf(evidence.readings, control)),
  );
  const doubtful = empty.filter(
    (gate) =>
      !before.emptyGates.includes(gate) &&
      controls.some((control, index) => control.gate === gate && looked[index]?.kind === 'differs'),
  );
  const looks = looked.map((look, index): BaselineComparison => {
    const { id = '', gate = 'Entra' } = controls[index] ?? {};
    if (!doubtful.includes(gate) || look.kind === 'unknown') return look;
    return { kind: 'unknown', control: id, ...because(say('audit.emptyGate', { gate })) };
  });
  const isKnown = (control: string): boolean =>
    looks.some((look) => look.control === control && look.kind !== 'unknown');

  const adopted = controls
    .filter(({ id }) => isKnown(id))
    .flatMap((control) =>
      newIn(baseline, control, readingOf(evidence.readings, control), { since: at, by: auditId }),
    )
    .filter((one) => !isUnderWay(underWay, one));
  const known = evidence.readings.flatMap((one) =>
    one.kind === 'known' && isKnown(one.control) ? [[one.control, one] as const] : [],
  );
  const proving = withProofs(before.proving ?? {}, since.proofs);
  const seen = [
    ...looks
      .flatMap((look) => (look.kind === 'differs' ? look.differences : []))
      .map((one) => seenOf(one, evidence.readings)),
    ...beside,
    ...proofFinding(proving),
  ];
  // A team that nobody tracks any more has no findings.
  const isLookedFor = ({ control }: AuditFinding): boolean =>
    control === undefined || controls.some(({ id }) => id === control);
  const isUnknown = ({ control, key }: AuditFinding): boolean =>
    control === undefined ? unread.some((one) => key.startsWith(one)) : !isKnown(control);
  return {
    looks,
    auditState: {
      baseline: withLeft(baseline, adopted),
      upTo: since.upTo,
      emptyGates: empty,
      readings: { ...before.readings, ...Object.fromEntries(known) },
      findings: follow(before.findings.filter(isLookedFor), seen, isUnknown, at),
      proving,
    },
  };
}

const readingOf = (readings: readonly Reading[], { id }: Control): Reading | undefined =>
  readings.find(({ control }) => control === id);

function seenOf(
  { control, property, direction, expected, found, text }: Difference,
  readings: readonly Reading[],
): Seen {
  const key = keyOf({ control, property });
  const seen = { key, kind: direction, control, property, expected, found };
  const reading = readings.find((one) => one.control === control);
  if (reading?.kind !== 'known' || reading.source === undefined) return { ...seen, text };
  const { source, at: asOf } = reading;
  return { ...seen, text: `${text} Microsoft’s own monitor saw it so at ${asOf}.`, source, asOf };
}

/** The baseline once a person has said that what was found is right; where it is no setting, as it was. */
export function acceptAsBaseline(
  baseline: Baseline,
  { control, property, found }: AuditFinding,
  { by, since }: { by: string; since: string },
): Baseline {
  if (control === undefined || property === undefined) return baseline;
  return withLeft(baseline, [{ control, property, value: found, source: 'operator', by, since }]);
}
