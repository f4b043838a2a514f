import type { Control, Judgement, Permissions, Reading, DesiredSettings } from '../../controls/control';
import type { Sentence } from '../../texts/said';
import { asRecorded, say } from '../../texts/say';
import type { Values } from '../../controls/values/value';

/** A control, what it shows, and how that relates to the desired settings. `unknown` is never a pass and never a difference. */
export interface Finding {
  control: Control;
  /** Absent where nothing could be read. */
  values?: Values;
  judgement: Judgement | { kind: 'unknown'; reason: Sentence; missing?: Permissions };
}

/** Judges every control given by what was read of it. */
export function assess(
  controls: readonly Control[],
  readings: readonly Reading[],
  desired: DesiredSettings,
): Finding[] {
  return controls.map((control) => {
    // Nothing shows it: what there is to say does not depend on a reading.
    if (control.document === undefined) return { control, judgement: control.judge({}, desired) };
    const reading = readings.find((one) => one.control === control.id);
    if (reading?.kind === 'known') {
      const { values } = reading;
      return { control, values, judgement: control.judge(values, desired) };
    }
    const { reason, reasonSaid, missing } = reading ?? {};
    const why = reason === undefined ? say('link.notRead') : asRecorded(reason, reasonSaid);
    return { control, judgement: { kind: 'unknown', reason: why, ...(missing && { missing }) } };
  });
}

/**
 * Takes what could not be read for unknown and no more, where a missing right is no news.
 * @param which `roles`: only where a directory role is missing, which only the Teams administration service asks for
 */
export const withoutRights = (findings: readonly Finding[], which: 'all' | 'roles' = 'all'): Finding[] =>
  findings.map((finding) => {
    const { judgement } = finding;
    if (judgement.kind !== 'unknown' || judgement.missing === undefined) return finding;
    if (which === 'roles' && judgement.missing.roles.length === 0) return finding;
    return { ...finding, judgement: { kind: 'unknown', reason: judgement.reason } };
  });

/** Whether a finding stands in the way by what can be read; `mayDecide` and `unknown` do not say so. */
export const isClosed = ({ judgement }: Finding): boolean =>
  judgement.kind === 'change' || judgement.kind === 'closed';
