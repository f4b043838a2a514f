import type { Change, DocumentId } from '../../../../controls/control';
import { sayValue, isSame, type Value } from '../../../../controls/values/value';
import type { PlannedResult } from '../../../../domain/enablement/decision';
import { sayChange, type PlannedChange } from '../../../../domain/plan/plan';
import type { Step } from '../../../../domain/enablement/step';
import type { EnablementStore } from '../../../../store/enablements/enablement-store';
import { foundIn, isWrite, mayBeWrittenIn, writtenIn as sureIn, type AppliedResult } from './apply-result';
import type { Sentence } from '../../../../texts/said';
import { say } from '../../../../texts/say';

/** What a run really wrote, by its own steps: not what it planned, and not what stood right already. */
export async function writtenBy(store: EnablementStore, id: string): Promise<PlannedChange[]> {
  return writtenIn(await store.steps(id));
}

/** What a run wrote, or may have written: an answer that got lost is no proof that nothing was. */
export const writtenIn = (steps: readonly Step[]): PlannedChange[] => [
  ...certainlyWrittenIn(steps),
  ...perhapsWrittenIn(steps),
];

export const certainlyWrittenIn = (steps: readonly Step[]): PlannedChange[] =>
  plannedAmong(steps, resultsOf(steps).flatMap(sureIn));

/** What was sent, and no answer or reading says whether it arrived. */
export function perhapsWrittenIn(steps: readonly Step[]): PlannedChange[] {
  const sure = certainlyWrittenIn(steps);
  return plannedAmong(steps, resultsOf(steps).flatMap(mayBeWrittenIn)).filter((one) => !sure.includes(one));
}

/** What was sent and not done by Microsoft's word, and then stood as desired: whose it is, no record says. */
export function foundAsDesiredIn(steps: readonly Step[]): PlannedChange[] {
  const ours = writtenIn(steps);
  return plannedAmong(steps, resultsOf(steps).flatMap(foundIn)).filter((one) => !ours.includes(one));
}

/** What is known of a change that was sent and never answered for: what it read when it was last looked at. */
export function doubtInWords(steps: readonly Step[], change: PlannedChange): Sentence {
  const { control, property, before, after } = change;
  const last = resultsOf(steps).findLast((result) =>
    mayBeWrittenIn(result).some((one) => one.control === control && one.property === property),
  );
  const found = last && foundLater(last, change);
  const notes = sayChange(change).said;
  if (found === undefined) return say('doubt.unread', { change: notes });
  const code = isSame(found, after)
    ? 'doubt.asSent'
    : isSame(found, before)
      ? 'doubt.asBefore'
      : 'doubt.anothers';
  return say(code, { change: notes, value: sayValue(found).said });
}

function foundLater(result: AppliedResult, { control, property }: PlannedChange): Value | undefined {
  if (result.kind === 'moved')
    return result.control === control && result.property === property ? result.found : undefined;
  return 'found' in result ? result.found?.[property] : undefined;
}

const resultsOf = (steps: readonly Step[]): AppliedResult[] =>
  steps
    .filter((step) => step.kind !== 'undone' && isWrite(step))
    .map(({ result }) => result as AppliedResult);

function plannedAmong(steps: readonly Step[], changes: readonly Change[]): PlannedChange[] {
  const planned = steps.find(({ kind }) => kind === 'planned')?.result as PlannedResult | undefined;
  return (planned?.plan.changes ?? []).filter(({ control, property, after }) =>
    changes.some((one) => one.control === control && one.property === property && isSame(one.after, after)),
  );
}

export const documentsIn = (changes: readonly PlannedChange[]): DocumentId[] => [
  ...new Set(changes.map(({ document }) => document)),
];
