import type { Change } from '../../../../controls/control';
import { sayValue, type Values } from '../../../../controls/values/value';
import { sayChange, saidOf, type PlannedChange } from '../../../../domain/plan/plan';
import type { Sentence } from '../../../../texts/said';
import { inOrder, say } from '../../../../texts/say';

export const isAmong = (some: readonly Change[], { control, property }: Change): boolean =>
  some.some((one) => one.control === control && one.property === property);

/** Microsoft's word stands against no write of ours: who set it is not known, and it is not said to be us. */
export function foundInWords(
  found: readonly Change[],
  changes: readonly PlannedChange[],
): Sentence | undefined {
  if (found.length === 0) return undefined;
  return say('step.foundSet', { changes: saidOf(changes.filter((change) => isAmong(found, change))) });
}

/** What was under way when the run broke off, and what is known of it. */
export function brokeOffInWords(
  { written, mayBeWritten, found }: { written: Change[]; mayBeWritten: Change[]; found: Values },
  changes: readonly PlannedChange[],
): Sentence {
  const among = (some: readonly Change[]): PlannedChange[] => changes.filter((one) => isAmong(some, one));
  const sure = saidOf(among(written));
  const maybe = among(mayBeWritten).map((one) => {
    const value = found[one.property];
    const change = sayChange(one).said;
    const looked =
      value === undefined
        ? say('step.changeUnread', { change })
        : say('step.changeReads', { change, value: sayValue(value).said });
    return looked.said;
  });
  return inOrder(
    sure.length > 0 ? say('step.brokeOffWritten', { changes: sure }) : undefined,
    maybe.length > 0 ? say('step.brokeOffUnknown', { changes: maybe }) : undefined,
  );
}
