import type { CallbackEventKind, EndEventKind } from '../../../domain/events/callback-request';
import { newDelivery } from '../../../domain/events/delivery';
import type { EnablementStore } from '../../../store/enablements/enablement-store';
import { eventOf } from './build-run-event';
import { runOf } from '../../context/recorded-steps';

type RunEventKind = Exclude<CallbackEventKind, EndEventKind>;

/** Sends for the outbox dispatcher of a run, or of a tenant's audits. It may fail to come: the sweeper sends for it again. */
export type Dispatch = (id: string, about?: 'audits') => Promise<void>;

/**
 * Puts an event into the outbox, where the caller asked for it and the record bears it out; answers whether it did.
 * Doing it twice puts in one.
 */
export async function emitEvent(store: EnablementStore, id: string, kind: RunEventKind): Promise<boolean> {
  const run = await runOf(store, id);
  if (!run.request.callbackEvents?.includes(kind)) return false;
  const event = eventOf(kind, run, await store.steps(id));
  if (event === undefined) return false;
  await store.post(id, newDelivery({ kind, event }, event.timestamp));
  return true;
}

/**
 * An activity that tells the caller what it did. The telling comes after the record, also where the record was there
 * already: a run that was killed in between catches up when the activity is run again.
 * @param kindOf the event that follows from what the activity answered, if any
 */
export function emitting<I extends { id: string }, O>(
  store: EnablementStore,
  act: (input: I) => Promise<O>,
  kindOf: (answer: O, input: I) => RunEventKind | undefined,
): (input: I, dispatch?: Dispatch) => Promise<O> {
  return async (input, dispatch) => {
    const answer = await act(input);
    const kind = kindOf(answer, input);
    if (kind !== undefined && (await emitEvent(store, input.id, kind))) await dispatch?.(input.id);
    return answer;
  };
}
