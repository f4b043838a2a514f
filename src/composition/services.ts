import type { Secret } from '../access/secrets';
import { randomBytes } from 'node:crypto';
import type { Authenticator } from '../access/authorize';
import { createRateLimit, type RateLimit } from '../access/rate-limit';
import { createCallbacks } from '../callbacks/send-callback';
import type { Config } from '../config';
import type { Explanation } from '../domain/diagnosis/explanation';
import type { CallbackRule } from '../domain/enablement/parse-request';
import { runIdOf } from '../domain/enablement/run-id';
import { createExplain } from '../inspection/explain-access';
import type { Question } from '../domain/diagnosis/explain-question';
import type { Retention } from '../domain/cleanup/retention';
import { createCredentials } from '../microsoft/identity/credentials';
import { recentChanges } from '../inspection/recent-changes';
import { NoToken, orNoToken, ServiceThrottled, UnexpectedReply } from '../microsoft/http/service-errors';
import { readOrganization } from '../microsoft/directory/organization';
import { readGrants } from '../microsoft/permissions/read-granted-permissions';
import { checkReadiness } from '../inspection/check-readiness';
import type { Goal, Readiness } from '../inspection/assess-readiness';
import type { AuditStore } from '../store/audits/audit-store';
import type { EnablementStore } from '../store/enablements/enablement-store';
import type { CleanupStore } from '../store/cleanup/cleanup-store';
import type { ExpiryStore } from '../store/enablements/expiry-store';
import type { OpenWorkStore } from '../store/tenants/open-work';
import { isAway } from '../store/tables/tables';
import type { UnreadableRows } from '../store/tables/unreadable-rows';
import { openStores } from './stores';
import { createTenantClients } from './tenant-clients';
import { createCanaryTeams, type CanaryTeams } from '../tenants/canary-teams';
import type { ConsentSettings } from '../tenants/consent-address';
import { createTenantDirectory, type TenantDirectory } from '../tenants/tenant-directory';
import { createActivities, type Activities } from '../workflows/activities';
import { createRemediationActivities } from '../workflows/audit/activities/request-remediation';
import { createCanaryActivities } from '../workflows/test-team/activities/advance-canary-team';
import { createAuditActivities } from '../workflows/audit/activities/audit-tenant';
import { createCleanupActivities } from '../workflows/cleanup/activities/clean-up-tenant';
import { createAuditDeliveryActivities } from '../workflows/delivery/activities/deliver-audit-events';
import type { RetryAdvice } from '../workflows/register';

/** What the functions work with. */
export interface Services {
  tenants: TenantDirectory;
  canaryTeams: CanaryTeams;
  statusTokenSecret: Secret;
  /** Who may come in, and how often. */
  authenticator: Authenticator;
  rateLimit: RateLimit;
  /** Whom this installation calls back. */
  callbackRule: CallbackRule;
  store: EnablementStore;
  audits: AuditStore;
  expiries: ExpiryStore;
  openWork: OpenWorkStore;
  /** What lists passed over. */
  unreadable: UnreadableRows;
  /** Absent where no timer audits. */
  auditSchedule?: string;
  cleanup: CleanupStore;
  /** Absent where no timer tidies. */
  cleanupSchedule?: string;
  retention: Retention;
  activities: Activities;
  /** Why a guest cannot get in; reads and writes nothing. */
  explain: (question: Question) => Promise<Explanation>;
  /** Where this app can be reached from outside, where the settings say so. */
  publicUrl?: string;
  /** The app that other tenants let in; undefined where it works as an identity of one tenant. */
  consent?: ConsentSettings;
  /** Whether a tenant is ready; undefined where we do not serve it. Reads, and writes nothing. */
  checkReadiness: (tenantId: string, goal: Goal) => Promise<Readiness | undefined>;
  /** The domains a tenant owns, nobody of whom can be its guest; undefined where our identity has no access to it. */
  ownDomains: (tenantId: string) => Promise<string[] | undefined>;
  /** Whether our identity can reach a tenant at all: a managed identity lives in one. */
  mayReach: (tenantId: string) => boolean;
  adviseRetry: RetryAdvice;
  now: () => Date;
  newId: () => string;
}

/** Joins the rooms of the house: clients, stores and activities, from one configuration. */
export function createServices(config: Config): Services {
  const now = (): Date => new Date();
  const credentials = createCredentials(config, globalThis.fetch);
  const stores = openStores(config, credentials);
  const { runs, audits, cleanup, expiries, tenantRecords, consents, canaries } = stores;
  const { statusTokenSecret, publicUrl, home, defaults, auditReceiver } = config;
  const tenants = createTenantDirectory({ tenantRecords, consents }, { home, defaults });
  const appClientId = 'appClientId' in config.identity ? config.identity.appClientId : undefined;
  const callbacks = createCallbacks(config.callbacks, { now });
  const joined = { stores, tenants, callbacks, now };
  const { clientContextFor, clientsOf, tenantContextFor, readerFor } = createTenantClients(
    config,
    credentials,
    joined,
  );

  return {
    tenants,
    statusTokenSecret,
    ...(publicUrl && { publicUrl }),
    ...(appClientId && {
      consent: { appClientId, ...(config.authorityUrl && { authorityUrl: config.authorityUrl }) },
    }),
    authenticator: { ...config.authenticator, statusTokenSecret, messages: stores.messages, now },
    rateLimit: createRateLimit(config.budgets),
    callbackRule: callbacks.violationsOf,
    store: runs,
    audits,
    expiries,
    openWork: stores.openWork,
    unreadable: stores.unreadable,
    ...(config.auditSchedule && { auditSchedule: config.auditSchedule }),
    cleanup,
    ...(config.cleanupSchedule && { cleanupSchedule: config.cleanupSchedule }),
    retention: config.retention,
    explain: async (question) => {
      const { tenantId = tenants.home } = question;
      const { clients, clientContext, teamsSettings } = await tenantContextFor(tenantId);
      const changes = (time: number) => recentChanges(runs, tenantId, time);
      return createExplain({
        clients,
        recentChanges: changes,
        readGrants: () => readGrants(clientContext),
        teamsSettings,
        now,
      })(question);
    },
    checkReadiness: async (tenantId, goal) => {
      const tenantSettings = await tenants.find(tenantId);
      if (tenantSettings === undefined) return undefined;
      const clientContext = clientContextFor(tenantId);
      return checkReadiness(
        { ...tenantSettings, clients: clientsOf(clientContext), clientContext, now },
        goal,
        appClientId,
      );
    },
    mayReach: (tenantId) => config.identity.kind !== 'managedIdentity' || tenantId === tenants.home,
    ownDomains: async (tenantId) => {
      const organization = await orNoToken(readOrganization(clientsOf(clientContextFor(tenantId)).graph));
      return organization instanceof NoToken ? undefined : organization.verifiedDomains;
    },
    canaryTeams: createCanaryTeams(canaries, tenants, now),
    activities: {
      ...createActivities(runs, tenantContextFor),
      ...createCanaryActivities({ canaries, tenantRecords }, tenantContextFor),
      ...createAuditActivities({
        audits,
        runs,
        readerFor,
        now,
        newId: () => runIdOf(randomBytes(10)),
      }),
      ...createRemediationActivities({ audits, store: runs, now }),
      ...createCleanupActivities({
        cleanup,
        served: async () => (await tenants.all()).map(({ tenantId }) => tenantId),
        archive: stores.archive,
        expiries,
        runs,
        retention: config.retention,
        tenantContextFor,
        now,
      }),
      ...createAuditDeliveryActivities({
        audits,
        find: tenants.find,
        callbacks,
        statusTokenSecret,
        ...(auditReceiver && { auditReceiver }),
      }),
    },
    adviseRetry: (fault) => {
      if (fault instanceof ServiceThrottled)
        return { service: 'microsoft', retryAt: fault.retryAt, reason: fault.message };
      if (fault instanceof UnexpectedReply) {
        const retryAt = new Date(now().getTime() + GARBLED_WAIT).toISOString();
        return { service: 'microsoft', retryAt, reason: fault.message, isDefect: true };
      }
      if (!isAway(fault)) return undefined;
      return {
        service: 'records',
        retryAt: new Date(now().getTime() + RECORDS_WAIT).toISOString(),
        reason: 'The records cannot be reached.',
      };
    },
    now,
    newId: () => runIdOf(randomBytes(10)),
  };
}

const RECORDS_WAIT = 10_000;
/** What comes in an unknown shape may be an accident of the way; a workflow does not take it for one for long. */
const GARBLED_WAIT = 60_000;
