import { z } from 'zod';
import { emailViolation } from './test-address';
import { violationsOf, type Violation } from './violation';

const UNIQUE_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Goals and options the design names and this version cannot serve yet: said clearly, never silently ignored. */
const NOT_YET = 'is not available yet; leave it out';

const uniqueId = (what: string) => z.string().regex(UNIQUE_ID, `must be ${what} (a GUID)`);
const line = (longest: number) =>
  z.string().trim().min(1, 'must not be empty').max(longest, `must have at most ${longest} characters`);

const testGuestEmail = z.string().superRefine((address, context) => {
  const message = emailViolation(address);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
});

/** What a caller may ask. Flat, because the tools of Power Platform and ServiceNow know no unions. */
export const enablementRequestSchema = z.strictObject({
  tenantId: uniqueId('the tenant id').transform((id) => id.toLowerCase()),
  goal: z.enum(['guestAccess'], `must be "guestAccess"; "externalAccess" and "both" are not available yet`),
  profile: z.enum(['gated', 'selfService']).default('gated'),
  testGuestEmail: testGuestEmail.transform((address) => address.toLowerCase()).optional(),
  requestedBy: line(200),
  justification: line(2000).optional(),
  ticketSystem: line(100).optional(),
  ticketId: line(100).optional(),
  guestCalling: z.literal('leave', `other than "leave" ${NOT_YET}`).optional(),
  guestMeeting: z.literal('leave', `other than "leave" ${NOT_YET}`).optional(),
  guestMessaging: z.literal('leave', `other than "leave" ${NOT_YET}`).optional(),
  deadlineHours: z
    .number('must be a number of hours')
    .min(0.5, 'must be at least half an hour')
    .max(24, 'must be at most 24 hours')
    .default(24),
  purgeTestGuest: z.boolean('must be true or false').default(false),
  dryRun: z.boolean('must be true or false').default(false),
});

export type EnablementRequest = z.output<typeof enablementRequestSchema> & { testGuestEmail: string };

/** What this installation knows and a request leans on. */
export interface Registration {
  tenantId: string;
  /** Used where a request names no test guest. */
  testGuestEmail?: string;
}

export type ParsedRequest =
  { kind: 'accepted'; request: EnablementRequest } | { kind: 'rejected'; violations: Violation[] };

/** Parses the body of a request and names everything that is wrong with it, at once. */
export function parseRequest(body: unknown, registration: Registration): ParsedRequest {
  const parsed = enablementRequestSchema.safeParse(body);
  const violations = parsed.success ? [] : violationsOf(parsed.error);
  const asked = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;

  const knowsTenant = typeof asked['tenantId'] === 'string' && UNIQUE_ID.test(asked['tenantId']);
  if (knowsTenant && String(asked['tenantId']).toLowerCase() !== registration.tenantId) {
    violations.push({ pointer: '/tenantId', message: 'is not a tenant of this installation' });
  }
  const testGuestEmail = parsed.data?.testGuestEmail ?? registration.testGuestEmail;
  if (asked['testGuestEmail'] === undefined && testGuestEmail === undefined) {
    violations.push({
      pointer: '/testGuestEmail',
      message: 'is required: no test guest is registered for this tenant',
    });
  }
  if (!parsed.success || violations.length > 0 || testGuestEmail === undefined)
    return { kind: 'rejected', violations };
  return { kind: 'accepted', request: { ...parsed.data, testGuestEmail } };
}

/**
 * What makes two requests the same work: everything but who asked, why, and under which ticket.
 * A second request with the same text joins the run of the first.
 */
export function workOf(request: EnablementRequest): string {
  const { tenantId, goal, profile, testGuestEmail, deadlineHours, purgeTestGuest, dryRun } = request;
  return JSON.stringify([tenantId, goal, profile, testGuestEmail, deadlineHours, purgeTestGuest, dryRun]);
}
