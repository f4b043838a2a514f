import { z } from 'zod';
import { auditEventSchema } from '../../domain/events/audit-event';
import { callbackEventSchema } from '../../domain/events/run-event';
import type { CanaryCreation } from '../../domain/tenant/canary-team';
import type { RunOutcome } from '../../domain/enablement/outcome';
import {
  COMMAND_KINDS,
  type Command,
  type Confirmation,
  type Join,
} from '../../domain/enablement/enablement';
import type { GuestCall, GuestAnswer } from '../../domain/proof/guest-call';
import { DELIVERY_KINDS, type Delivery } from '../../domain/events/delivery';
import type { StoredTenantSettings } from '../../domain/tenant/tenant-settings';
import type { EnablementRequest } from '../../domain/enablement/request';
import type { Step } from '../../domain/enablement/step';
import type { Expiry } from '../../domain/enablement/expiry';
import type { UndoStatus } from '../../domain/plan/undo-status';
import { gatherJson } from './long-json';

/** How rows are read back: whatever else stands in them is not ours. @param names of the values spread over them */
const rowWith = <S extends z.ZodRawShape>(names: readonly string[], shape: S) =>
  z.preprocess((row) => {
    const read = row as Record<string, unknown>;
    const there = names.filter((name) => read[name] !== undefined);
    return { ...read, ...Object.fromEntries(there.map((name) => [name, gatherJson(read, name)])) };
  }, z.object(shape));
const json = <T>() => z.custom<T>((value) => value !== undefined);

export const begunRowSchema = rowWith(['properties', 'putOff'], {
  rowKey: z.string(),
  at: z.string(),
  document: z.string(),
  isUndo: z.boolean(),
  properties: z.array(z.string()),
  putOff: z.array(z.string()).optional(),
});

const saidSchema = z.object({ code: z.string(), params: z.record(z.string(), z.unknown()).optional() });

export const taggedRowSchema = z.object({ etag: z.string() });

const requestSchema = z.looseObject({ tenantId: z.string(), goal: z.string(), requestedBy: z.string() });
export const requestIn = (value: unknown): EnablementRequest =>
  requestSchema.parse(value) as unknown as EnablementRequest;
const requestJson = json<unknown>().transform(requestIn);

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

export const tenantSettingsRowSchema = rowWith(['json'], {
  etag: z.string(),
  rowKey: z.string(),
  json: json<StoredTenantSettings>(),
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

const commandSchema = z.looseObject({
  sequence: z.number(),
  kind: z.enum(COMMAND_KINDS),
  at: z.string(),
  by: z.string(),
});
export const commandRowSchema = rowWith(['json'], {
  json: json<unknown>().transform((command) => commandSchema.parse(command) as unknown as Command),
});

const moment = z.string().refine((text) => !Number.isNaN(Date.parse(text)));
const timeBoxSchema = z.looseObject({
  id: z.string(),
  until: moment,
  extensions: z.array(z.looseObject({ until: moment })),
});
export const expiryRowSchema = rowWith(['json'], {
  etag: z.string(),
  json: json<unknown>().transform((box) => timeBoxSchema.parse(box) as unknown as Expiry),
});
export const canaryRowSchema = rowWith(['json'], { etag: z.string(), json: json<CanaryCreation>() });

/** One that does not say since when is looked after all the same. */
export const openWorkRowSchema = z.object({
  etag: z.string(),
  rowKey: z.string(),
  since: z.iso.datetime().catch(new Date(0).toISOString()),
});
export const sweepRowSchema = z.object({ number: z.number().int().nonnegative(), after: z.string() });

export const consentRowSchema = z.object({ rowKey: z.string(), at: z.string() });

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

export const addressRowSchema = z.object({ id: z.string(), encrypted: z.string(), fingerprint: z.string() });

export const deliverySchema = z.object({
  kind: z.enum(DELIVERY_KINDS),
  edition: z.string().optional(),
  event: z.union([callbackEventSchema, auditEventSchema]),
  state: z.enum(['waiting', 'delivered', 'undelivered', 'dropped']),
  tries: z.number(),
  firstTryAt: z.string().optional(),
  nextTryAt: z.string(),
  lastStatus: z.number().optional(),
  lastProblem: z.string().optional(),
}) satisfies z.ZodType<Delivery>;

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

/** What every reader of a list leans on; the rest of such a row is as it was written. */
export const listedAuditSchema = z.looseObject({
  id: z.string(),
  startedAt: z.iso.datetime(),
  startedBy: z.string(),
});
export const cleanupRunSchema = z.looseObject({
  id: z.string(),
  startedAt: z.iso.datetime(),
  startedBy: z.string(),
  dryRun: z.boolean(),
});
export const tenantCleanupSchema = z.looseObject({
  tenantId: z.string(),
  tasks: z.array(z.looseObject({ kind: z.string(), what: z.string(), state: z.string() })),
  unread: z.array(z.looseObject({ kind: z.string(), why: z.string() })),
});
export const tenantAuditSchema = z.looseObject({
  tenantId: z.string(),
  at: z.string(),
  outcome: z.enum(['clean', 'findings', 'unread']),
  findings: z.array(z.looseObject({ key: z.string(), kind: z.string(), state: z.string() })),
});
export const auditStateSchema = z.looseObject({
  auditState: z.looseObject({
    baseline: z.looseObject({}),
    readings: z.looseObject({}),
    findings: z.array(z.looseObject({ key: z.string(), state: z.string() })),
  }),
  auditId: z.string(),
  result: tenantAuditSchema,
});
