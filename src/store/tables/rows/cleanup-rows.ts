import { z } from 'zod';

export const cleanupRunSchema = z.looseObject({
  id: z.string(),
  startedAt: z.iso.datetime(),
  startedBy: z.string(),
  dryRun: z.boolean(),
});

export const tenantCleanupSchema = z.looseObject({
  tenantId: z.string(),
  tasks: z.array(z.looseObject({ kind: z.string(), what: z.string(), state: z.string() })),
  unread: z.array(z.looseObject({ kind: z.string(), why: z.string() })),
});
