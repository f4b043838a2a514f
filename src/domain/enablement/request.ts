import { z } from 'zod';
import { mailbox, partnerDomain } from '../input/address-fields';
import {
  callbackFields,
  END_EVENTS,
  usualEvents,
  type CallbackFormat,
  type CallbackSubscription,
} from '../events/callback-request';
import type { TenantSettings } from '../tenant/tenant-settings';
import { mayBeTestGuest, NOT_A_TEST_GUEST } from '../input/test-guest-allowed';
import { untilViolation } from './expiry';
import { violationsOf, type Violation } from '../input/violation';

const UNIQUE_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

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

/** Why an address is not called back in a format; nothing where it is. */
export type CallbackRule = (url: string, format: CallbackFormat) => Violation[];

export type ParsedRequest =
  | { kind: 'accepted'; request: EnablementRequest; callbackUrl?: string }
  | { kind: 'rejected'; violations: Violation[] };

/** The tenant a body is about, where it names one in a way that can be looked up. */
export function tenantIdIn(body: unknown): string | undefined {
  const { tenantId } = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  return typeof tenantId === 'string' && UNIQUE_ID.test(tenantId) ? tenantId.toLowerCase() : undefined;
}

/**
 * Parses the body of a request and names everything that is wrong with it, at once.
 * @param registration of the tenant the body is about; undefined where this installation does not serve it
 * @param callbackRule whom this installation calls back; nobody, when left out
 * @param now milliseconds; a date on which it is to end lies after it
 * @param isOperator whether whoever asks may name any test guest; requests of our own name what is registered
 */
export function parseRequest(
  body: unknown,
  tenantSettings: Pick<TenantSettings, 'testGuestEmail' | 'testGuestDomains'> | undefined,
  callbackRule: CallbackRule = NOBODY,
  now = 0,
  isOperator = true,
): ParsedRequest {
  const parsed = enablementRequestSchema.safeParse(body);
  const violations = parsed.success ? [] : violationsOf(parsed.error);
  const asked = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;

  if (tenantIdIn(body) !== undefined && tenantSettings === undefined) {
    violations.push({ pointer: '/tenantId', message: 'is not a tenant of this installation' });
  }
  const { goal, partnerDomains } = asked;
  const testGuestEmail = parsed.data?.testGuestEmail ?? tenantSettings?.testGuestEmail;
  const mustName = goal !== 'externalAccess' && tenantSettings !== undefined && testGuestEmail === undefined;
  if (mustName && asked['testGuestEmail'] === undefined) {
    violations.push({
      pointer: '/testGuestEmail',
      message: 'is required: no test guest is registered for this tenant',
    });
  }
  const address = goal === 'externalAccess' ? undefined : parsed.data?.testGuestEmail;
  if (address !== undefined && tenantSettings && !mayBeTestGuest({ address, tenantSettings, isOperator }))
    violations.push({ pointer: '/testGuestEmail', message: NOT_A_TEST_GUEST });
  const { enableUntil } = asked;
  const late = typeof enableUntil === 'string' && now > 0 ? untilViolation(enableUntil, now) : undefined;
  if (late !== undefined) violations.push({ pointer: '/enableUntil', message: late });
  const namesNobody =
    partnerDomains === undefined || (Array.isArray(partnerDomains) && partnerDomains.length === 0);
  if ((goal === 'externalAccess' || goal === 'both') && namesNobody) {
    violations.push({
      pointer: '/partnerDomains',
      message: 'is required for external access: it is opened for domains you name, never for all',
    });
  }
  if (asked['allowConsumer'] === true && goal === 'guestAccess') {
    violations.push({ pointer: '/allowConsumer', message: 'belongs to external access' });
  }
  violations.push(...violationsOfCallback(asked, callbackRule));
  if (!parsed.success || violations.length > 0) return { kind: 'rejected', violations };
  const { callbackUrl, callbackFormat = 'gastvrij', callbackEvents, ...desired } = parsed.data;
  const isAboutGuests = desired.goal !== 'externalAccess';
  const request = { ...desired, ...(isAboutGuests && testGuestEmail && { testGuestEmail }) };
  if (callbackUrl === undefined) return { kind: 'accepted', request };
  const hasDate = desired.enableUntil !== undefined && !desired.dryRun;
  const callback = { callbackFormat, callbackEvents: callbackEvents ?? usualEvents(callbackFormat, hasDate) };
  return { kind: 'accepted', request: { ...request, ...callback }, callbackUrl };
}

const NOBODY: CallbackRule = () => [
  { pointer: '/callbackUrl', message: 'is not possible: this installation calls nobody back' },
];

/** What no single field shows about being called back. */
function violationsOfCallback(asked: Record<string, unknown>, rule: CallbackRule): Violation[] {
  const { callbackUrl: url, callbackEvents: events } = asked;
  if (url === undefined) {
    return ['callbackFormat', 'callbackEvents']
      .filter((field) => asked[field] !== undefined)
      .map((field) => ({ pointer: `/${field}`, message: 'belongs to callbackUrl, which is missing' }));
  }
  const format = callbackFields.callbackFormat.safeParse(asked['callbackFormat']);
  if (!format.success || typeof url !== 'string') return [];
  const { data = 'gastvrij' } = format;
  const isTooMuch = data === 'logicApp' && Array.isArray(events) && events.length > 1;
  const lonely = END_EVENTS.filter((kind) => Array.isArray(events) && events.includes(kind));
  return [
    ...rule(url, data),
    ...(asked['enableUntil'] === undefined ? lonely : []).map((kind) => ({
      pointer: '/callbackEvents',
      message: `has ${kind}, which belongs to enableUntil`,
    })),
    ...(isTooMuch
      ? [
          {
            pointer: '/callbackEvents',
            message: 'must name one event: a webhook action goes on at the first',
          },
        ]
      : []),
  ];
}

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
