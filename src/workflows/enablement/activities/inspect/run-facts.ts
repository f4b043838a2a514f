import type { Past } from '../../../../domain/diagnosis/explanation';
import type { RunFacts } from '../../../../domain/diagnosis/diagnose-run';
import type { PlannedResult } from '../../../../domain/enablement/decision';
import type { Enablement } from '../../../../domain/enablement/enablement';
import { withoutRights, type Finding } from '../../../../domain/plan/assess-controls';
import type { Proof } from '../../../../domain/proof/proof';
import type { Step } from '../../../../domain/enablement/step';
import { desiredSettingsOf } from '../../../../domain/plan/desired-settings';
import type { AppliedResult } from '../apply/apply-result';
import type { InspectedResult } from './inspection';
import { readingsOf } from '../../../context/readings';
import { resultIn } from '../../../context/recorded-steps';

const HOUR = 3_600_000;

/**
 * What a run knows by its own steps, beside what the settings show now.
 * @param lately what other runs changed, by the id of the control
 */
export function factsOf(
  { request }: Enablement,
  steps: readonly Step[],
  proof: Proof,
  findings: readonly Finding[],
  now: number,
  lately: ReadonlyMap<string, Past> = new Map(),
): RunFacts {
  const inspected = resultIn<InspectedResult>(steps, 'inspected');
  const own = pastOf(steps, proof, findings, now);
  return {
    desired: desiredSettingsOf(request),
    // Its rights were looked at before it began; a reading that fails since then is no cause.
    findings: withoutRights(findings),
    past: new Map([...own].map(([id, past]) => [id, withLately(past, lately.get(id))])),
    wasGuestThere: inspected?.guestBefore !== undefined,
  };
}

/** What this run wrote is the last word; what it only found may be older than what another one wrote. */
function withLately(own: Past, lately: Past | undefined): Past {
  if (lately === undefined || own.age !== undefined) return own;
  return { ...lately, ...own, wroteLast: lately.stood };
}

/** How each switch stood: as inspected, then as written or as a person was asked to set it. */
function pastOf(
  steps: readonly Step[],
  { manualSteps, changedAt, shown = [], otherwiseSince = {} }: Proof,
  findings: readonly Finding[],
  now: number,
): Map<string, Past> {
  const inspected = resultIn<InspectedResult>(steps, 'inspected');
  const plan = resultIn<PlannedResult>(steps, 'planned')?.plan;
  const past = new Map<string, Past>();
  for (const reading of readingsOf(inspected?.documents ?? []))
    if (reading.kind === 'known') past.set(reading.control, { stood: reading.values });

  const readBack = shownIn(steps);
  const change = (control: string, values: Past['stood']): void => {
    if (manualSteps.some((one) => one.control === control)) return;
    const stood = { ...past.get(control)?.stood, ...values };
    const isShown = shown.includes(control) || readBack.includes(control);
    past.set(control, { age: (now - changedAt) / HOUR, stood, ...(isShown && { isShown }) });
  };
  for (const { control, property, after } of plan?.changes ?? []) change(control, { [property]: after });
  for (const { control } of plan?.manualSteps ?? []) {
    // What a person set is not on record; it was right, or the run would still wait for it.
    const judgement = findings.find((finding) => finding.control.id === control)?.judgement;
    change(control, judgement?.kind === 'change' ? judgement.to : {});
  }
  for (const [control, at] of Object.entries(otherwiseSince)) {
    const known = past.get(control);
    if (known) past.set(control, { ...known, differsFor: (now - at) / HOUR });
  }
  return past;
}

/** The controls whose write a reading has shown, be it the one right after it. */
const shownIn = (steps: readonly Step[]): string[] =>
  steps
    .filter(({ kind }) => kind === 'applied')
    .flatMap(({ controls = [], result }) => {
      const applied = result as AppliedResult;
      if (applied.kind === 'applied' || applied.kind === 'unchanged') return controls;
      return applied.kind === 'brokeOff' ? applied.written.map(({ control }) => control) : [];
    });
