import { Webhook } from 'standardwebhooks';
import type { World } from '../../local/world/world';

export type Headers = Record<string, string>;
export const MINUTE = 60_000;

/** The two secrets of the client `servicenow`, one of which replaces the other. */
export const SECRETS = [
  'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  'whsec_b2xkLWFuZC1uZXctYXJlLWJvdGgtYWNjZXB0ZWQ=',
];
/** A secret of nobody. */
export const OTHER = 'whsec_c29tZWJvZHktZWxzZS1rbm93cy10aGlzLW9uZS4=';
/** People sign in, and one client signs. */
export const SIGN_IN = { EASY_AUTH: 'on', CLIENT_SECRETS: JSON.stringify({ servicenow: SECRETS }) };

/** What App Service Authentication puts before a request of somebody who is signed in. */
export const signedInAs = (name: string, ...roles: string[]): Headers => {
  const claims = [
    { typ: 'preferred_username', val: name },
    { typ: 'http://schemas.microsoft.com/identity/claims/objectidentifier', val: `oid of ${name}` },
    ...roles.map((val) => ({ typ: 'roles', val })),
  ];
  const principal = { auth_typ: 'aad', name_typ: 'name', role_typ: 'roles', claims };
  return { 'x-ms-client-principal': Buffer.from(JSON.stringify(principal)).toString('base64') };
};

let messages = 0;

/** The headers of a message that a client signs now, in the time of its world. */
export const signed = (
  { clock }: Pick<World, 'clock'>,
  body: string,
  { secret = SECRETS[0] ?? '', id = `msg_${messages++}`, at = clock.now() } = {},
): Headers => ({
  'webhook-id': id,
  'webhook-timestamp': String(Math.floor(at / 1000)),
  'webhook-signature': new Webhook(secret).sign(id, new Date(at), body),
});

export const post = (
  { api }: Pick<World, 'api'>,
  path: string,
  body: unknown,
  headers: Headers,
): Promise<Response> => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const json = { 'content-type': 'application/json', ...headers };
  return fetch(`${api}${path}`, { method: 'POST', headers: json, body: text });
};

/** The last part of a problem's type: `own-request`. */
export const problemOf = async (answer: Response): Promise<string> =>
  ((await answer.json()) as { type: string }).type.replace('urn:gastvrij:problem:', '');
