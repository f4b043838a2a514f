import type { OrchestrationContext } from 'durable-functions';
import { ask, type Steps } from './call-activity';
import { keepRoom, type RoomState } from './room';

/** What the courier knows. Plain JSON: all that survives from one generation to the next. */
export interface Errand extends RoomState {
  id: string;
  /** Whose letters it carries: those of a tenant's audits; those of a run when left out. */
  about?: 'audits';
  /** When it last saw the outbox, or began; milliseconds. */
  sawAt: number;
}

/** `gaveUp`: the outbox cannot be worked with, as the log says; the sweeper sends for another. */
export type CourierEnd = 'told' | 'gaveUp';
/** Outbox out of reach for so long: it gives up, and the sweeper sends for another. */
const MOST_DARKNESS = 3 * 86_400_000;

/**
 * Carries letters until there is nothing more to tell. It is nobody's child: whatever happens to it, and however long it
 * takes, the run or the audit does not know.
 */
export function* courier(context: OrchestrationContext): Steps<(Errand & { end: CourierEnd }) | undefined> {
  return yield* keepRoom<Errand, CourierEnd>(context, {
    *look(errand, now) {
      if (errand.sawAt === 0) errand.sawAt = now;
      const { id, about } = errand;
      const answer = yield* ask(context, about === 'audits' ? 'deliverNews' : 'deliver', { id, now });
      if (answer.kind !== 'done') return answer;
      const round = answer.value;
      errand.sawAt = now;
      return { kind: 'done', value: round.isOver ? { wakeAt: now, end: 'told' } : { wakeAt: round.wakeAt } };
    },
    lastMoment: ({ sawAt }) => sawAt + MOST_DARKNESS,
    gaveUp: () => 'gaveUp',
  });
}
