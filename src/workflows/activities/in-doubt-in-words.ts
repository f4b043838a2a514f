import type { Change } from '../../controls/control';
import { inWords, type Values } from '../../controls/value';
import { changeInWords, type PlannedChange } from '../../enablement/plan';

export const inOneLine = (changes: readonly PlannedChange[]): string => changes.map(changeInWords).join('; ');
export const isAmong = (some: readonly Change[], { control, property }: Change): boolean =>
  some.some((one) => one.control === control && one.property === property);

/** Microsoft's word stands against no write of ours: who set it is not known, and it is not said to be us. */
export function foundInWords(found: readonly Change[], changes: readonly PlannedChange[]): string {
  if (found.length === 0) return '';
  const words = inOneLine(changes.filter((change) => isAmong(found, change)));
  return ` Microsoft answered that it was busy (429) and had not done it; at the next look it was so: ${words}. It does not count as changed by this run.`;
}

/** What was under way when the run broke off, and what is known of it. */
export function brokeOffInWords(
  { written, mayBeWritten, found }: { written: Change[]; mayBeWritten: Change[]; found: Values },
  changes: readonly PlannedChange[],
): string {
  const among = (some: readonly Change[]): PlannedChange[] => changes.filter((one) => isAmong(some, one));
  const sure = among(written).map(changeInWords);
  const maybe = among(mayBeWritten).map((one) => {
    const value = found[one.property];
    return `${changeInWords(one)} (${value === undefined ? 'it could not be read' : `it reads ${inWords(value)}`})`;
  });
  return [
    sure.length > 0 ? `The run broke off while it wrote; a reading shows it done: ${sure.join('; ')}.` : '',
    maybe.length > 0
      ? `The run broke off while it wrote, and whether it was written is not known: ${maybe.join('; ')}.`
      : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}
