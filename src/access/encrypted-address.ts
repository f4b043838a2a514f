import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { currentOf, keyIdOf, secretOfKey, secretsIn, type Secret } from './secrets';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const keyFor = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));

/**
 * The address of a callback as it may lie in a table: what stands in it often opens something of the caller's. Bound to
 * its run, so that it is worth nothing in the row of another.
 */
export function encryptAddress(secrets: Secret, id: string, url: string): string {
  const secret = currentOf(secrets);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keyFor(secret, 'callback address'), nonce).setAAD(Buffer.from(id));
  const text = Buffer.concat([cipher.update(url, 'utf8'), cipher.final()]);
  const encrypted = Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url');
  return `${keyIdOf(secret)}.${encrypted}`;
}

/** The address again, or undefined when it was encrypted for another run or with a secret that is no longer in use. */
export function decryptAddress(secrets: Secret, id: string, encrypted: string): string | undefined {
  const [keyId, content] = encrypted.split('.');
  const secret = secretOfKey(secrets, keyId);
  if (secret === undefined || content === undefined) return undefined;
  const bytes = Buffer.from(content, 'base64url');
  const [nonce, tag] = [bytes.subarray(0, NONCE_BYTES), bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)];
  try {
    const key = keyFor(secret, 'callback address');
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(id))
      .setAuthTag(tag);
    const text = bytes.subarray(NONCE_BYTES + TAG_BYTES);
    return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

/** The same address encrypted with the current secret; undefined where it is already, or cannot be opened. */
export function reencrypted(secrets: Secret, id: string, encrypted: string): string | undefined {
  if (encrypted.split('.')[0] === keyIdOf(currentOf(secrets))) return undefined;
  const url = decryptAddress(secrets, id, encrypted);
  return url === undefined ? undefined : encryptAddress(secrets, id, url);
}

/** Tells whether two addresses are the same, and nothing about either. */
export const fingerprintOf = (secrets: Secret, url: string): string =>
  fingerprintWith(currentOf(secrets), url);

/** The marks an address may have, by every secret in use; that of the current one first. */
export const fingerprintsOf = (secrets: Secret, url: string): string[] =>
  secretsIn(secrets).map((secret) => fingerprintWith(secret, url));

const fingerprintWith = (secret: string, url: string): string =>
  createHmac('sha256', keyFor(secret, 'callback mark')).update(url).digest('base64url');
