import type { Step } from '../../domain/enablement/step';
import type { EnablementStore } from '../../store/enablements/enablement-store';

/** The number of the next step of a run: after the last there is, whether or not anybody can read it. */
export async function nextNumber(store: Pick<EnablementStore, 'legibleSteps'>, id: string): Promise<number> {
  return numberAfter(await store.legibleSteps(id));
}

export const numberAfter = ({
  steps,
  unreadable,
}: {
  steps: readonly Pick<Step, 'sequence'>[];
  unreadable: readonly number[];
}): number => Math.max(-1, ...steps.map(({ sequence }) => sequence), ...unreadable) + 1;
