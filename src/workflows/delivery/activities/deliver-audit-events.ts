import type { Secret } from '../../../access/secrets';
import { decryptAddress } from '../../../access/encrypted-address';
import type { Callbacks } from '../../../callbacks/send-callback';
import type { AuditReceiver } from '../../../callbacks/callback-settings';
import type { Log } from '../../../domain/events/log-event';
import { webhookIdOf } from '../../../domain/events/delivery';
import { quietUntil } from '../../../domain/events/quiet-hours';
import type { TenantSettings } from '../../../domain/tenant/tenant-settings';
import type { AuditStore } from '../../../store/audits/audit-store';
import type { Deliveries } from '../../../store/deliveries/outbox';
import type { Dispatch } from './emit-event';
import { deliverEvents, isDefective, SECRET_CHANGED, type Receiver } from './deliver-events';
import type { Round } from './deliver-run-events';

/** What telling of audits works with. */
export interface AuditDeliveryContext {
  audits: Pick<AuditStore, 'deliveries'>;
  find: (tenantId: string) => Promise<TenantSettings | undefined>;
  callbacks: Pick<Callbacks, 'deliver'>;
  statusTokenSecret: Secret;
  /** Who is told of tenants that name nobody. */
  auditReceiver?: AuditReceiver;
}

export interface AuditDeliveryActivities {
  /** Delivers what there is to tell of a tenant's audits. @param input.now the workflow's time, milliseconds */
  deliverAuditEvents: (input: { id: string; now: number }, dispatch?: Dispatch, log?: Log) => Promise<Round>;
}

export function createAuditDeliveryActivities(tenantContext: AuditDeliveryContext): AuditDeliveryActivities {
  const { audits, find, callbacks, statusTokenSecret, auditReceiver } = tenantContext;
  return {
    async deliverAuditEvents({ id: tenantId, now }, _, log = () => undefined) {
      const sender = {
        id: tenantId,
        outbox: loggedOutbox(audits.deliveries, tenantId, log),
        receiver: () => receiverOf(tenantId, now),
      };
      const carried = await deliverEvents(sender, callbacks, now);
      return 'wakeAt' in carried ? { isOver: false, ...carried } : { isOver: true };
    },
  };

  async function receiverOf(tenantId: string, now: number): Promise<Receiver | string> {
    const tenantSettings = await find(tenantId);
    if (tenantSettings === undefined) return 'The tenant is not served any more.';
    const {
      auditCallbackEncrypted: encrypted,
      auditCallbackFormat: format = 'gastvrij',
      quietHours,
    } = tenantSettings;
    const quiet = quietHours === undefined ? undefined : quietUntil(quietHours, now);
    const held = quiet === undefined ? {} : { quietUntil: quiet };
    if (encrypted === undefined)
      return auditReceiver ? { ...auditReceiver, ...held } : 'Nobody is to be told any more.';
    const url = decryptAddress(statusTokenSecret, tenantId, encrypted);
    return url === undefined ? SECRET_CHANGED : { url, format, ...held };
  }
}

/** The outbox, which also tells the log of what was given up. */
const loggedOutbox = (
  deliveries: Deliveries,
  tenant: string,
  log: Log,
): Pick<Deliveries, 'deliveries' | 'replace'> => ({
  deliveries: (id) => deliveries.deliveries(id),
  async replace(id, version, delivery) {
    const replaced = await deliveries.replace(id, version, delivery);
    const { state, edition: audit = '', tries: attempts, lastStatus } = delivery;
    const reason = lastStatus === undefined ? 'no answer' : `status ${lastStatus}`;
    if (replaced && state === 'undelivered')
      log({ event: 'callbackGivenUp', audit, tenant, attempts, reason });
    if (replaced && isDefective(delivery) && attempts === 1)
      log({ event: 'callbackDefective', tenant, delivery: webhookIdOf(id, delivery) });
    return replaced;
  },
});
