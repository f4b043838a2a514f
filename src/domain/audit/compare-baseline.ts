import type { Control, Permissions, Reading } from '../../controls/control';
import { compareOf, type Direction } from '../../controls/values/compare-values';
import { changedInWords, sayChanged } from '../../controls/values/list-change';
import type { Value } from '../../controls/values/value';
import { expectedOf, isEntry, ownOf, type Baseline, type Expected } from './baseline';
import type { Said, Sentence } from '../../texts/said';
import { say } from '../../texts/say';

/** A property that is not as the baseline has it, and means something else. */
export interface Difference {
  control: string;
  title: string;
  property: string;
  direction: Exclude<Direction, 'benign'>;
  expected: Value;
  found: Value;
  /** Who says how it should be. */
  by: Pick<Expected, 'source' | 'by' | 'since'>;
  /** In a sentence or two. */
  text: string;
}

/** How a control stands to its baseline. `unknown` is never a difference, and never a pass. */
export type BaselineComparison =
  /** `benign`: properties that are spelled differently and mean the same. */
  | { kind: 'same'; control: string; benign: string[] }
  | { kind: 'differs'; control: string; differences: Difference[] }
  | { kind: 'unknown'; control: string; reason: string; reasonSaid?: Said; missing?: Permissions };

/** Compares what was read of a control with what the baseline expects of it. */
export function compareWithBaseline(
  control: Control,
  baseline: Baseline,
  reading: Reading | undefined,
): BaselineComparison {
  const { id } = control;
  if (reading?.kind !== 'known') {
    const { reason, reasonSaid, missing } = reading ?? {};
    const why =
      reason === undefined ? because(say('audit.notRead')) : { reason, ...(reasonSaid && { reasonSaid }) };
    return { kind: 'unknown', control: id, ...why, ...(missing && { missing }) };
  }
  if (isOutdated(reading, baseline))
    return { kind: 'unknown', control: id, ...because(say('audit.snapshotOlder')) };
  const stood = expectedOf(baseline, id);
  const stands = Object.fromEntries(ownOf(control, reading.values));
  const differences: Difference[] = [];
  const benign: string[] = [];
  for (const property of new Set([...Object.keys(stood), ...Object.keys(stands)])) {
    const { [property]: expected } = baseline[id] ?? {};
    // What nobody has ever seen is taken in, not compared; an entry that is missing is "as the default".
    if (expected === undefined && !(isEntry(property) && baseline[id])) continue;
    const [before, after] = [stood[property] ?? null, stands[property] ?? null];
    const direction = compareOf(control, property)(before, after, stood, stands);
    if (direction === undefined) {
      const change = sayChanged(before, after).said;
      const why = say('audit.unknownDirection', { property, change });
      return { kind: 'unknown', control: id, ...because(why) };
    }
    if (direction !== 'benign')
      differences.push(
        differenceOf(control, { property, direction, expected: before, found: after }, expected),
      );
    else if (JSON.stringify(before) !== JSON.stringify(after)) benign.push(property);
  }
  return differences.length > 0
    ? { kind: 'differs', control: id, differences }
    : { kind: 'same', control: id, benign };
}

export const because = ({ text: reason, said: reasonSaid }: Sentence) => ({ reason, reasonSaid });

/** What a monitor saw before somebody said how it should be is no witness against that. */
const isOutdated = (
  { control, source, at }: Extract<Reading, { kind: 'known' }>,
  baseline: Baseline,
): boolean =>
  source !== undefined &&
  Object.values(baseline[control] ?? {}).some((word) => word.source !== 'firstAudit' && word.since > at);

function differenceOf(
  { id, title, risk, whenWrong }: Control,
  seen: Pick<Difference, 'property' | 'direction' | 'expected' | 'found'>,
  by: Expected | undefined,
): Difference {
  const words = `${title} (${id}), ${seen.property}: ${changedInWords(seen.expected, seen.found)}.`;
  // What nobody here changes names no risk of its own.
  const means = seen.direction === 'tightened' ? whenWrong : risk.startsWith('None') ? whenWrong : risk;
  const { source = 'firstAudit', by: who = '', since = '' } = by ?? {};
  return { control: id, title, ...seen, by: { source, by: who, since }, text: `${words} ${means}` };
}
