import { type CallbackFormat, usualEvents, callbackFields, END_EVENTS } from '../events/callback-request';
import { mayBeTestGuest, NOT_A_TEST_GUEST } from '../input/test-guest-allowed';
import { type Violation, violationsOf } from '../input/violation';
import type { TenantSettings } from '../tenant/tenant-settings';
import { untilViolation } from './expiry';
import { type EnablementRequest, UNIQUE_ID, enablementRequestSchema } from './request';

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
