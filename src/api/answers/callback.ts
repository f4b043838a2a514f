import { z } from 'zod';
import type { CallbackStatus } from '../../domain/events/delivery';
import { choice, count, text, texts, time, type Shape } from './shape';

/** How the telling of a run goes. */
export const callbackStatusFields = {
  state: choice<CallbackStatus['state']>('How it goes.', {
    waiting: 'there was nothing to tell yet, or it is on its way',
    retrying: 'the receiver did not take it; it is tried again',
    delivered: 'everything was taken',
    undelivered: 'it was given up after a day and can be sent again',
    stopped: 'the receiver wants nothing any more',
  }),
  tries: count('Of the event that decides the state.'),
  lastStatus: count('What the receiver answered last.').optional(),
  lastProblem: text('Why the last try failed.').optional(),
  nextTryAt: time('When it is tried again.').optional(),
} satisfies Shape<CallbackStatus>;

export const replayedSchema = z.object({
  id: text('The id of the enablement.'),
  events: texts('The events that are sent again.'),
});
