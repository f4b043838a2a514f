import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock/clock';
import type { InFlight } from '../../clock/in-flight';
import type { Judge } from '../limits/caller-conduct';
import type { ServiceFaults } from '../faults/service-faults';
import type { Subscription, TenantState } from '../tenant-state';

/** https://learn.microsoft.com/graph/change-notifications-lifecycle-events */
type LifecycleEvent = 'reauthorizationRequired' | 'subscriptionRemoved' | 'missed';

/** Change notifications of Graph. https://learn.microsoft.com/graph/change-notifications-delivery-webhooks */
export interface Notifier {
  /** Whether the address answers a validation token as it must: 200, plain text, the token. */
  shakeHands(url: string): Promise<boolean>;
  /** Tells every live subscription of a resource that something was created in it. */
  tell(resource: string, changed: string, id: string): void;
  /** Tells the owner of a subscription what has become of it. */
  notifyOwner(subscription: Subscription, event: LifecycleEvent): void;
}

const LONGEST_WAIT = 10_000;
/** Graph tries for up to four hours; with these pauses that is enough for a test. */
const AGAIN = [10_000, 60_000, 600_000, 3_600_000];

export function createNotifier(
  state: TenantState,
  tenantId: string,
  clock: Clock,
  inFlight: InFlight,
  serviceFaults: ServiceFaults,
  judge: Judge,
): Notifier {
  async function post(url: string, body: unknown): Promise<boolean> {
    try {
      const init = {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(LONGEST_WAIT),
      };
      return (await fetch(url, init)).ok;
    } catch {
      return false;
    }
  }

  function deliver(url: string, resource: string, body: unknown, tries = 0): void {
    void inFlight.during(async () => {
      if (await post(url, body)) return judge.notified(resource);
      const pause = AGAIN[tries];
      if (pause !== undefined) clock.at(clock.now() + pause, () => deliver(url, resource, body, tries + 1));
    });
  }

  const about = ({ id, clientState, expires }: Subscription) => ({
    subscriptionId: id,
    tenantId,
    clientState,
    subscriptionExpirationDateTime: new Date(expires).toISOString(),
  });

  const notifyOwner: Notifier['notifyOwner'] = (subscription, lifecycleEvent) => {
    const { lifecycleUrl, resource } = subscription;
    if (lifecycleUrl === undefined) return;
    deliver(lifecycleUrl, resource, { value: [{ ...about(subscription), lifecycleEvent }] });
  };

  return {
    async shakeHands(url) {
      const token = `Validation: ${randomUUID()} & more`;
      try {
        const answer = await fetch(`${url}?validationToken=${encodeURIComponent(token)}`, {
          method: 'POST',
          signal: AbortSignal.timeout(LONGEST_WAIT),
        });
        const isPlain = answer.headers.get('content-type')?.startsWith('text/plain') ?? false;
        return answer.status === 200 && isPlain && (await answer.text()) === token;
      } catch {
        return false;
      }
    },
    notifyOwner,
    tell(resource, changed, id) {
      const now = clock.now();
      for (const subscription of state.subscriptions) {
        const { notificationUrl, expires, pausedFrom = Infinity } = subscription;
        if (subscription.resource !== resource || expires <= now || pausedFrom <= now) continue;
        const loss = serviceFaults.losesNotification();
        if (loss === 'missed') notifyOwner(subscription, 'missed');
        if (loss !== undefined) continue;
        const item = {
          ...about(subscription),
          changeType: 'created',
          resource: changed,
          resourceData: {
            id,
            '@odata.type': '#Microsoft.Graph.aadUserConversationMember',
            '@odata.id': changed,
          },
        };
        deliver(notificationUrl, resource, { value: [item] });
      }
    },
  };
}
