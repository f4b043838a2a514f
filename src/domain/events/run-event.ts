import { z } from 'zod';
import { CALLBACK_EVENTS, type CallbackEventKind } from './callback-request';
import type { Enablement } from '../enablement/enablement';

/** The names on the wire, as Standard Webhooks wants them: `enablement.approval.needed`. */
export const EVENT_TYPES = {
  accepted: 'enablement.accepted',
  approvalNeeded: 'enablement.approval.needed',
  applied: 'enablement.applied',
  waiting: 'enablement.waiting',
  finished: 'enablement.finished',
  expiring: 'enablement.expiring',
  ended: 'enablement.ended',
} as const satisfies Record<CallbackEventKind, string>;

const texts = z.array(z.string());

/**
 * What a receiver gets, whatever the event: flat, with the parts an event does not have left out, because the tools of
 * Power Platform and ServiceNow know no unions. A new part keeps the version; a part that goes or changes its meaning
 * makes a new one. https://github.com/standard-webhooks/standard-webhooks
 */
export const callbackEventSchema = z.strictObject({
  type: z.enum(CALLBACK_EVENTS.map((kind) => EVENT_TYPES[kind])),
  version: z.literal(1),
  /** When it happened, not when it was sent. */
  timestamp: z.iso.datetime(),
  data: z.strictObject({
    enablementId: z.string(),
    tenantId: z.string(),
    goal: z.enum(['guestAccess', 'externalAccess', 'both']),
    profile: z.enum(['gated', 'selfService']),
    requestedBy: z.string(),
    ticketSystem: z.string().optional(),
    ticketId: z.string().optional(),
    dryRun: z.boolean(),
    /** What happened, in words for a person. */
    summary: z.string(),
    /** `approval.needed`: what a second person is asked to agree to, and until when. */
    changes: texts.optional(),
    needsApproval: texts.optional(),
    planHash: z.string().optional(),
    /** What is agreed to besides the changes: until when, with which test guest, for whom. */
    terms: z
      .strictObject({
        enableUntil: z.iso.datetime({ offset: true }).optional(),
        testGuestEmail: z.string().optional(),
        partnerDomains: texts.optional(),
      })
      .optional(),
    decideBy: z.iso.datetime().optional(),
    /** `applied`: what was written; also `ended`: what a person has to type. */
    changed: texts.optional(),
    manualSteps: texts.optional(),
    /** `waiting`: how long it usually takes, counted from the last change, and when the run gives up. */
    expectation: z
      .strictObject({
        medianHours: z.number(),
        p95Hours: z.number(),
        basis: z.literal('assumption'),
        text: z.string(),
      })
      .optional(),
    deadline: z.iso.datetime().optional(),
    /** `finished` */
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
    assurance: z.strictObject({ rung: z.number(), claim: z.string(), notProven: z.string() }).optional(),
    verdict: z
      .strictObject({ kind: z.string(), control: z.string().optional(), text: z.string(), advice: texts })
      .optional(),
    /** What could not be cleaned up: a person must. */
    left: texts.optional(),
    finishedAt: z.iso.datetime().optional(),
    lastHash: z.string().optional(),
    /** `expiring`, `ended`: until when it stands, or stood, and what is undone. */
    until: z.iso.datetime().optional(),
    undone: texts.optional(),
    /** `ended`: the run that put back, and what it left, with why. */
    endedBy: z.string().optional(),
    notUndone: texts.optional(),
  }),
});

export type CallbackEvent = z.output<typeof callbackEventSchema>;
export type CallbackEventParts = Partial<CallbackEvent['data']> & { summary: string };

/** Standard Webhooks asks for bodies under 20 kB; a plan over a long list of domains could be more. */
const LONGEST_SUMMARY = 4000;
const LONGEST_LINE = 300;
const MOST_LINES = 20;

/** An event about a run, with what every event says of it. */
export function eventAbout(
  { id, tenantId, request }: Enablement,
  kind: CallbackEventKind,
  timestamp: string,
  { summary, ...parts }: CallbackEventParts,
): CallbackEvent {
  const { goal, profile, requestedBy, ticketSystem, ticketId, dryRun } = request;
  return {
    type: EVENT_TYPES[kind],
    version: 1,
    timestamp,
    data: {
      enablementId: id,
      tenantId,
      goal,
      profile,
      requestedBy,
      ...(ticketSystem && { ticketSystem }),
      ...(ticketId && { ticketId }),
      dryRun,
      summary: cut(summary, LONGEST_SUMMARY),
      ...parts,
    },
  };
}

/** Lines of a list, so short and so many that they fit; the last one says how many were left out. */
export function linesOf(lines: readonly string[]): string[] {
  const shown = lines.slice(0, MOST_LINES).map((line) => cut(line, LONGEST_LINE));
  const rest = lines.length - shown.length;
  return rest > 0 ? [...shown, `… and ${rest} more`] : shown;
}

const cut = (text: string, longest: number): string =>
  text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
