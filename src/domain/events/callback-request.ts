import { z } from 'zod';

/** How what we tell a caller is dressed. Every one of them is signed. */
const CALLBACK_FORMATS = ['gastvrij', 'servicenow', 'teams', 'logicApp'] as const;
export type CallbackFormat = (typeof CALLBACK_FORMATS)[number];

/** What a caller can be told, in the order in which it can happen. Each at most once a run; `expiring` once for each date. */
export const CALLBACK_EVENTS = [
  'accepted',
  'approvalNeeded',
  'applied',
  'waiting',
  'finished',
  'expiring',
  'ended',
] as const;
export type CallbackEventKind = (typeof CALLBACK_EVENTS)[number];

/** What follows months after the run, where it stands until a date. */
export const END_EVENTS = ['expiring', 'ended'] as const satisfies readonly CallbackEventKind[];
export type EndEventKind = (typeof END_EVENTS)[number];
export const isAboutEnd = (kind: CallbackEventKind): kind is EndEventKind =>
  END_EVENTS.some((one) => one === kind);

/** The part of a request that is about being called back. */
export const callbackFields = {
  callbackUrl: z.string().max(2048, 'must have at most 2048 characters').optional(),
  callbackFormat: z
    .enum(CALLBACK_FORMATS, 'must be "gastvrij", "servicenow", "teams" or "logicApp"')
    .optional(),
  callbackEvents: z
    .array(z.enum(CALLBACK_EVENTS, `must be of ${CALLBACK_EVENTS.join(', ')}`), 'must be a list of events')
    .min(1, 'must name at least one event')
    .transform((events) => CALLBACK_EVENTS.filter((kind) => events.includes(kind)))
    .optional(),
};

/** What a run keeps of it. The address is no part of the request: it opens something of the caller's. */
export interface CallbackSubscription {
  callbackFormat: CallbackFormat;
  callbackEvents: CallbackEventKind[];
}

/**
 * A webhook action of Logic Apps goes on at the first call, so that it is told the end of the run and nothing before or
 * after. Whoever sets a date wants to hear of it.
 */
export const usualEvents = (format: CallbackFormat, hasDate: boolean): CallbackEventKind[] =>
  format === 'logicApp' ? ['finished'] : ['approvalNeeded', 'finished', ...(hasDate ? END_EVENTS : [])];
