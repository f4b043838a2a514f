import { z } from 'zod';
import { auditEventSchema } from '../../../domain/events/audit-event';
import { DELIVERY_KINDS, type Delivery } from '../../../domain/events/delivery';
import { callbackEventSchema } from '../../../domain/events/run-event';

export const addressRowSchema = z.object({ id: z.string(), encrypted: z.string(), fingerprint: z.string() });

export const deliverySchema = z.object({
  kind: z.enum(DELIVERY_KINDS),
  edition: z.string().optional(),
  event: z.union([callbackEventSchema, auditEventSchema]),
  state: z.enum(['waiting', 'delivered', 'undelivered', 'dropped']),
  tries: z.number(),
  firstTryAt: z.string().optional(),
  nextTryAt: z.string(),
  lastStatus: z.number().optional(),
  lastProblem: z.string().optional(),
}) satisfies z.ZodType<Delivery>;
