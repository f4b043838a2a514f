import { z } from 'zod';
import { mailbox, partnerDomain } from '../input/address-fields';
import { callbackFields, type CallbackSubscription } from '../events/callback-request';

export const UNIQUE_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const uniqueId = (what: string) => z.string().regex(UNIQUE_ID, `must be ${what} (a GUID)`);
const line = (longest: number) =>
  z.string().trim().min(1, 'must not be empty').max(longest, `must have at most ${longest} characters`);

const leaveOrOn = z.enum(['leave', 'on'], 'must be "leave" or "on"').default('leave');
const flag = z.boolean('must be true or false').default(false);

/** What a caller may ask. Flat, because the tools of Power Platform and ServiceNow know no unions. */
export const enablementRequestSchema = z.strictObject({
  tenantId: uniqueId('the tenant id').transform((id) => id.toLowerCase()),
  goal: z.enum(
    ['guestAccess', 'externalAccess', 'both'],
    'must be "guestAccess", "externalAccess" or "both"',
  ),
  profile: z.enum(['gated', 'selfService']).default('gated'),
  testGuestEmail: mailbox().optional(),
  partnerDomains: z
    .array(partnerDomain, 'must be a list of domains')
    .max(50, 'must name at most 50 domains')
    .transform((domains) => [...new Set(domains)])
    .optional(),
  teamId: uniqueId('the id of a team')
    .transform((id) => id.toLowerCase())
    .optional(),
  requestedBy: line(200),
  justification: line(2000).optional(),
  ticketSystem: line(100).optional(),
  ticketId: line(100).optional(),
  guestCalling: leaveOrOn,
  guestMeeting: leaveOrOn,
  guestMessaging: leaveOrOn,
  allowConsumer: flag,
  deadlineHours: z
    .number('must be a number of hours')
    .min(0.5, 'must be at least half an hour')
    .max(24, 'must be at most 24 hours')
    .default(24),
  enableUntil: z.iso.datetime('must be a date and time in UTC, such as 2027-01-31T00:00:00Z').optional(),
  purgeTestGuest: flag,
  undoOnFailure: flag,
  dryRun: flag,
  ...callbackFields,
});

/** What a run keeps of what was asked: everything but the address of the callback, which has a row of its own. */
export type EnablementRequest = Omit<z.output<typeof enablementRequestSchema>, keyof typeof callbackFields> &
  Partial<CallbackSubscription> & {
    /** The enablement whose changes this run undoes; no caller sends it, `POST …/undo` sets it. */
    undoes?: string;
    /** What of an audit's findings this run undoes; no caller sends it. */
    remediates?: Remediates;
    /** Whether that is done because a date has come: whoever agreed to the date agreed to this. */
    endsAtExpiry?: true;
    /** Whether the run leaves every setting as it is and only proves; `proofRequestOf` makes such a request. */
    provesOnly?: true;
    /** The machine that asked for whoever asks, as we know it: `key`, `client servicenow`. */
    through?: string;
    /** The identity of whoever sent it: of the person who was signed in, or of that machine. */
    requestedById?: string;
  };

/** What an audit found, and a run is to undo. */
export interface Remediates {
  auditId: string;
  /** The findings, by their keys: `T-1.AllowGuestUser`. */
  findings: string[];
}

/** Whether a run puts something back, rather than opening doors and proving it. */
export const isUndoing = ({
  undoes,
  remediates,
}: Pick<EnablementRequest, 'undoes' | 'remediates'>): boolean =>
  undoes !== undefined || remediates !== undefined;

/**
 * What makes two requests the same work: everything but who asked, why, and under which ticket.
 * A second request with the same text joins the run of the first.
 */
export function workOf(request: EnablementRequest): string {
  const {
    requestedBy: _,
    requestedById: ______,
    through: __,
    justification: ___,
    ticketSystem: ____,
    ticketId: _____,
    ...work
  } = request;
  return JSON.stringify(Object.entries(work).sort(([a], [b]) => (a < b ? -1 : 1)));
}
