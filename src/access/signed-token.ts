import { createHmac, timingSafeEqual } from 'node:crypto';
import { currentOf, keyIdOf, secretOfKey, secretsIn, type Secret } from './secrets';

const DAY = 86_400_000;
/** Flows keep their runs, and the addresses in them, for thirty days; a status address outlives that. */
const LIFETIME = 60 * DAY;

/** Of what somebody sends there may be less than there should be; what is missing signs as nothing. */
type Part = string | undefined;

// The purpose is part of what is signed: a token for one never opens the other.
const sign = (secret: string, ...parts: Part[]): string =>
  createHmac('sha256', secret).update(parts.join('\n')).digest('base64url');

/** A signature with the id of the key it was made with: `KEY.SIGNATURE`. */
const signed = (secret: Secret, ...parts: string[]): string =>
  `${keyIdOf(currentOf(secret))}.${sign(currentOf(secret), ...parts)}`;

function isSigned(secret: Secret, keyId: Part, signature: Part, ...parts: Part[]): boolean {
  const key = secretOfKey(secret, keyId);
  return key !== undefined && isSame(String(signature), sign(key, ...parts));
}

/** The second from which something is out of date, as it stands in a token. */
const secondOf = (moment: number): string => Math.floor(moment / 1000).toString(36);

const isOver = (expires: Part, now: Date): boolean => parseInt(String(expires), 36) * 1000 <= now.getTime();

/** The right to read one run, to hang on its status address: the same each time for the same run and secret. */
export function readToken(secret: Secret, id: string, acceptedAt: string): string {
  const expires = secondOf(Date.parse(acceptedAt) + LIFETIME);
  return `${expires}.${signed(secret, 'read', id, expires)}`;
}

export type TokenCheck = 'valid' | 'expired' | 'wrong';

export function checkReadToken(secret: Secret, id: string, token: string, now: Date): TokenCheck {
  const [expires, keyId, signature] = token.split('.');
  if (!isSigned(secret, keyId, signature, 'read', id, expires)) return 'wrong';
  return isOver(expires, now) ? 'expired' : 'valid';
}

/** The right to end the callback of one run, and nothing else. */
export const endToken = (secret: Secret, id: string): string => signed(secret, 'end callback', id);

export function checkEndToken(secret: Secret, id: string, token: string): boolean {
  const [keyId, signature] = token.split('.');
  return isSigned(secret, keyId, signature, 'end callback', id);
}

/** What Microsoft Graph repeats in each change notification, so that we know it for ours. At most 128 characters. */
export const clientStateOf = (secret: Secret, id: string): string => `${id}.${signed(secret, 'notify', id)}`;

/**
 * What marks a team as the test team we made for a tenant: nobody else can put it on one of his own. The first is for
 * a new team; one that was made under an earlier secret has one of the others.
 */
export const canaryTagsOf = (secret: Secret, tenantId: string): string[] =>
  secretsIn(secret).map((one) => {
    const tag = sign(one, 'canary', tenantId).replace(/[^a-z0-9]/gi, '');
    return `gastvrij-${tag.slice(0, 16)}`;
  });

/** The run a change notification is about, or undefined when it is not ours. */
export function runOfClientState(secret: Secret, clientState: string): string | undefined {
  const [id, keyId, signature, ...rest] = clientState.split('.');
  return rest.length === 0 && isSigned(secret, keyId, signature, 'notify', id) ? id : undefined;
}

/** An administrator may take his time until he opens the consent page. */
const CONSENT_LIFETIME = 14 * DAY;

/** What Microsoft Entra carries through its consent page and back, so that we know for which tenant we asked. */
export function consentStateOf(secret: Secret, tenantId: string, now: Date): string {
  const expires = secondOf(now.getTime() + CONSENT_LIFETIME);
  return `${tenantId}.${expires}.${signed(secret, 'consent', tenantId, expires)}`;
}

/** The tenant a consent was asked for, or undefined when it was not by us, or too long ago. */
export function tenantOfConsentState(secret: Secret, state: string, now: Date): string | undefined {
  const [tenantId, expires, keyId, signature] = state.split('.');
  if (!isSigned(secret, keyId, signature, 'consent', tenantId, expires)) return undefined;
  return isOver(expires, now) ? undefined : tenantId;
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
