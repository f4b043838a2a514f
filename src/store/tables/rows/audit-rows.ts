import { z } from 'zod';

/** What every reader of a list leans on; the rest of such a row is as it was written. */
export const listedAuditSchema = z.looseObject({
  id: z.string(),
  startedAt: z.iso.datetime(),
  startedBy: z.string(),
});

export const tenantAuditSchema = z.looseObject({
  tenantId: z.string(),
  at: z.string(),
  outcome: z.enum(['clean', 'findings', 'unread']),
  findings: z.array(z.looseObject({ key: z.string(), kind: z.string(), state: z.string() })),
});

export const auditStateSchema = z.looseObject({
  auditState: z.looseObject({
    baseline: z.looseObject({}),
    readings: z.looseObject({}),
    findings: z.array(z.looseObject({ key: z.string(), state: z.string() })),
  }),
  auditId: z.string(),
  result: tenantAuditSchema,
});
