import { z } from 'zod';
import { CALLBACK_EVENTS, type CallbackEventKind } from '../enablement/callback';
import { callbackEventSchema } from '../enablement/callback-event';
import type { CanaryMaking } from '../enablement/canary';
import type { Conclusion } from '../enablement/conclusion';
import type { Command, Confirmation } from '../enablement/enablement';
import { rankOf, type Letter } from '../enablement/letter';
import type { StoredRegistration } from '../enablement/registration';
import type { EnablementRequest } from '../enablement/request';
import type { Step } from '../enablement/step';
import type { TimeBox } from '../enablement/time-box';

/** Table and key names are spelled in this file and nowhere else. */
export const RUNS_TABLE = 'GastvrijRuns';
export const TENANTS_TABLE = 'GastvrijTenants';

export interface Key {
  partitionKey: string;
  rowKey: string;
}

const STEP_DIGITS = 6;
const FINISHED_DIGITS = 9;
/** Later than any time we will see: subtracting from it makes the newest run sort first. */
const END_OF_TIME = 9_999_999_999_999;

export const runKey = (id: string): Key => ({ partitionKey: id, rowKey: 'run' });
export const stepKey = (id: string, sequence: number): Key => ({
  partitionKey: id,
  rowKey: `step!${String(sequence).padStart(STEP_DIGITS, '0')}`,
});
export const letterKey = (id: string, kind: CallbackEventKind): Key => ({
  partitionKey: id,
  rowKey: `letter!${rankOf(kind)}!${kind}`,
});
export const begunKey = (id: string, sequence: number): Key => ({
  partitionKey: id,
  rowKey: `begun!${String(sequence).padStart(STEP_DIGITS, '0')}`,
});
export const leaseKey = (tenantId: string): Key => ({ partitionKey: tenantId, rowKey: 'lease' });
export const openKey = (tenantId: string, id: string): Key => ({
  partitionKey: tenantId,
  rowKey: `open!${id}`,
});
export const addressKey = (tenantId: string, id: string): Key => ({
  partitionKey: tenantId,
  rowKey: `callback!${id}`,
});
/** `keyHash` is a hash, so that a caller's key never meets the characters a row key may not hold. */
export const callerKey = (tenantId: string, keyHash: string): Key => ({
  partitionKey: tenantId,
  rowKey: `key!${keyHash}`,
});
/** A number for each run that ended, in the order in which they did. */
export const finishedKey = (tenantId: string, number: number): Key => ({
  partitionKey: tenantId,
  rowKey: `finished!${String(number).padStart(FINISHED_DIGITS, '0')}`,
});
export const finishedCountKey = (tenantId: string): Key => ({ partitionKey: tenantId, rowKey: 'finished' });
/** How the test team we make comes about. */
export const canaryKey = (tenantId: string): Key => ({ partitionKey: tenantId, rowKey: 'canary' });
/** When an administrator came back from the consent page; in one partition, since they are listed with registrations. */
export const consentKey = (tenantId: string): Key => ({ partitionKey: 'consents', rowKey: tenantId });
/** Until when an enablement stands. */
export const timeBoxKey = (tenantId: string, id: string): Key => ({
  partitionKey: tenantId,
  rowKey: `until!${id}`,
});
/** All registrations stand in one partition: there are thousands at most, and they are listed together. */
export const registrationKey = (tenantId: string): Key => ({
  partitionKey: 'registrations',
  rowKey: tenantId,
});
/** `messageHash` is of the client's name and the message's own id. */
export const messageKey = (tenantId: string, messageHash: string): Key => ({
  partitionKey: tenantId,
  rowKey: `message!${messageHash}`,
});
/** All audits stand in one partition, the newest first: there is one a night. */
export const auditKey = (startedAt: number, id: string): Key => ({
  partitionKey: 'audits',
  rowKey: `${newestFirst(startedAt)}!${id}`,
});
/** What an audit said of a tenant: the audit has a partition of its own. */
export const tenantAuditKey = (id: string, tenantId: string): Key => ({ partitionKey: id, rowKey: tenantId });
/** What is known of a tenant from one audit to the next. */
export const standingKey = (tenantId: string): Key => ({
  partitionKey: `audit!${tenantId}`,
  rowKey: 'standing',
});
const newestFirst = (time: number): string => String(END_OF_TIME - time).padStart(13, '0');

export const listedKey = (tenantId: string, acceptedAt: string, id: string): Key => ({
  partitionKey: tenantId,
  rowKey: `run!${newestFirst(Date.parse(acceptedAt))}!${id}`,
});

/** The range of row keys that begin with `prefix!`. */
export const rangeOf = (
  prefix: 'open' | 'run' | 'step' | 'message' | 'letter' | 'callback' | 'finished' | 'until',
): { from: string; to: string } => ({
  from: `${prefix}!`,
  to: `${prefix}"`,
});

/** A string property holds at most 32 K UTF-16 units; longer JSON is spread over numbered properties. */
const PIECE = 30_000;

export function spreadJson(value: unknown): Record<string, string> {
  const text = JSON.stringify(value);
  const pieces: Record<string, string> = {};
  for (let at = 0, n = 0; at < text.length; at += PIECE, n++) pieces[`json${n}`] = text.slice(at, at + PIECE);
  return pieces;
}

export function gatherJson(row: Record<string, unknown>): unknown {
  let text = '';
  for (let n = 0; typeof row[`json${n}`] === 'string'; n++) text += row[`json${n}`] as string;
  return JSON.parse(text);
}

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
  kind: z.enum(CALLBACK_EVENTS),
  event: callbackEventSchema,
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
  before: z.unknown().optional(),
  after: z.unknown().optional(),
  text: z.string(),
  result: z.unknown(),
  requestIds: z.array(z.string()),
  error: z.unknown().optional(),
  previousHash: z.string(),
  hash: z.string(),
}) satisfies z.ZodType<Step>;
