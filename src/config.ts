import type { Secret } from './access/secrets';
import type { z } from 'zod';
import type { InstallationDefaults, StoredTenantSettings } from './domain/tenant/tenant-settings';
import type { Retention } from './domain/cleanup/retention';
import type { IdentityKind, IdentitySettings } from './microsoft/identity/credentials';
import type { AuthenticatorSettings } from './access/authorize';
import { platformFaults, signInTenants } from './access/platform';
import type { Budgets } from './access/rate-limit';
import type { CallbackSettings } from './callbacks/send-callback';
import { callbackSettingsOf, auditReceiverOf, type AuditReceiver } from './callbacks/callback-settings';
import { settingsSchema } from './config-settings';

export interface Config extends IdentitySettings {
  /** The tenant served without a registration. */
  home: StoredTenantSettings & { tenantId: string };
  statusTokenSecret: Secret;
  /** Where Microsoft Graph can reach this app, without a trailing slash. Without it the roster is read sparsely. */
  publicUrl?: string;
  records: { url: string } | { connectionString: string };
  graphUrl: string;
  teamsAdminUrl: string;
  /** What stands for every tenant that is not registered otherwise. */
  defaults: InstallationDefaults;
  /** Hours a second person has. */
  approvalHours: number;
  /** Who may come in (decision 0010), and how often a minute. */
  authenticator: AuthenticatorSettings;
  budgets: Budgets;
  /** When every tenant is audited, as NCRONTAB in UTC; absent where that is switched off. */
  auditSchedule?: string;
  /** When everything is tidied, as NCRONTAB in UTC; absent where that is switched off. */
  cleanupSchedule?: string;
  retention: Retention;
  callbacks: CallbackSettings;
  /** Who is told what audits of tenants find that name nobody. */
  auditReceiver?: AuditReceiver;
}

/** Reads the settings, or throws one error that names everything missing or wrong. */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const parsed = settingsSchema.safeParse(env);
  const faults = [
    ...(parsed.error?.issues ?? []).map(({ path, message }) => `${String(path[0])} ${message}`),
    ...platformFaults(env),
  ];
  if (!parsed.success || faults.length > 0) {
    throw new Error(`Gastvrij cannot start. Settings: ${[...new Set(faults)].join('; ')}.`);
  }
  const set = parsed.data;
  return {
    home: {
      tenantId: set.TENANT_ID.toLowerCase(),
      ...(set.CANARY_GROUP_ID && { canaryGroupId: set.CANARY_GROUP_ID.toLowerCase() }),
      ...(set.TEST_GUEST_EMAIL && { testGuestEmail: set.TEST_GUEST_EMAIL }),
    },
    statusTokenSecret: set.STATUS_TOKEN_SECRET_PREVIOUS
      ? [set.STATUS_TOKEN_SECRET, set.STATUS_TOKEN_SECRET_PREVIOUS]
      : set.STATUS_TOKEN_SECRET,
    ...(set.PUBLIC_URL && { publicUrl: set.PUBLIC_URL.replace(/\/$/, '') }),
    records: set.RECORDS_TABLE_URL
      ? { url: set.RECORDS_TABLE_URL }
      : { connectionString: set.RECORDS_CONNECTION_STRING ?? '' },
    ...(set.MANAGED_IDENTITY_CLIENT_ID && { managedIdentityClientId: set.MANAGED_IDENTITY_CLIENT_ID }),
    ...(set.AUTHORITY_URL && { authorityUrl: set.AUTHORITY_URL }),
    identity: identityOf(set),
    graphUrl: set.GRAPH_URL,
    teamsAdminUrl: set.TEAMS_ADMIN_URL,
    defaults: {
      teamsSettings: set.TEAMS_SETTINGS,
      approval: set.APPROVAL,
      ...(set.QUIET_HOURS && { quietHours: set.QUIET_HOURS }),
    },
    approvalHours: set.APPROVAL_HOURS,
    authenticator: {
      easyAuth: set.EASY_AUTH,
      signInTenants: signInTenants(env),
      developmentSignIn: set.DEV_SIGN_IN,
      ...(set.DEV_FUNCTION_KEY && { developmentKey: set.DEV_FUNCTION_KEY }),
      clientSecrets: set.CLIENT_SECRETS,
      clientTenants: set.CLIENT_TENANTS,
      roleTenants: set.ROLE_TENANTS,
      keysMayApprove: set.KEYS_MAY_APPROVE,
    },
    budgets: { requests: set.REQUESTS_PER_MINUTE, reads: set.READS_PER_MINUTE },
    ...(set.AUDIT_SCHEDULE !== 'off' && { auditSchedule: set.AUDIT_SCHEDULE }),
    ...(set.CLEANUP_SCHEDULE !== 'off' && { cleanupSchedule: set.CLEANUP_SCHEDULE }),
    retention: { evidenceDays: set.RETENTION_DAYS, historyDays: set.HISTORY_DAYS },
    callbacks: callbackSettingsOf(set),
    ...auditReceiverOf(set),
  };
}

function identityOf(set: z.output<typeof settingsSchema>): IdentityKind {
  const { IDENTITY: kind, APP_CLIENT_ID: appClientId = '', CERTIFICATE_URL: certificateUrl = '' } = set;
  if (kind === 'federatedApp') return { kind, appClientId };
  if (kind === 'certificate') return { kind, appClientId, certificateUrl };
  return { kind };
}
