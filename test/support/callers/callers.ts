import { Webhook } from 'standardwebhooks';
import type { World } from '../../../local/world/world';

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
export const SIGN_IN = {
  EASY_AUTH: 'on',
  WEBSITE_AUTH_ENABLED: 'True',
  CLIENT_SECRETS: JSON.stringify({ servicenow: SECRETS }),
};

/** What App Service Authentication puts before a request of somebody who is signed in. */
export const signedInAs = (name: string, ...roles: string[]): Headers =>
  withClaims({ preferred_username: name, [OBJECT_ID]: `oid of ${name}` }, ...roles);

/** An account that is signed in, by an account's id alone: an older token, or one without a profile. */
export const namelessAs = (name: string, ...roles: string[]): Headers =>
  withClaims({ [OBJECT_ID]: `oid of ${name}` }, ...roles);

/** An application that comes with a token of its own. */
export const applicationAs = (clientId: string, ...roles: string[]): Headers =>
  withClaims({ [OBJECT_ID]: `oid of ${clientId}`, azp: clientId, idtyp: 'app' }, ...roles);

const OBJECT_ID = 'http://schemas.microsoft.com/identity/claims/objectidentifier';
const TENANT_ID = 'http://schemas.microsoft.com/identity/claims/tenantid';
/** The directory of everybody who signs in: the home tenant of the tests. */
const DIRECTORY = '11111111-2222-3333-4444-555555555555';

const withClaims = (said: Record<string, string>, ...roles: string[]): Headers => {
  const all = { [TENANT_ID]: DIRECTORY, iss: `https://login.microsoftonline.com/${DIRECTORY}/v2.0`, ...said };
  const claims = [
    ...Object.entries(all).map(([typ, val]) => ({ typ, val })),
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
