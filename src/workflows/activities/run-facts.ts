import type { Past } from '../../enablement/explanation';
import type { Facts } from '../../enablement/diagnosis';
import type { PlannedResult } from '../../enablement/decision';
import type { Enablement } from '../../enablement/enablement';
import { withoutRights, type Finding } from '../../enablement/finding';
import type { Proof } from '../../enablement/proof';
import type { Step } from '../../enablement/step';
import { wishOf } from '../../enablement/wish';
import type { InspectedResult } from './inspected';
import { readingsOf } from './readings';
import { resultIn } from './recorded-steps';

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
): Facts {
  const inspected = resultIn<InspectedResult>(steps, 'inspected');
  const own = pastOf(steps, proof, findings, now);
  return {
    wish: wishOf(request),
    // Its rights were looked at before it began; a reading that fails since then is no cause.
    findings: withoutRights(findings),
    past: new Map([...own].map(([id, past]) => [id, { ...lately.get(id), ...past }])),
    wasGuestThere: inspected?.guestBefore !== undefined,
  };
}

/** How each switch stood: as inspected, then as written or as a person was asked to set it. */
function pastOf(
  steps: readonly Step[],
  { byHand, changedAt }: Proof,
  findings: readonly Finding[],
  now: number,
): Map<string, Past> {
  const inspected = resultIn<InspectedResult>(steps, 'inspected');
  const plan = resultIn<PlannedResult>(steps, 'planned')?.plan;
  const past = new Map<string, Past>();
  for (const reading of readingsOf(inspected?.documents ?? []))
    if (reading.kind === 'known') past.set(reading.control, { stood: reading.values });

  const change = (control: string, values: Past['stood']): void => {
    if (byHand.some((one) => one.control === control)) return;
    const stood = { ...past.get(control)?.stood, ...values };
    past.set(control, { age: (now - changedAt) / HOUR, stood });
  };
  for (const { control, property, after } of plan?.changes ?? []) change(control, { [property]: after });
  for (const { control } of plan?.byHand ?? []) {
    // What a person set is not on record; it was right, or the run would still wait for it.
    const judgement = findings.find((finding) => finding.control.id === control)?.judgement;
    change(control, judgement?.kind === 'change' ? judgement.to : {});
  }
  return past;
}
