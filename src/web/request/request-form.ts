import type { EnablementRequest } from '../../domain/enablement/request';
import type { Violation } from '../../domain/input/violation';

/** The fields of the form, in the order in which they stand on the page. */
export const FIELDS = [
  'goal',
  'tenantId',
  'partnerDomains',
  'testGuestEmail',
  'justification',
  'enableUntil',
  'ticketSystem',
  'ticketId',
  'profile',
  'deadlineHours',
  'teamId',
  'guestCalling',
  'guestMeeting',
  'guestMessaging',
  'allowConsumer',
  'undoOnFailure',
  'purgeTestGuest',
] as const;
export type Field = (typeof FIELDS)[number];

/** What stands in the form, as it was typed. */
export type Values = Readonly<Partial<Record<Field, string>>>;

/** How a date field sends a day. */
const DAY = /^\d{4}-\d\d-\d\d$/;

/** The last second of a day, in UTC; what is no day stays as it is, for the parser to complain of. */
export const endOfDay = (day: string): string => (DAY.test(day) ? `${day}T23:59:59Z` : day);

const LEAVE_OR_ON: readonly Field[] = ['guestCalling', 'guestMeeting', 'guestMessaging'];
const FLAGS: readonly Field[] = ['allowConsumer', 'undoOnFailure', 'purgeTestGuest'];
/** What a ticked box sends. */
export const TICKED = 'on';

export const valuesIn = (form: URLSearchParams): Values =>
  Object.fromEntries(FIELDS.flatMap((field) => (form.has(field) ? [[field, form.get(field) ?? '']] : [])));

/** The form of a request that was made before. */
export function valuesOf(request: EnablementRequest): Values {
  return Object.fromEntries(
    FIELDS.flatMap((field) => {
      const value = request[field];
      if (value === undefined || value === false || value === 'leave') return [];
      if (value === true) return [[field, TICKED]];
      if (field === 'enableUntil') return [[field, String(value).replace(/T.*$/, '')]];
      return [[field, Array.isArray(value) ? value.join('\n') : String(value)]];
    }),
  );
}

/** The body a machine would send for it; the interface's own parser says what is wrong with it. */
export function bodyOf(values: Values, requestedBy: string): Record<string, unknown> {
  const entries = FIELDS.flatMap((field): [Field, unknown][] => {
    const text = values[field]?.trim() ?? '';
    if (text === '') return [];
    if (field === 'partnerDomains') return [[field, text.split(/[\s,;]+/).filter((name) => name !== '')]];
    if (field === 'deadlineHours') return [[field, Number(text)]];
    if (field === 'enableUntil') return [[field, endOfDay(text)]];
    if (FLAGS.includes(field)) return [[field, text === TICKED]];
    return [[field, LEAVE_OR_ON.includes(field) && text !== TICKED ? 'leave' : text]];
  });
  return { ...Object.fromEntries(entries), requestedBy, dryRun: true };
}

/** The fields the violations are about; those about nothing on the form are left to the caller. */
export function faultsOf(violations: readonly Violation[]): { faults: Set<Field>; others: Violation[] } {
  const fieldOf = ({ pointer }: Violation): Field | undefined =>
    FIELDS.find((field) => field === pointer.split('/')[1]);
  const fields = violations.map(fieldOf).filter((field) => field !== undefined);
  return { faults: new Set(fields), others: violations.filter((one) => fieldOf(one) === undefined) };
}
