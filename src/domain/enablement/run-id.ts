/** Letters and digits that nobody confuses when reading an id aloud. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 10;

/** `en-` and ten characters: fifty bits, short enough for a ticket. @param bytes ten or more, by chance or by hash */
export const runIdOf = (bytes: Uint8Array): string =>
  `en-${[...bytes.subarray(0, LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')}`;
