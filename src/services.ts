import type { Secret } from './access/secrets';
import { randomBytes } from 'node:crypto';
import type { Door } from './access/authorize';
import { createRateLimit, type RateLimit } from './access/rate-limit';
import { createCallbacks } from './callbacks/callbacks';
import type { Config } from './config';
import type { Explanation } from './enablement/explanation';
import type { CallbackRule } from './enablement/request';
import { runIdOf } from './enablement/run-id';
import { createExplain } from './explanations/explain';
import type { Question } from './explanations/question';
import type { Retention } from './housekeeping/retention';
import { createCredentials } from './identity/credentials';
import { recentChanges } from './explanations/recent-changes';
import { NoToken, orNoToken, ServiceBusy, UnexpectedReply } from './http/faults';
import { readOrganization } from './proof/organization';
import { readGrants } from './proof/read-grants';
import { checkReadiness } from './readiness/check-readiness';
import type { Goal, Readiness } from './readiness/readiness';
import type { AuditStore } from './store/audit-store';
import type { EnablementStore } from './store/enablement-store';
import type { HousekeepingStore } from './store/housekeeping-store';
import type { TimeBoxStore } from './store/time-box-store';
import type { OpenWorkStore } from './store/open-work';
import { isAway } from './store/tables';
import type { UnreadableRows } from './store/unreadable';
import { openStores } from './stores';
import { createTenantTools } from './tenant-tools';
import { createCanaryDesk, type CanaryDesk } from './tenants/canary-desk';
import type { ConsentSettings } from './tenants/consent-page';
import { createTenantDirectory, type TenantDirectory } from './tenants/tenant-directory';
import { createActivities, type Activities } from './workflows/activities';
import { createMendingActivities } from './workflows/activities/ask-mending';
import { createCanaryActivities } from './workflows/activities/advance-canary';
import { createAuditActivities } from './workflows/activities/audit-tenant';
import { createHousekeepingActivities } from './workflows/activities/keep-house';
import { createNewsActivities } from './workflows/activities/deliver-news';
import type { RetryAdvice } from './workflows/register';

/** What the functions work with. */
export interface Services {
  tenants: TenantDirectory;
  canaryDesk: CanaryDesk;
  statusTokenSecret: Secret;
  /** Who may come in, and how often. */
  door: Door;
  rateLimit: RateLimit;
  /** Whom this installation calls back. */
  callbackRule: CallbackRule;
  store: EnablementStore;
  audits: AuditStore;
  timeBoxes: TimeBoxStore;
  openWork: OpenWorkStore;
  /** What lists passed over. */
  unreadable: UnreadableRows;
  /** Absent where no timer audits. */
  auditSchedule?: string;
  housekeeping: HousekeepingStore;
  /** Absent where no timer tidies. */
  housekeepingSchedule?: string;
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
  const { runs, audits, housekeeping, timeBoxes, registrations, consents, canaries } = stores;
  const { statusTokenSecret, publicUrl, home, defaults, newsReceiver } = config;
  const tenants = createTenantDirectory({ registrations, consents }, { home, defaults });
  const appClientId = 'appClientId' in config.identity ? config.identity.appClientId : undefined;
  const callbacks = createCallbacks(config.callbacks, { now });
  const joined = { stores, tenants, callbacks, now };
  const { outOf, clientsOf, toolsFor, readerFor } = createTenantTools(config, credentials, joined);

  return {
    tenants,
    statusTokenSecret,
    ...(publicUrl && { publicUrl }),
    ...(appClientId && {
      consent: { appClientId, ...(config.authorityUrl && { authorityUrl: config.authorityUrl }) },
    }),
    door: { ...config.door, statusTokenSecret, messages: stores.messages, now },
    rateLimit: createRateLimit(config.budgets),
    callbackRule: callbacks.violationsOf,
    store: runs,
    audits,
    timeBoxes,
    openWork: stores.openWork,
    unreadable: stores.unreadable,
    ...(config.auditSchedule && { auditSchedule: config.auditSchedule }),
    housekeeping,
    ...(config.housekeepingSchedule && { housekeepingSchedule: config.housekeepingSchedule }),
    retention: config.retention,
    explain: async (question) => {
      const { tenantId = tenants.home } = question;
      const { clients, out, teamsSettings } = await toolsFor(tenantId);
      const changes = (time: number) => recentChanges(runs, tenantId, time);
      return createExplain({
        clients,
        recentChanges: changes,
        readGrants: () => readGrants(out),
        teamsSettings,
        now,
      })(question);
    },
    checkReadiness: async (tenantId, goal) => {
      const registration = await tenants.find(tenantId);
      if (registration === undefined) return undefined;
      const out = outOf(tenantId);
      return checkReadiness({ ...registration, clients: clientsOf(out), out, now }, goal, appClientId);
    },
    mayReach: (tenantId) => config.identity.kind !== 'managedIdentity' || tenantId === tenants.home,
    ownDomains: async (tenantId) => {
      const organization = await orNoToken(readOrganization(clientsOf(outOf(tenantId)).graph));
      return organization instanceof NoToken ? undefined : organization.verifiedDomains;
    },
    canaryDesk: createCanaryDesk(canaries, tenants, now),
    activities: {
      ...createActivities(runs, toolsFor),
      ...createCanaryActivities({ canaries, registrations }, toolsFor),
      ...createAuditActivities({
        audits,
        runs,
        readerFor,
        now,
        newId: () => runIdOf(randomBytes(10)),
      }),
      ...createMendingActivities({ audits, store: runs, now }),
      ...createHousekeepingActivities({
        housekeeping,
        served: async () => (await tenants.all()).map(({ tenantId }) => tenantId),
        archive: stores.archive,
        timeBoxes,
        runs,
        retention: config.retention,
        toolsFor,
        now,
      }),
      ...createNewsActivities({
        audits,
        find: tenants.find,
        callbacks,
        statusTokenSecret,
        ...(newsReceiver && { newsReceiver }),
      }),
    },
    adviseRetry: (fault) => {
      if (fault instanceof ServiceBusy)
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
