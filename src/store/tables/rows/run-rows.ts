import { z } from 'zod';
import {
  type Join,
  type Command,
  COMMAND_KINDS,
  type Confirmation,
} from '../../../domain/enablement/enablement';
import type { RunOutcome } from '../../../domain/enablement/outcome';
import type { EnablementRequest } from '../../../domain/enablement/request';
import type { UndoStatus } from '../../../domain/plan/undo-status';
import { json, rowWith } from './read-row';

const requestSchema = z.looseObject({ tenantId: z.string(), goal: z.string(), requestedBy: z.string() });

export const parsedRequest = (value: unknown): EnablementRequest =>
  requestSchema.parse(value) as unknown as EnablementRequest;
const requestJson = json<unknown>().transform(parsedRequest);

export const runRowSchema = rowWith(['request', 'runOutcome', 'confirmation', 'undo'], {
  etag: z.string(),
  partitionKey: z.string(),
  tenantId: z.string(),
  acceptedAt: z.string(),
  request: requestJson,
  commandCount: z.number(),
  takenOverAt: z.string().optional(),
  closedAt: z.string().optional(),
  runOutcome: json<RunOutcome>().optional(),
  lastHash: z.string().optional(),
  confirmation: json<Confirmation>().optional(),
  undo: json<UndoStatus>().optional(),
  rewritten: z
    .string()
    .transform((names) => names.split(','))
    .optional(),
});

const commandSchema = z.looseObject({
  sequence: z.number(),
  kind: z.enum(COMMAND_KINDS),
  at: z.string(),
  by: z.string(),
});

export const commandRowSchema = rowWith(['json'], {
  json: json<unknown>().transform((command) => commandSchema.parse(command) as unknown as Command),
});

export const leaseRowSchema = z.object({ etag: z.string(), id: z.string(), work: z.string() });

export const callerKeyRowSchema = z.object({ id: z.string(), fingerprint: z.string() });

export const openRowSchema = rowWith(['request'], {
  id: z.string(),
  acceptedAt: z.iso.datetime(),
  request: requestJson,
});

export const finishedCountRowSchema = z.object({ etag: z.string(), count: z.number() });

export const finishedRowSchema = z.object({ id: z.string(), acceptedAt: z.string().optional() });

export const joinRowSchema = z.object({
  by: z.string(),
  byId: z.string().optional(),
  through: z.string().optional(),
  at: z.string(),
}) satisfies z.ZodType<Join>;

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
  undoneBy: z.string().optional(),
});
