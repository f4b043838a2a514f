import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import type { Caller } from './caller';
import { clientIdentity } from './identity';
import { grantsOf, type TenantLists } from './role-tenants';

/** Clients that sign what they send, each with one secret, or two while one replaces the other. */
export type ClientSecrets = Readonly<Record<string, readonly string[]>>;

export const CLIENT_NAME = /^[a-z][a-z0-9-]{0,39}$/;

const SHAPE =
  'must be JSON such as {"servicenow": ["whsec_…"]}: a name in lower case, and one or two secrets of 24 to 64 bytes in Base64';

const secret = z
  .string(SHAPE)
  .regex(/^whsec_[A-Za-z0-9+/]+=*$/, SHAPE)
  .refine((text) => {
    const { length } = Buffer.from(text.slice('whsec_'.length), 'base64');
    return length >= 24 && length <= 64;
  }, SHAPE);

/** The setting CLIENT_SECRETS. What is wrong with it is told without its content. */
export const clientSecretsSetting = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: SHAPE });
      return z.NEVER;
    }
  })
  .pipe(
    z.record(z.string().regex(CLIENT_NAME, SHAPE), z.array(secret, SHAPE).min(1, SHAPE).max(2, SHAPE), SHAPE),
  );

/** A message somebody signed: its name, by which a second one is known for the same. */
export interface SignedMessage {
  client: string;
  id: string;
}

const HEADERS = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const;
const LONGEST_ID = 256;

export const isSigned = (headers: { get(name: string): string | null }): boolean =>
  headers.get('webhook-signature') !== null;

/**
 * Which client signed this body, within five minutes of now; undefined for a wrong signature, an old one, or none.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function signerOf(
  clients: ClientSecrets,
  headers: { get(name: string): string | null },
  body: string,
): SignedMessage | undefined {
  const given = Object.fromEntries(HEADERS.map((name) => [name, headers.get(name) ?? '']));
  const id = given['webhook-id'] ?? '';
  if (id.length > LONGEST_ID) return undefined;
  const client = Object.keys(clients).find((name) =>
    clients[name]?.some((one) => isSignedWith(one, given, body)),
  );
  return client === undefined ? undefined : { client, id };
}

function isSignedWith(one: string, headers: Record<string, string>, body: string): boolean {
  try {
    new Webhook(one).verify(body, headers, { jsonParse: false });
    return true;
  } catch {
    return false;
  }
}

/** A ticket system may ask and follow; it does not agree to plans. */
export function clientCaller(
  client: string,
  lists: { clientTenants: TenantLists; roleTenants: TenantLists },
): Caller {
  const identity = clientIdentity(client);
  const own = Object.hasOwn(lists.clientTenants, client) ? lists.clientTenants[client] : undefined;
  const ofRoles = own === undefined ? lists.roleTenants : { Reader: own, Requester: own };
  const grants = grantsOf(['Reader', 'Requester'], ofRoles);
  return {
    kind: 'client',
    name: `client ${client}`,
    alsoKnownAs: [],
    ...grants,
    identity,
    callerId: identity,
  };
}
