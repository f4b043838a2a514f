import { z } from 'zod';

export const propagation = z
  .union([
    z.strictObject({ hours: z.number().min(0) }).describe('takes effect after exactly so many hours'),
    z.strictObject({ never: z.literal(true) }).describe('never takes effect'),
    z
      .strictObject({ median: z.number().positive(), p95: z.number().positive() })
      .describe('drawn: half of all changes within `median` hours, 95 % within `p95`'),
  ])
  .describe('how long a change at this gate takes to become effective');

export type Propagation = z.output<typeof propagation>;
