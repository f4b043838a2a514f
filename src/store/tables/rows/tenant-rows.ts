import { z } from 'zod';
import type { CanaryCreation } from '../../../domain/tenant/canary-team';
import type { StoredTenantSettings } from '../../../domain/tenant/tenant-settings';
import { rowWith, json } from './read-row';

export const tenantSettingsRowSchema = rowWith(['json'], {
  etag: z.string(),
  rowKey: z.string(),
  json: json<StoredTenantSettings>(),
});

export const canaryRowSchema = rowWith(['json'], { etag: z.string(), json: json<CanaryCreation>() });

/** One that does not say since when is looked after all the same. */
export const openWorkRowSchema = z.object({
  etag: z.string(),
  rowKey: z.string(),
  since: z.iso.datetime().catch(new Date(0).toISOString()),
});

export const sweepRowSchema = z.object({ number: z.number().int().nonnegative(), after: z.string() });

export const consentRowSchema = z.object({ rowKey: z.string(), at: z.string() });
