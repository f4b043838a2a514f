import { createHmac, timingSafeEqual } from 'node:crypto';

const DAY = 86_400_000;
/** Flows keep their runs, and the addresses in them, for thirty days; a status address outlives that. */
const LIFETIME = 60 * DAY;

// The purpose is part of what is signed: a token for one never opens the other.
const sign = (secret: string, ...parts: string[]): string =>
  createHmac('sha256', secret).update(parts.join('\n')).digest('base64url');

/** The right to read one run, to hang on its status address: the same each time for the same run. */
export function readToken(secret: string, id: string, acceptedAt: string): string {
  const expires = Math.floor((Date.parse(acceptedAt) + LIFETIME) / 1000).toString(36);
  return `${expires}.${sign(secret, 'read', id, expires)}`;
}

export type TokenCheck = 'valid' | 'expired' | 'wrong';

export function checkReadToken(secret: string, id: string, token: string, now: Date): TokenCheck {
  const [expires = '', signature = ''] = token.split('.');
  if (!isSame(signature, sign(secret, 'read', id, expires))) return 'wrong';
  return parseInt(expires, 36) * 1000 > now.getTime() ? 'valid' : 'expired';
}

/** The right to end the callback of one run, and nothing else. */
export const endToken = (secret: string, id: string): string => sign(secret, 'end callback', id);

export const checkEndToken = (secret: string, id: string, token: string): boolean =>
  isSame(token, endToken(secret, id));

/** What Microsoft Graph repeats in each change notification, so that we know it for ours. At most 128 characters. */
export function clientStateOf(secret: string, id: string): string {
  return `${id}.${sign(secret, 'notify', id)}`;
}

/** What marks a team as the test team we made for a tenant: nobody else can put it on one of his own. */
export const canaryTagOf = (secret: string, tenantId: string): string =>
  `gastvrij-${sign(secret, 'canary', tenantId)
    .replace(/[^a-z0-9]/gi, '')
    .slice(0, 16)}`;

/** The run a change notification is about, or undefined when it is not ours. */
export function runOfClientState(secret: string, clientState: string): string | undefined {
  const id = clientState.split('.')[0] ?? '';
  return isSame(clientState, clientStateOf(secret, id)) ? id : undefined;
}

/** An administrator may take his time until he opens the consent page. */
const CONSENT_LIFETIME = 14 * DAY;

/** What Microsoft Entra carries through its consent page and back, so that we know for which tenant we asked. */
export function consentStateOf(secret: string, tenantId: string, now: Date): string {
  const expires = Math.floor((now.getTime() + CONSENT_LIFETIME) / 1000).toString(36);
  return `${tenantId}.${expires}.${sign(secret, 'consent', tenantId, expires)}`;
}

/** The tenant a consent was asked for, or undefined when it was not by us, or too long ago. */
export function tenantOfConsentState(secret: string, state: string, now: Date): string | undefined {
  const [tenantId = '', expires = '', signature = ''] = state.split('.');
  if (!isSame(signature, sign(secret, 'consent', tenantId, expires))) return undefined;
  return parseInt(expires, 36) * 1000 > now.getTime() ? tenantId : undefined;
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
