import type { StepKind } from '../../domain/enablement/step';
import type { EnablementStore } from '../../store/enablements/enablement-store';
import { UnreadableRecord } from '../../store/tables/unreadable-rows';

/** The kinds of step that each activity records; those that are not named here record none under a number of theirs. */
const RECORDED: Readonly<Record<string, readonly StepKind[]>> = {
  inspect: ['accepted', 'inspected', 'commandReceived'],
  planChanges: ['planned', 'commandReceived'],
  applyDocument: ['applied', 'undone', 'commandReceived'],
  checkProof: ['probed', 'commandReceived'],
  checkDecision: ['decided'],
  planUndo: ['undoPlanned'],
  cleanUp: ['cleanedUp'],
};

/** Of a run that is ended from outside, these may go on for nobody but whoever ends it. */
export const isFenced = (activity: string): boolean =>
  ['inspect', 'planChanges', 'applyDocument', 'planUndo', 'cleanUp'].includes(activity);

/** An activity of a run came so late that somebody else ends it. What it found is nobody's any more. */
export class RunTakenOver extends Error {
  constructor(id: string) {
    super(`The run ${id} is ended from outside; nothing more is recorded for it.`);
  }
}

/**
 * The store as one activity sees it: the step under its number is its own only where it is of its kind. What somebody
 * else recorded there, as a wait that was still under way when its run was taken over, stands; then the activity
 * records under the next free number, and knows its step by the number it was asked for under.
 */
export function ownSteps(store: EnablementStore, activity: string, takesOver: boolean): EnablementStore {
  const kinds = RECORDED[activity];
  if (kinds === undefined) return store;
  type ReportedStep = { kind: StepKind; sequence: number; askedAs?: number | undefined };
  const isOwn = ({ kind, sequence, askedAs = sequence }: ReportedStep, asked: number): boolean =>
    kinds.includes(kind) && askedAs === asked;

  /** Whoever ends a run from outside passes over a step that nobody can read. */
  async function orSomebodyElses<T>(step: Promise<T>): Promise<T | 'somebodyElses'> {
    try {
      return await step;
    } catch (error) {
      if (takesOver && error instanceof UnreadableRecord) return 'somebodyElses';
      throw error;
    }
  }

  return {
    ...store,
    async findStep(id, asked) {
      for (let at = asked; ; at++) {
        const step = await orSomebodyElses(store.findStep(id, at));
        if (step === 'somebodyElses') continue;
        if (step === undefined || isOwn(step, asked)) return step;
      }
    },
    async record(id, asked, report) {
      for (let at = asked; ; at++) {
        const step = await orSomebodyElses(
          store.record(id, at, at === asked ? report : { ...report, askedAs: asked }),
        );
        if (step === 'somebodyElses') continue;
        if (isOwn(step, asked)) return step;
        const { takenOverAt, closedAt } = (await store.find(id)) ?? {};
        if (!takesOver && (takenOverAt ?? closedAt) !== undefined) throw new RunTakenOver(id);
      }
    },
  };
}
