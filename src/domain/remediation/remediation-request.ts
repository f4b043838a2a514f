import { z } from 'zod';

const onOff = z.literal('on').optional();

/** A body of `POST /api/enablements`, as it can be sent. */
export const remediationRequestSchema = z.strictObject({
  tenantId: z.string(),
  goal: z.enum(['guestAccess', 'externalAccess']),
  profile: z.enum(['gated', 'selfService']),
  partnerDomains: z.array(z.string()).optional(),
  guestCalling: onOff,
  guestMeeting: onOff,
  guestMessaging: onOff,
  allowConsumer: z.literal(true).optional(),
  requestedBy: z.string(),
  justification: z.string(),
});

export type RemediationRequest = z.output<typeof remediationRequestSchema>;
