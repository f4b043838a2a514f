import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';

/**
 * JSON of any length in the properties of a row. A string property holds 32 K UTF-16 units, a row 1 MiB, and what one
 * reads in a table viewer should be readable: so what is short is one property, what is longer is spread over several,
 * and what would not fit as text is packed into bytes.
 *
 *     json: '{"kind":…}'
 *     json: 'text:2', json0: '{"kind":…', json1: '…}'
 *     json: 'brotli:2', json0: <bytes>, json1: <bytes>
 *
 * The head says how many pieces count, so that a merge over a longer value leaves nothing behind that is read.
 */
const PIECE = 30_000;
const PIECE_BYTES = 60_000;
/** Some values share a row: this leaves room for the others. */
const LONGEST_TEXT = 120_000;
/** They travel in base64, and the emulator counts that: 1 MiB. */
const MOST_BYTES = 750_000;

/** A value that no row holds; like a row that the storage refuses, it will not get better by trying again. */
export class TooLargeForRow extends Error {
  override name = 'TooLargeForRow';
}

export type Spread = Record<string, string | Uint8Array>;

/** @param name of the first property; the others are numbered. @throws TooLargeForRow */
export function spreadJson(value: unknown, name = 'json'): Spread {
  const text = JSON.stringify(value);
  if (text.length <= PIECE) return { [name]: text };
  if (text.length <= LONGEST_TEXT) {
    const pieces = textPieces(text);
    return { [name]: `text:${pieces.length}`, ...numbered(name, pieces) };
  }
  const packed = pack(text);
  if (packed.length > MOST_BYTES)
    throw new TooLargeForRow(`${text.length} characters, ${packed.length} bytes packed, fit into no row.`);
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < packed.length; at += PIECE_BYTES) pieces.push(packed.subarray(at, at + PIECE_BYTES));
  return { [name]: `brotli:${pieces.length}`, ...numbered(name, pieces) };
}

/** @throws SyntaxError where the row has no such value, or one that is no JSON */
export function gatherJson(row: Record<string, unknown>, name = 'json'): unknown {
  const head = row[name];
  if (typeof head !== 'string') throw new SyntaxError(`The row has no ${name}.`);
  const [, how, count] = /^(text|brotli):(\d+)$/.exec(head) ?? [];
  if (how === undefined) return JSON.parse(head);
  const pieces = Array.from({ length: Number(count) }, (_, n) => row[`${name}${n}`]);
  if (how === 'text') return JSON.parse((pieces as string[]).join(''));
  return JSON.parse(brotliDecompressSync(Buffer.concat(pieces as Uint8Array[])).toString());
}

/** A character of two units stays in one piece: half of one is no text. */
function textPieces(text: string): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length;) {
    const end = at + PIECE;
    const isHalf = /[\ud800-\udbff]$/.test(text.slice(at, end)) && end < text.length;
    pieces.push(text.slice(at, isHalf ? end - 1 : end));
    at += pieces.at(-1)?.length ?? PIECE;
  }
  return pieces;
}

const numbered = <T>(name: string, pieces: readonly T[]): Record<string, T> =>
  Object.fromEntries(pieces.map((piece, n) => [`${name}${n}`, piece]));

/** A step says the same list several times, megabytes apart: the window must see all of it. */
const pack = (text: string): Buffer =>
  brotliCompressSync(text, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 5,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: Buffer.byteLength(text),
    },
  });
