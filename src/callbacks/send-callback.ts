import type { CallbackFormat } from '../domain/events/callback-request';
import type { DeliveryAnswer } from '../domain/events/delivery';
import type { Violation } from '../domain/input/violation';
import { retryAtOf } from '../microsoft/http/retry-after';
import { refusalOf, type AllowList } from './allowed-address';
import type { OutgoingEvent, Message } from './callback-message';
import { guardedAgent, type Lookup } from './guarded-agent';
import { auditCard } from './audit-card';
import { runCard } from './run-card';
import { send, type Incoming, type Outgoing } from './send-request';
import { serviceNowInstance, type ServiceNow } from './servicenow';
import { signatureHeaders } from './signature';

export interface CallbackSettings extends AllowList {
  /** Standard Webhooks secrets, `whsec_…`: one, or two while one replaces the other. */
  secrets: readonly string[];
  /** Seconds a receiver has to answer. */
  timeoutSeconds: number;
  serviceNow?: ServiceNow;
}

/** The way out to whoever wants to be called back. */
export interface Callbacks {
  /** Why an address would not be called, as a request with it must hear at once. */
  violationsOf(url: string, format: CallbackFormat): Violation[];
  /** Tries once; whatever happens is an answer. */
  deliver(outgoing: OutgoingEvent): Promise<DeliveryAnswer>;
}

/** @param outside what a test holds in its hands: the time, and how names become addresses */
export function createCallbacks(
  settings: CallbackSettings,
  { now, lookup }: { now: () => Date; lookup?: Lookup },
): Callbacks {
  const { secrets, timeoutSeconds, serviceNow } = settings;
  const agent = guardedAgent(settings.loopback, lookup);
  const post = (outgoing: Outgoing): Promise<Incoming> => send(agent, outgoing, timeoutSeconds * 1000);
  const instance = serviceNow && serviceNowInstance(serviceNow, post, now);

  const violationsOf: Callbacks['violationsOf'] = (url, format) => {
    const refusal = refusalOf(url, settings);
    if (refusal !== undefined) return [{ pointer: '/callbackUrl', message: refusal }];
    if (format !== 'servicenow') return [];
    if (serviceNow === undefined)
      return [{ pointer: '/callbackFormat', message: 'servicenow is not set up in this installation' }];
    return new URL(url).host === serviceNow.host
      ? []
      : [{ pointer: '/callbackUrl', message: 'must be on the ServiceNow instance of this installation' }];
  };

  const sendSigned = ({ webhookId, url }: OutgoingEvent, message: Message): Promise<Incoming> => {
    const { method, body } = message;
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Gastvrij',
      ...message.headers,
      ...signatureHeaders(secrets, webhookId, now(), body),
    };
    return post({ method, url, headers, body });
  };

  const sendInFormat = async (outgoing: OutgoingEvent): Promise<Incoming> => {
    const { format, event } = outgoing;
    if (format === 'servicenow' && instance) return instance.send(outgoing, sendSigned);
    const card = () => (event.type === 'audit.changed' ? auditCard(event) : runCard(event));
    const body = JSON.stringify(format === 'teams' ? card() : event);
    return sendSigned(outgoing, { method: 'POST', body, headers: {} });
  };

  return {
    violationsOf,
    async deliver(outgoing) {
      const { url, format } = outgoing;
      // What was allowed when it was asked for may not be any more.
      const [violation] = violationsOf(url, format);
      if (violation) return { kind: 'failed', problem: `The address ${violation.message}.` };
      const reply = await sendInFormat(outgoing);
      if (reply.kind === 'failed') return reply;
      const { status, retryAfter } = reply;
      if (status >= 200 && status <= 299) return { kind: 'delivered', status };
      // A flow that has ended, or was told already, knows its own address no more.
      if (status === 410 || (status === 404 && format === 'logicApp'))
        return { kind: 'gone', status, problem: 'The receiver wants nothing any more.' };
      const retryAt = retryAtOf(retryAfter, now());
      const problem = `Answered with status ${status}${status >= 300 && status < 400 ? '; redirects are not followed' : ''}.`;
      return { kind: 'failed', status, problem, ...(retryAt && { retryAt }) };
    },
  };
}
