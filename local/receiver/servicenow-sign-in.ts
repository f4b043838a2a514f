import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock/clock';

/** The OAuth endpoint of a ServiceNow instance, as far as client credentials go. */
export interface ServiceNowSignIn {
  client: { clientId: string; clientSecret: string };
  /** Answers a token request with a token for half an hour, or with what is wrong with it. */
  answer(form: string): { status: number; headers: Record<string, string>; body: string };
  /** Whether a bearer token is one of ours and has not expired. */
  knows(authorization: string | undefined): boolean;
}

const LIFETIME_SECONDS = 1799;
/** How the tokens of this instance begin: whoever finds one where it should not be can tell. */
export const TOKEN_PREFIX = 'servicenow-access-';

export function serviceNowSignIn(clock: Clock): ServiceNowSignIn {
  const client = { clientId: randomBytes(16).toString('hex'), clientSecret: randomBytes(16).toString('hex') };
  const expiries = new Map<string, number>();
  const json = (status: number, body: unknown) => ({
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

  return {
    client,
    answer(form) {
      const asked = new URLSearchParams(form);
      const isKnown =
        asked.get('client_id') === client.clientId && asked.get('client_secret') === client.clientSecret;
      if (asked.get('grant_type') !== 'client_credentials' || !isKnown)
        return json(401, { error: 'access_denied', error_description: 'access_denied' });
      const token = TOKEN_PREFIX + randomBytes(32).toString('base64url');
      expiries.set(token, clock.now() + LIFETIME_SECONDS * 1000);
      return json(200, { access_token: token, token_type: 'Bearer', expires_in: LIFETIME_SECONDS });
    },
    knows(authorization = '') {
      const expiry = expiries.get(/^Bearer (.+)$/.exec(authorization)?.[1] ?? '');
      return expiry !== undefined && expiry > clock.now();
    },
  };
}
