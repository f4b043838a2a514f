import { CHECKLIST, concernedBy } from '../../controls/checklist';
import { owns, type Change, type DocumentId, type DesiredSettings } from '../../controls/control';
import { isSame, type Value, type Values } from '../../controls/values/value';

/**
 * What moved under the planned changes of a document, although none of the values they start from did: a list that was
 * opened wide, say, while its switch was off and is about to be put on. The same request must still lead to the same
 * changes; else the plan that was agreed to is not this one.
 */
export function moveUnder(
  desired: DesiredSettings,
  changes: readonly Change[],
  document: DocumentId,
  before: Values,
  found: Values,
): { control: string; property: string; expected: Value; found: Value } | undefined {
  const fits = concernedBy(desired)
    .filter((control) => control.document === document)
    .every(({ id, judge }) => {
      const judgement = judge(found, desired);
      const open = changes.filter(
        ({ control, property, after }) => control === id && !isSame(found[property], after),
      );
      const planned = Object.fromEntries(open.map(({ property, after }) => [property, after]));
      return isSame(judgement.kind === 'change' ? judgement.to : {}, planned);
    });
  if (fits) return undefined;
  for (const { id, properties } of CHECKLIST.filter((control) => control.document === document)) {
    const mine = Object.keys(found).filter((name) => owns({ properties }, name));
    const moved = mine.find((name) => !isSame(before[name], found[name]));
    if (moved !== undefined)
      return { control: id, property: moved, expected: before[moved] ?? null, found: found[moved] ?? null };
  }
  return undefined;
}
