import { z } from 'zod';
import type { CallbackSettings } from './callbacks/callbacks';
import { callbackSettings, callbackSettingsOf, contradictionsIn } from './callbacks/settings';

const UNIQUE_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((text) => (text === '' ? undefined : text), schema.optional());
const address = z.url({ protocol: /^https?$/, error: 'must be an http(s) address' });

/** Every setting of the app, as it stands in the environment. */
export const settingsSchema = z
  .object({
    TENANT_ID: z
      .string('is required: the id of the tenant this installation serves')
      .regex(UNIQUE_ID, 'must be a GUID'),
    CANARY_GROUP_ID: optional(z.string().regex(UNIQUE_ID, 'must be a GUID')),
    TEST_GUEST_EMAIL: optional(z.email('must be an e-mail address')),
    STATUS_TOKEN_SECRET: z
      .string('is required: the secret that signs status addresses')
      .min(32, 'must have at least 32 characters'),
    PUBLIC_URL: optional(address),
    RECORDS_TABLE_URL: optional(address),
    RECORDS_CONNECTION_STRING: optional(z.string()),
    MANAGED_IDENTITY_CLIENT_ID: optional(z.string()),
    GRAPH_URL: optional(address).transform((url) => url ?? 'https://graph.microsoft.com'),
    TEAMS_ADMIN_URL: optional(address).transform(
      (url) => url ?? 'https://api.interfaces.records.teams.microsoft.com',
    ),
    TEAMS_SETTINGS: optional(z.enum(['api', 'manual'], 'must be "api" or "manual"')).transform(
      (way) => way ?? 'api',
    ),
    APPROVAL: optional(z.enum(['whenLoosening', 'always'], 'must be "whenLoosening" or "always"')).transform(
      (rule) => rule ?? 'whenLoosening',
    ),
    APPROVAL_HOURS: optional(z.coerce.number('must be a number of hours').min(1).max(720)).transform(
      (hours) => hours ?? 72,
    ),
    ...callbackSettings,
    SWEEP_SCHEDULE: z.string('is required: when to look after runs that stand still, as NCRONTAB'),
  })
  .refine((set) => (set.RECORDS_TABLE_URL === undefined) !== (set.RECORDS_CONNECTION_STRING === undefined), {
    path: ['RECORDS_TABLE_URL'],
    message: 'or RECORDS_CONNECTION_STRING is required, and not both',
  })
  .superRefine((set, context) => {
    for (const { name, fault } of contradictionsIn(set))
      context.addIssue({ code: 'custom', path: [name], message: fault });
  });

export interface Config {
  tenantId: string;
  /** The canary: the group of a private, empty team used only for tests. Without it the proof ends at rung 1. */
  canaryGroupId?: string;
  testGuestEmail?: string;
  statusTokenSecret: string;
  /** Where Microsoft Graph can reach this app, without a trailing slash. Without it the roster is read sparsely. */
  publicUrl?: string;
  records: { url: string } | { connectionString: string };
  /** A user-assigned identity; the system-assigned one when left out. */
  managedIdentityClientId?: string;
  graphUrl: string;
  teamsAdminUrl: string;
  /** `manual`: people set what the Teams administration service holds, and the app waits for them. */
  teamsSettings: 'api' | 'manual';
  /** Whether a second person agrees to every change, or to those that open wide. */
  approval: 'whenLoosening' | 'always';
  approvalHours: number;
  callbacks: CallbackSettings;
}

/** Reads the settings, or throws one error that names everything missing or wrong. */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const parsed = settingsSchema.safeParse(env);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
    throw new Error(`Gastvrij cannot start. Settings: ${faults.join('; ')}.`);
  }
  const set = parsed.data;
  return {
    tenantId: set.TENANT_ID.toLowerCase(),
    ...(set.CANARY_GROUP_ID && { canaryGroupId: set.CANARY_GROUP_ID.toLowerCase() }),
    ...(set.TEST_GUEST_EMAIL && { testGuestEmail: set.TEST_GUEST_EMAIL.toLowerCase() }),
    statusTokenSecret: set.STATUS_TOKEN_SECRET,
    ...(set.PUBLIC_URL && { publicUrl: set.PUBLIC_URL.replace(/\/$/, '') }),
    records: set.RECORDS_TABLE_URL
      ? { url: set.RECORDS_TABLE_URL }
      : { connectionString: set.RECORDS_CONNECTION_STRING ?? '' },
    ...(set.MANAGED_IDENTITY_CLIENT_ID && { managedIdentityClientId: set.MANAGED_IDENTITY_CLIENT_ID }),
    graphUrl: set.GRAPH_URL,
    teamsAdminUrl: set.TEAMS_ADMIN_URL,
    teamsSettings: set.TEAMS_SETTINGS,
    approval: set.APPROVAL,
    approvalHours: set.APPROVAL_HOURS,
    callbacks: callbackSettingsOf(set),
  };
}
