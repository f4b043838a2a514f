import { sayChange } from '../../domain/plan/plan';
import type { Step } from '../../domain/enablement/step';
import type { BegunWrite } from '../../store/enablements/enablement-store';
import type { Sentence } from '../../texts/said';
import { asRecorded, say } from '../../texts/say';
import {
  writtenIn as sureIn,
  isWrite,
  mayBeWrittenIn,
  type AppliedResult,
} from '../enablement/activities/apply/apply-result';
import { begunUnplanned } from '../enablement/activities/apply/record-interrupted-write';
import {
  certainlyWrittenIn,
  doubtInWords,
  perhapsWrittenIn,
} from '../enablement/activities/apply/written-changes';

/** What a run changed, and what it may have changed, in words: also where its plan can no longer be read. */
export function changesSaid(
  steps: readonly Step[],
  begun: readonly BegunWrite[],
): { changed: Sentence[]; mayBeChanged: Sentence[] } {
  const changed = certainlyWrittenIn(steps).map(sayChange);
  const mayBeChanged = perhapsWrittenIn(steps).map((one) => doubtInWords(steps, one));
  const unplanned = begunUnplanned(begun, steps).map(({ document, properties }) =>
    say('doubt.unplanned', { what: `${document}: ${properties.join(', ')}` }),
  );
  if (steps.some(({ kind }) => kind === 'planned'))
    return { changed, mayBeChanged: [...mayBeChanged, ...unplanned] };
  // Without the plan nobody can say what it was before; the steps say themselves what they wrote.
  const writes = steps.filter((step) => step.kind !== 'undone' && isWrite(step));
  const notes = (among: (result: AppliedResult) => readonly unknown[]): Sentence[] =>
    writes
      .filter(({ result }) => among(result as AppliedResult).length > 0)
      .map(({ text, said }) => asRecorded(text, said));
  return { changed: notes(sureIn), mayBeChanged: [...notes(mayBeWrittenIn), ...unplanned] };
}
