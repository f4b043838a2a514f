import { gunzipSync, gzipSync } from 'node:zlib';

/** A string property of Table Storage holds at most 32 K UTF-16 units. */
const PIECE = 30_000;
/** A row holds at most 1 MiB. Azurite takes more; Azure does not, so the guard is ours. */
const MOST_PIECES = 16;
const WORTH_PACKING = 60_000;
const PACKED = 'gzip:';

/** Spreads a JSON value over numbered properties of a row; a large one is packed first. */
export function spreadJson(value: unknown): Record<string, string> {
  const plain = inAscii(JSON.stringify(value));
  const text = plain.length > WORTH_PACKING ? PACKED + gzipSync(plain).toString('base64') : plain;
  if (text.length > PIECE * MOST_PIECES)
    throw new Error(`A value of ${plain.length} characters does not fit into a row of Table Storage.`);
  const pieces: Record<string, string> = {};
  for (let at = 0, n = 0; at < text.length; at += PIECE, n++) pieces[`json${n}`] = text.slice(at, at + PIECE);
  return pieces;
}

/** The emulator refuses a transaction with U+2028 in it, and breaks a letter that lies across two packets. */
const inAscii = (text: string): string =>
  text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

export function gatherJson<T>(row: Record<string, unknown>): T {
  let text = '';
  for (let n = 0; typeof row[`json${n}`] === 'string'; n++) text += row[`json${n}`] as string;
  const plain = text.startsWith(PACKED)
    ? gunzipSync(Buffer.from(text.slice(PACKED.length), 'base64')).toString()
    : text;
  return JSON.parse(plain) as T;
}
