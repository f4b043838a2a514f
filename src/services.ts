import { randomBytes, randomUUID } from 'node:crypto';
import { ManagedIdentityCredential } from '@azure/identity';
import { createCallbacks } from './callbacks/callbacks';
import type { Config } from './config';
import type { Clients } from './controls/settings-document';
import type { Explanation } from './enablement/explanation';
import { createExplain } from './explanations/explain';
import type { Question } from './explanations/question';
import type { Registration } from './enablement/request';
import { graphClient } from './graph/graph-client';
import { ServiceBusy } from './http/faults';
import type { WayOut } from './http/way-out';
import type { EnablementStore } from './store/enablement-store';
import { tableEnablementStore } from './store/table-enablement-store';
import { isAway } from './store/tables';
import { teamsAdminClient } from './teams-admin/teams-admin-client';
import { createActivities, type Activities } from './workflows/activities';
import type { RetryAdvice } from './workflows/register';

/** What the functions work with. */
export interface Services {
  registration: Registration;
  statusTokenSecret: string;
  store: EnablementStore;
  activities: Activities;
  /** Why a guest cannot get in; reads and writes nothing. */
  explain: (question: Question) => Promise<Explanation>;
  adviseRetry: RetryAdvice;
  now: () => Date;
  newId: () => string;
}

/** Joins the rooms of the house: clients, store and activities, from one configuration. */
export function createServices(config: Config): Services {
  const now = (): Date => new Date();
  const { managedIdentityClientId: clientId } = config;
  const credential = clientId ? new ManagedIdentityCredential({ clientId }) : new ManagedIdentityCredential();
  const out: WayOut = { fetch: globalThis.fetch, credential, now, newId: randomUUID };
  const clients: Clients = {
    graph: graphClient(out, config.graphUrl),
    teamsAdmin: teamsAdminClient(out, config.teamsAdminUrl),
  };
  const callbacks = createCallbacks(config.callbacks, { now });
  const { records } = config;
  const store = tableEnablementStore('url' in records ? { url: records.url, credential } : records);

  return {
    registration: {
      tenantId: config.tenantId,
      ...(config.testGuestEmail && { testGuestEmail: config.testGuestEmail }),
      callbackViolations: callbacks.violationsOf,
    },
    statusTokenSecret: config.statusTokenSecret,
    store,
    explain: createExplain({ clients, store, tenantId: config.tenantId, now }),
    activities: createActivities({
      clients,
      store,
      now,
      out,
      callbacks,
      statusTokenSecret: config.statusTokenSecret,
      teamsSettings: config.teamsSettings,
      approval: config.approval,
      approvalHours: config.approvalHours,
      ...(config.canaryGroupId && { canaryGroupId: config.canaryGroupId }),
      ...(config.publicUrl && { publicUrl: config.publicUrl }),
    }),
    adviseRetry: (fault) => {
      if (fault instanceof ServiceBusy) return { retryAt: fault.retryAt, reason: fault.message };
      if (!isAway(fault)) return undefined;
      return {
        retryAt: new Date(now().getTime() + RECORDS_WAIT).toISOString(),
        reason: 'The records cannot be reached.',
      };
    },
    now,
    newId: newEnablementId,
  };
}

const RECORDS_WAIT = 10_000;

/** Letters and digits that nobody confuses when reading an id aloud. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** `en-` and ten random characters: fifty bits, short enough for a ticket. */
const newEnablementId = (): string =>
  `en-${[...randomBytes(10)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')}`;
