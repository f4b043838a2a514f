import { z } from 'zod';
import type { Step } from '../../../domain/enablement/step';
import type { GuestCall, GuestAnswer } from '../../../domain/proof/guest-call';
import { json, rowWith } from './read-row';

export const begunRowSchema = rowWith(['properties', 'putOff'], {
  rowKey: z.string(),
  at: z.string(),
  document: z.string(),
  isUndo: z.boolean(),
  properties: z.array(z.string()),
  putOff: z.array(z.string()).optional(),
});

const saidSchema = z.object({
  code: z.string(),
  params: z.record(z.string(), z.unknown()).optional(),
});

const guestActSchema = z.looseObject({
  n: z.number(),
  kind: z.enum(['invite', 'join', 'leave', 'delete', 'purge', 'unsubscribe']),
  at: z.string(),
});

const guestAnswerSchema = z.looseObject({
  at: z.string(),
  kind: z.enum(['done', 'unneeded', 'refused']),
});

export const guestCallRowSchema = rowWith(['json'], {
  json: json<unknown>().transform((act) => guestActSchema.parse(act) as unknown as GuestCall),
});

export const guestAnswerRowSchema = rowWith(['json'], {
  json: json<unknown>().transform((answer) => guestAnswerSchema.parse(answer) as unknown as GuestAnswer),
});

export const stepSchema = z.object({
  sequence: z.number(),
  kind: z.enum([
    'accepted',
    'inspected',
    'planned',
    'decided',
    'applied',
    'probed',
    'commandReceived',
    'undoPlanned',
    'undone',
    'failed',
    'cleanedUp',
    'finished',
  ]),
  controls: z.array(z.string()).optional(),
  started: z.string(),
  ended: z.string(),
  as: z.string().optional(),
  asId: z.string().optional(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
  text: z.string(),
  said: saidSchema.optional(),
  result: z.unknown(),
  requestIds: z.array(z.string()),
  askedAs: z.number().optional(),
  error: z.unknown().optional(),
  previousHash: z.string(),
  hash: z.string(),
}) satisfies z.ZodType<Step>;
