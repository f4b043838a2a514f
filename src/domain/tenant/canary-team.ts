import { z } from 'zod';
import { violationsOf, type Violation } from '../input/violation';

const MINUTE = 60_000;
const UNIQUE_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const uniqueId = (what: string) =>
  z.string('is required').regex(UNIQUE_ID, `must be ${what} (a GUID)`).toLowerCase();

/** The request for a test team in a tenant that has none. An application must name an owner: a person, with a licence. */
export const canaryRequestSchema = z.strictObject({
  tenantId: uniqueId('the tenant id'),
  ownerId: uniqueId('the object id of the person who shall own the team'),
  requestedBy: z
    .string('is required: who asks')
    .trim()
    .min(1, 'must not be empty')
    .max(200, 'must have at most 200 characters'),
});

export type CanaryRequest = z.output<typeof canaryRequestSchema>;

/** Parses a request and names everything that is wrong with it, at once. @param isServed whether we serve the tenant it names */
export function parseCanaryRequest(
  body: unknown,
  isServed: boolean,
): { kind: 'accepted'; request: CanaryRequest } | { kind: 'rejected'; violations: Violation[] } {
  const parsed = canaryRequestSchema.safeParse(body);
  const violations = parsed.success ? [] : violationsOf(parsed.error);
  if (!isServed && violations.every(({ pointer }) => pointer !== '/tenantId'))
    violations.push({ pointer: '/tenantId', message: 'is not a tenant of this installation' });
  if (!parsed.success || violations.length > 0) return { kind: 'rejected', violations };
  return { kind: 'accepted', request: parsed.data };
}

/** How a test team comes about. Times are ISO 8601, UTC. */
export interface CanaryCreation {
  state:
    | 'wanted'
    /** Teams was asked, and whether it heard is not known yet. */
    | 'asked'
    | 'underWay'
    | 'ready'
    | 'failed';
  ownerId: string;
  requestedBy: string;
  wantedAt: string;
  askedAt?: string;
  /** Where Teams says how far it is. */
  operation?: string;
  groupId?: string;
  /** Why there is none, in words. */
  problem?: string;
  /** Microsoft's error as it came. */
  error?: unknown;
}

export const isOver = ({ state }: CanaryCreation): boolean => state === 'ready' || state === 'failed';

/** Whether whoever was making it must have stopped: by then it would have ended one way or the other. */
export const isAbandoned = (making: CanaryCreation, now: number): boolean =>
  !isOver(making) && now - Date.parse(making.wantedAt) > 3 * LONGEST_CREATION;

/** When the answer of Teams got lost, its new team shows itself in the directory within this time, or there is none. */
export const UNHEARD_FOR = 5 * MINUTE;
/** A team that takes longer is not coming. */
export const LONGEST_CREATION = 60 * MINUTE;

/** Teams wants more than half a minute between two looks at what it was asked to do; it is mostly done by the second. */
const LOOKS = [40_000, 40_000, MINUTE, 2 * MINUTE];

/** When to look again after so many looks; milliseconds in, milliseconds out. */
export const nextCanaryCheck = (looks: number, now: number): number => now + (LOOKS[looks] ?? 5 * MINUTE);
