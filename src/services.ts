import { randomBytes, randomUUID } from 'node:crypto';
import type { Door } from './access/authorize';
import { createRateLimit, type RateLimit } from './access/rate-limit';
import { createCallbacks } from './callbacks/callbacks';
import type { Config } from './config';
import { readGrants } from './controls/permissions';
import { readersOf } from './controls/documents';
import type { Clients } from './controls/settings-document';
import type { Explanation } from './enablement/explanation';
import type { CallbackRule } from './enablement/request';
import { runIdOf } from './enablement/run-id';
import { createExplain } from './explanations/explain';
import type { Question } from './explanations/question';
import type { Retention } from './housekeeping/retention';
import { createCredentials } from './identity/credentials';
import { recentChanges } from './explanations/recent-changes';
import { configurationSnapshots } from './graph/configuration-snapshots';
import { graphClient } from './graph/graph-client';
import { ServiceBusy } from './http/faults';
import type { WayOut } from './http/way-out';
import { readOrganization } from './proof/organization';
import { checkReadiness } from './readiness/check-readiness';
import type { Goal, Readiness } from './readiness/readiness';
import type { AuditStore } from './store/audit-store';
import type { EnablementStore } from './store/enablement-store';
import type { HousekeepingStore } from './store/housekeeping-store';
import { tableArchive } from './store/table-archive';
import { tableAudits } from './store/table-audits';
import { tableHousekeeping } from './store/table-housekeeping';
import { tableTimeBoxes } from './store/table-time-boxes';
import type { TimeBoxStore } from './store/time-box-store';
import { tableCanaryStore } from './store/table-canary-store';
import type { OpenWorkStore } from './store/open-work';
import { tableOpenWork } from './store/table-open-work';
import { tableEnablementStore } from './store/table-enablement-store';
import { isAway, openTables } from './store/tables';
import { tableConsentStore } from './store/table-consent-store';
import { tableTenantStore } from './store/table-tenant-store';
import { tableMessageMemory } from './store/table-message-memory';
import { teamsAdminClient } from './teams-admin/teams-admin-client';
import { createCanaryDesk, type CanaryDesk } from './tenants/canary-desk';
import type { ConsentSettings } from './tenants/consent-page';
import { createTenantDirectory, type TenantDirectory } from './tenants/tenant-directory';
import { createActivities, type Activities, type Tools } from './workflows/activities';
import { createMendingActivities } from './workflows/activities/ask-mending';
import { createCanaryActivities } from './workflows/activities/advance-canary';
import type { AuditReader } from './workflows/activities/audit-readings';
import { createAuditActivities } from './workflows/activities/audit-tenant';
import { createHousekeepingActivities } from './workflows/activities/keep-house';
import { createNewsActivities } from './workflows/activities/deliver-news';
import type { RetryAdvice } from './workflows/register';

/** What the functions work with. */
export interface Services {
  tenants: TenantDirectory;
  canaryDesk: CanaryDesk;
  statusTokenSecret: string;
  /** Who may come in, and how often. */
  door: Door;
  rateLimit: RateLimit;
  /** Whom this installation calls back. */
  callbackRule: CallbackRule;
  store: EnablementStore;
  audits: AuditStore;
  timeBoxes: TimeBoxStore;
  openWork: OpenWorkStore;
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
  /** The domains a tenant owns: nobody of them can be its guest. */
  ownDomains: (tenantId: string) => Promise<string[]>;
  adviseRetry: RetryAdvice;
  now: () => Date;
  newId: () => string;
}

/** Joins the rooms of the house: clients, store and activities, from one configuration. */
export function createServices(config: Config): Services {
  const now = (): Date => new Date();
  const credentials = createCredentials(config, globalThis.fetch);
  const { records, statusTokenSecret, publicUrl, approvalHours, home, defaults, newsReceiver } = config;
  const tables = openTables('url' in records ? { url: records.url, credential: credentials.own } : records);
  const store = tableEnablementStore(tables);
  const registrations = tableTenantStore(tables);
  const tenants = createTenantDirectory(
    { registrations, consents: tableConsentStore(tables) },
    { home, defaults },
  );
  const canaries = tableCanaryStore(tables);
  const appClientId = 'appClientId' in config.identity ? config.identity.appClientId : undefined;
  const audits = tableAudits(tables);
  const housekeeping = tableHousekeeping(tables);
  const timeBoxes = tableTimeBoxes(tables);
  const callbacks = createCallbacks(config.callbacks, { now });

  const outOf = (tenantId: string): WayOut => ({
    fetch: globalThis.fetch,
    credential: credentials.forTenant(tenantId),
    now,
    newId: randomUUID,
  });
  const clientsOf = (out: WayOut): Clients => ({
    graph: graphClient(out, config.graphUrl),
    teamsAdmin: teamsAdminClient(out, config.teamsAdminUrl),
  });
  /** A tenant that is not served any more is still cleaned up after. */
  const toolsFor = async (tenantId: string): Promise<Tools> => {
    const out = outOf(tenantId);
    const registration = (await tenants.find(tenantId)) ?? { tenantId, ...defaults };
    return {
      ...registration,
      clients: clientsOf(out),
      store,
      audits,
      timeBoxes,
      now,
      out,
      callbacks,
      statusTokenSecret,
      approvalHours,
      ...(publicUrl && { publicUrl }),
    };
  };
  const readerFor = async (tenantId: string): Promise<AuditReader | undefined> => {
    const tenant = await tenants.find(tenantId);
    const out = outOf(tenantId);
    const clients = clientsOf(out);
    const snapshots = tenant?.auditTeamsBy === 'snapshot' && configurationSnapshots(clients.graph);
    const isTold = (tenant?.auditCallbackSealed ?? newsReceiver) !== undefined;
    const mayRead = { readers: readersOf(clients, now), readGrants: () => readGrants(out) };
    const more = { ...(snapshots && { snapshots }), ...(publicUrl && { publicUrl }) };
    return tenant && { tenant, ...mayRead, now, isTold, ...more };
  };

  return {
    tenants,
    statusTokenSecret,
    ...(publicUrl && { publicUrl }),
    ...(appClientId && {
      consent: { appClientId, ...(config.authorityUrl && { authorityUrl: config.authorityUrl }) },
    }),
    door: { ...config.door, statusTokenSecret, messages: tableMessageMemory(tables, tenants.home), now },
    rateLimit: createRateLimit(config.budgets),
    callbackRule: callbacks.violationsOf,
    store,
    audits,
    timeBoxes,
    openWork: tableOpenWork(tables),
    ...(config.auditSchedule && { auditSchedule: config.auditSchedule }),
    housekeeping,
    ...(config.housekeepingSchedule && { housekeepingSchedule: config.housekeepingSchedule }),
    retention: config.retention,
    explain: async (question) => {
      const { tenantId = tenants.home } = question;
      const { clients, out, teamsSettings } = await toolsFor(tenantId);
      const changes = (time: number) => recentChanges(store, tenantId, time);
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
    ownDomains: async (tenantId) =>
      (await readOrganization(clientsOf(outOf(tenantId)).graph)).verifiedDomains,
    canaryDesk: createCanaryDesk(canaries, tenants, now),
    activities: {
      ...createActivities(store, toolsFor),
      ...createCanaryActivities({ canaries, registrations }, toolsFor),
      ...createAuditActivities({
        audits,
        runs: store,
        readerFor,
        now,
        newId: () => runIdOf(randomBytes(10)),
      }),
      ...createMendingActivities({ audits, store, now }),
      ...createHousekeepingActivities({
        housekeeping,
        served: async () => (await tenants.all()).map(({ tenantId }) => tenantId),
        archive: tableArchive(tables),
        timeBoxes,
        runs: store,
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
      if (fault instanceof ServiceBusy) return { retryAt: fault.retryAt, reason: fault.message };
      if (!isAway(fault)) return undefined;
      return {
        retryAt: new Date(now().getTime() + RECORDS_WAIT).toISOString(),
        reason: 'The records cannot be reached.',
      };
    },
    now,
    newId: () => runIdOf(randomBytes(10)),
  };
}

const RECORDS_WAIT = 10_000;
