import { z } from 'zod';
import { emailViolation } from '../enablement/test-address';

/** What somebody wants explained. */
export const questionSchema = z.strictObject({
  guestEmail: z
    .string('is required: the address of the guest')
    .trim()
    .toLowerCase()
    .superRefine((address, context) => {
      const message = emailViolation(address);
      if (message !== undefined) context.addIssue({ code: 'custom', message });
    }),
  teamId: z.guid('must be the id of a team (a GUID)').toLowerCase().optional(),
  goal: z
    .enum(['guestAccess', 'externalAccess'], 'must be "guestAccess" or "externalAccess"')
    .default('guestAccess'),
  profile: z.enum(['gated', 'selfService'], 'must be "gated" or "selfService"').default('gated'),
  symptom: z.string().trim().min(1).max(2000, 'must have at most 2000 characters').optional(),
});

export type Question = z.output<typeof questionSchema>;
