import type { DocumentId } from '../../controls/control';
import { isSame } from '../../controls/value';
import type { PlannedResult } from '../../enablement/decision';
import type { PlannedChange } from '../../enablement/plan';
import type { Step } from '../../enablement/step';
import type { EnablementStore } from '../../store/enablement-store';
import type { AppliedResult } from './applied';

/** What a run really wrote, by its own steps: not what it planned, and not what stood right already. */
export async function writtenBy(store: EnablementStore, id: string): Promise<PlannedChange[]> {
  return writtenIn(await store.steps(id));
}

export function writtenIn(steps: readonly Step[]): PlannedChange[] {
  const planned = steps.find(({ kind }) => kind === 'planned')?.result as PlannedResult | undefined;
  const changes = steps
    .filter(({ kind }) => kind === 'applied')
    .map(({ result }) => result as AppliedResult)
    .flatMap((result) => ('written' in result ? result.written : []));
  return (planned?.plan.changes ?? []).filter(({ control, property, after }) =>
    changes.some((one) => one.control === control && one.property === property && isSame(one.after, after)),
  );
}

export const documentsIn = (changes: readonly PlannedChange[]): DocumentId[] => [
  ...new Set(changes.map(({ document }) => document)),
];
