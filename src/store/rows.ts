import { z } from 'zod';
import { newsEventSchema } from '../audit/news-event';
import { callbackEventSchema } from '../enablement/callback-event';
import type { CanaryMaking } from '../enablement/canary';
import type { Conclusion } from '../enablement/conclusion';
import type { Command, Confirmation } from '../enablement/enablement';
import { LETTER_KINDS, type Letter } from '../enablement/letter';
import type { StoredRegistration } from '../enablement/registration';
import type { EnablementRequest } from '../enablement/request';
import type { Step } from '../enablement/step';
import type { TimeBox } from '../enablement/time-box';

/** How rows are read back: whatever else stands in them is not ours. */
const json = <T>() => z.string().transform((text) => JSON.parse(text) as T);

export const taggedRowSchema = z.object({ etag: z.string() });

export const runRowSchema = z.object({
  etag: z.string(),
  partitionKey: z.string(),
  tenantId: z.string(),
  acceptedAt: z.string(),
  request: json<EnablementRequest>(),
  commands: json<Command[]>(),
  closedAt: z.string().optional(),
  conclusion: json<Conclusion>().optional(),
  confirmation: json<Confirmation>().optional(),
});

export const registrationRowSchema = z.object({
  etag: z.string(),
  rowKey: z.string(),
  json: json<StoredRegistration>(),
});

export const timeBoxRowSchema = z.object({ etag: z.string(), json: json<TimeBox>() });
export const canaryRowSchema = z.object({ etag: z.string(), json: json<CanaryMaking>() });

export const openWorkRowSchema = z.object({ etag: z.string(), rowKey: z.string(), since: z.string() });

export const consentRowSchema = z.object({ rowKey: z.string(), at: z.string() });

export const leaseRowSchema = z.object({ etag: z.string(), id: z.string(), work: z.string() });
export const callerKeyRowSchema = z.object({ id: z.string(), fingerprint: z.string() });
export const openRowSchema = z.object({
  id: z.string(),
  acceptedAt: z.string(),
  request: json<EnablementRequest>(),
});

export const finishedCountRowSchema = z.object({ etag: z.string(), count: z.number() });
export const finishedRowSchema = z.object({ id: z.string() });

export const addressRowSchema = z.object({ id: z.string(), sealed: z.string(), mark: z.string() });

export const letterSchema = z.object({
  kind: z.enum(LETTER_KINDS),
  edition: z.string().optional(),
  event: z.union([callbackEventSchema, newsEventSchema]),
  state: z.enum(['waiting', 'delivered', 'undelivered', 'dropped']),
  tries: z.number(),
  firstTryAt: z.string().optional(),
  nextTryAt: z.string(),
  lastStatus: z.number().optional(),
  lastProblem: z.string().optional(),
}) satisfies z.ZodType<Letter>;

export const listedRowSchema = z.object({
  id: z.string(),
  goal: z.enum(['guestAccess', 'externalAccess', 'both']),
  requestedBy: z.string(),
  acceptedAt: z.string(),
  outcome: z
    .enum([
      'succeeded',
      'planned',
      'declined',
      'blocked',
      'refused',
      'overdue',
      'cancelled',
      'failed',
      'undone',
    ])
    .optional(),
  finishedAt: z.string().optional(),
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
    'told',
    'undoPlanned',
    'putBack',
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
  result: z.unknown(),
  requestIds: z.array(z.string()),
  error: z.unknown().optional(),
  previousHash: z.string(),
  hash: z.string(),
}) satisfies z.ZodType<Step>;
