import type { Control, Reading } from '../../controls/control';
import { isSame, type Value } from '../../controls/values/value';
import { ownOf, withLeft, type Baseline, type Left } from './baseline';

/** What a reading of a property may show that is older than our own last write to it; nothing where that is long ago. */
export type LateValues = (property: { control: string; property: string }) => readonly Value[];

/**
 * The baseline as it holds for this look, soon after a write of ours: what stood there before is no change by somebody
 * while a reading may be older than the write. None of it is kept: the word of the run stands, and the next audit judges
 * by it.
 */
export function expectedWhileLate(
  baseline: Baseline,
  lateValues: LateValues,
  controls: readonly Control[],
  readings: readonly Reading[],
): Baseline {
  const left = controls.flatMap((control): Left[] => {
    const reading = readings.find((one) => one.control === control.id);
    if (reading?.kind !== 'known') return [];
    const read = Object.fromEntries(ownOf(control, reading.values));
    // An entry that is not there reads as nothing at all.
    return Object.entries(baseline[control.id] ?? {}).flatMap(([property, expected]): Left[] => {
      const value = read[property] ?? null;
      const isLate = lateValues({ control: control.id, property }).some((one) => isSame(one, value));
      return isLate ? [{ ...expected, control: control.id, property, value }] : [];
    });
  });
  return withLeft(baseline, left);
}
