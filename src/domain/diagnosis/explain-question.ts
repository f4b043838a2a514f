import { z } from 'zod';
import { mailbox } from '../input/address-fields';
import { violationsOf, type Violation } from '../input/violation';

/** What somebody wants explained. */
export const questionSchema = z.strictObject({
  tenantId: z.guid('must be the tenant id (a GUID)').toLowerCase().optional(),
  guestEmail: mailbox('is required: the address of the guest'),
  teamId: z.guid('must be the id of a team (a GUID)').toLowerCase().optional(),
  goal: z
    .enum(['guestAccess', 'externalAccess'], 'must be "guestAccess" or "externalAccess"')
    .default('guestAccess'),
  profile: z.enum(['gated', 'selfService'], 'must be "gated" or "selfService"').default('gated'),
  symptom: z.string().trim().min(1).max(2000, 'must have at most 2000 characters').optional(),
});

export type Question = z.output<typeof questionSchema>;

/** Parses a question and names everything that is wrong with it, at once. @param isServed whether we serve the tenant it names */
export function parseQuestion(
  body: unknown,
  isServed: boolean,
): { kind: 'accepted'; request: Question } | { kind: 'rejected'; violations: Violation[] } {
  const parsed = questionSchema.safeParse(body);
  const violations = parsed.success ? [] : violationsOf(parsed.error);
  if (!isServed) violations.push({ pointer: '/tenantId', message: 'is not a tenant of this installation' });
  if (!parsed.success || violations.length > 0) return { kind: 'rejected', violations };
  return { kind: 'accepted', request: parsed.data };
}
