import type { Secret } from '../../access/secrets';
import { openAddress } from '../../access/sealed-address';
import type { Callbacks } from '../../callbacks/callbacks';
import type { NewsReceiver } from '../../callbacks/settings';
import type { Log } from '../../enablement/log-event';
import { webhookIdOf } from '../../enablement/letter';
import { quietUntil } from '../../enablement/quiet-hours';
import type { Registration } from '../../enablement/registration';
import type { AuditStore } from '../../store/audit-store';
import type { Letters } from '../../store/outbox';
import type { Summon } from './announce';
import { carryLetters, isDefective, SECRET_CHANGED, type Receiver } from './carry-letters';
import type { Round } from './deliver';

/** What telling of audits works with. */
export interface NewsTools {
  audits: Pick<AuditStore, 'news'>;
  find: (tenantId: string) => Promise<Registration | undefined>;
  callbacks: Pick<Callbacks, 'deliver'>;
  statusTokenSecret: Secret;
  /** Who is told of tenants that name nobody. */
  newsReceiver?: NewsReceiver;
}

export interface NewsActivities {
  /** Delivers what there is to tell of a tenant's audits. @param input.now the workflow's time, milliseconds */
  deliverNews: (input: { id: string; now: number }, summon?: Summon, log?: Log) => Promise<Round>;
}

export function createNewsActivities(tools: NewsTools): NewsActivities {
  const { audits, find, callbacks, statusTokenSecret, newsReceiver } = tools;
  return {
    async deliverNews({ id: tenantId, now }, _, log = () => undefined) {
      const sender = {
        id: tenantId,
        outbox: loggedNews(audits.news, tenantId, log),
        receiver: () => receiverOf(tenantId, now),
      };
      const carried = await carryLetters(sender, callbacks, now);
      return 'wakeAt' in carried ? { isOver: false, ...carried } : { isOver: true };
    },
  };

  async function receiverOf(tenantId: string, now: number): Promise<Receiver | string> {
    const registration = await find(tenantId);
    if (registration === undefined) return 'The tenant is not served any more.';
    const {
      auditCallbackSealed: sealed,
      auditCallbackFormat: format = 'gastvrij',
      quietHours,
    } = registration;
    const quiet = quietHours === undefined ? undefined : quietUntil(quietHours, now);
    const held = quiet === undefined ? {} : { quietUntil: quiet };
    if (sealed === undefined)
      return newsReceiver ? { ...newsReceiver, ...held } : 'Nobody is to be told any more.';
    const url = openAddress(statusTokenSecret, tenantId, sealed);
    return url === undefined ? SECRET_CHANGED : { url, format, ...held };
  }
}

/** The outbox, which also tells the log of what was given up. */
const loggedNews = (news: Letters, tenant: string, log: Log): Pick<Letters, 'letters' | 'replace'> => ({
  letters: (id) => news.letters(id),
  async replace(id, version, letter) {
    const replaced = await news.replace(id, version, letter);
    const { state, edition: audit = '', tries: attempts, lastStatus } = letter;
    const reason = lastStatus === undefined ? 'no answer' : `status ${lastStatus}`;
    if (replaced && state === 'undelivered')
      log({ event: 'callbackGivenUp', audit, tenant, attempts, reason });
    if (replaced && isDefective(letter) && attempts === 1)
      log({ event: 'callbackDefective', tenant, letter: webhookIdOf(id, letter) });
    return replaced;
  },
});
