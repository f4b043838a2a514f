import { hkdfSync } from 'node:crypto';

/**
 * What signs and encrypts: one secret, or the current one and those it replaces. New things are made with the current one;
 * what was made with an earlier one stays good until that is taken away.
 */
export type Secret = string | readonly [current: string, ...previous: string[]];

/** Names a secret in what was made with it, and tells nothing about it. */
export const keyIdOf = (secret: string): string =>
  Buffer.from(hkdfSync('sha256', secret, '', 'key id', 5)).toString('hex');

export const secretsIn = (secret: Secret): readonly string[] =>
  typeof secret === 'string' ? [secret] : secret;

export const currentOf = (secret: Secret): string => (typeof secret === 'string' ? secret : secret[0]);

/** The secret of a key id; undefined for one that is not in use any more. */
export const secretOfKey = (secret: Secret, keyId: string | undefined): string | undefined =>
  secretsIn(secret).find((one) => keyIdOf(one) === keyId);
