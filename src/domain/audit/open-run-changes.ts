import type { Control, Reading } from '../../controls/control';
import { isSame, type Value } from '../../controls/values/value';
import { ownOf, withLeft, type Baseline, type Left } from './baseline';

/** A change that a run which is still open may make, or has made: planned, and agreed to where somebody had to. */
export interface UnderWay {
  control: string;
  property: string;
  after: Value;
  /** Whether the run wrote it; otherwise it may be about to. */
  isWritten: boolean;
  run: string;
  /** When the run began, ISO 8601. */
  since: string;
}

const sameKey = (
  a: { control: string; property: string },
  b: { control: string; property: string },
): boolean => a.control === b.control && a.property === b.property;

/**
 * The baseline as it holds for this look, while runs of ours are open: what they wrote is expected, and nothing beside it. What
 * they only planned is as it was until it shows. None of it is kept: a run has its word when it is over.
 */
export function expectedMeanwhile(
  baseline: Baseline,
  underWay: readonly UnderWay[],
  controls: readonly Control[],
  readings: readonly Reading[],
): Baseline {
  const foundAt = ({ control: id, property }: UnderWay): Value | undefined => {
    const reading = readings.find(({ control }) => control === id);
    const control = controls.find((one) => one.id === id);
    if (reading?.kind !== 'known' || control === undefined) return undefined;
    return ownOf(control, reading.values).find(([name]) => name === property)?.[1];
  };
  const left = underWay.flatMap((change): Left[] => {
    const { control, property, after, isWritten, run, since } = change;
    const found = foundAt(change) ?? null;
    const before = baseline[control]?.[property]?.value ?? null;
    const isAsBefore = isSame(found, before);
    if (!isSame(found, after) && (isAsBefore || !isWritten)) return [];
    return [{ control, property, value: after, source: 'enablement', by: run, since }];
  });
  return withLeft(baseline, left);
}

/** Whether a run may be changing it: what an audit sees for the first time then is not how it should be. */
export const isUnderWay = (
  underWay: readonly UnderWay[],
  seen: { control: string; property: string },
): boolean => underWay.some((one) => sameKey(one, seen));
