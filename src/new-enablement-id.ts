import { randomBytes } from 'node:crypto';

/** Letters and digits that nobody confuses when reading an id aloud. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** `en-` and ten random characters: fifty bits, short enough for a ticket. */
export const newEnablementId = (): string =>
  `en-${[...randomBytes(10)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')}`;
