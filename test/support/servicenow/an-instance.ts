import { Webhook } from 'standardwebhooks';
import { virtualClock, type VirtualClock } from '../../../local/clock/virtual-clock';
import { startLine, type RetentionDecision, type Line } from '../callers/unreliable-line';
import { startInstance, type Instance, type InstanceOptions } from './instance';

export const MINUTE = 60_000;
export const SECRET = `whsec_${Buffer.from('a secret of twenty-four bytes').toString('base64')}`;
export const MESSENGER = 'x_gstv_gastvrij.messenger';

/** What Gastvrij answers to a request. */
export const accepted = (id: string, more: Record<string, unknown> = {}): RetentionDecision => ({
  status: 202,
  headers: { 'retry-after': '60' },
  body: { id, status: 'accepted', ...more },
});

/** How a run ends in the best case, in the words of a status and of an event alike. */
export const aSuccess = {
  summary: 'It works.',
  outcome: 'succeeded',
  assurance: { rung: 3, claim: 'Teams lists the guest.', notProven: 'Files.' },
};

export interface InstanceAtHand extends Instance {
  /** Behind it nobody answers but as a test says. */
  line: Line;
  clock: VirtualClock;
  /** Lets time pass, and the events fire that are due then. */
  wait(minutes: number): Promise<void>;
  /** Signs in with roles; answers the token. */
  signIn(roles: string[]): Promise<string>;
}

/** An instance without a Gastvrij behind it. */
export async function anInstance(more: Partial<InstanceOptions> = {}): Promise<InstanceAtHand> {
  const clock = virtualClock(Date.parse('2026-03-02T08:00:00Z'));
  const line = await startLine('http://127.0.0.1:9');
  const instance = await startInstance({
    clock,
    connection: { url: `${line.url}/`, key: 'the-key' },
    ...more,
    properties: {
      tenant_id: '11111111-2222-3333-4444-555555555555',
      callback_secrets: SECRET,
      ...more.properties,
    },
  });
  return {
    ...instance,
    line,
    clock,
    async wait(minutes) {
      clock.advanceTo(clock.now() + minutes * MINUTE);
      await instance.fireDue();
    },
    async signIn(roles) {
      const { clientId, clientSecret } = instance.addClient(roles);
      const form = {
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
      };
      const answer = await fetch(`${instance.url}/oauth_token.do`, {
        method: 'POST',
        body: new URLSearchParams(form),
      });
      return ((await answer.json()) as { access_token: string }).access_token;
    },
  };
}

export interface OutgoingEvent {
  token: string;
  id: string;
  event: unknown;
  secret?: string;
  /** Milliseconds from now. */
  signedIn?: number;
  headers?: Record<string, string>;
}

/** Brings a message to an instance as Gastvrij does: signed, and with a token. */
export async function deliver(instance: InstanceAtHand, outgoing: OutgoingEvent): Promise<Response> {
  const { token, id, event, secret = SECRET, signedIn = 0, headers = {} } = outgoing;
  const body = typeof event === 'string' ? event : JSON.stringify(event);
  const sentAt = new Date(instance.clock.now() + signedIn);
  return fetch(`${instance.url}/api/x_gstv_gastvrij/v1/gastvrij/results`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, sentAt, body),
      ...headers,
    },
    body,
  });
}
