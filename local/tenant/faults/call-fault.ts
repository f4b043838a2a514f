import { z } from 'zod';
import { routeName } from '../route-name';

const which = {
  route: routeName,
  nth: z.int().positive().default(1).describe('the first call of the route that is hit, counted from 1'),
  times: z.int().positive().default(1).describe('how many calls in a row are hit'),
};
const when = z
  .enum(['before', 'after'])
  .default('after')
  .describe('`before`: what was asked is not done. `after`: it is done, and the answer suffers');
const seconds = z.number().positive();

/** What may happen to a call and its answer on the way, as a tenant file tells it. */
export const fault = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('cut'),
      ...which,
      when,
      atByte: z
        .int()
        .min(0)
        .optional()
        .describe('status, headers and so many bytes of the body arrive; left out: nothing arrives'),
    })
    .describe('breaks the connection before the answer, or in the middle of it'),
  z
    .strictObject({ kind: z.literal('delay'), ...which, when, seconds })
    .describe('lets simulated time pass while the call is under way: from 30 on the client has given up'),
  z
    .strictObject({ kind: z.literal('late'), ...which, seconds })
    .describe('breaks the connection, and does what was asked so much later'),
  z
    .strictObject({ kind: z.literal('repeat'), ...which, answer: z.enum(['first', 'last']).default('last') })
    .describe('the request arrives twice; the answer is the one to the first or to the last'),
  z.strictObject({ kind: z.literal('reorder'), ...which }).describe('lets the next concurrent call go first'),
  z
    .strictObject({
      kind: z.literal('garble'),
      ...which,
      when,
      as: z
        .enum(['halfJson', 'html', 'wrongType', 'badGzip', 'empty', 'otherShape'])
        .describe(
          'half of the JSON, a page in HTML with status 200, JSON called text/plain, half of a gzip stream, no body, or JSON that means something else',
        ),
    })
    .describe('spoils the answer'),
  z
    .strictObject({
      kind: z.literal('answer'),
      ...which,
      when,
      status: z.union([z.literal(408), z.literal(429), z.int().min(500).max(504)]),
      retryAfterSeconds: seconds.optional(),
    })
    .describe('answers with a status of the gateway'),
]);

export type Fault = z.output<typeof fault>;
/** As it is written down, with defaults left out. */
export type FaultInput = z.input<typeof fault>;
