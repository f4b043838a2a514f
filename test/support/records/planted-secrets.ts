import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { TOKEN_PREFIX } from '../../../local/receiver/servicenow-sign-in';

/** What must be written down nowhere, by a name for the moment it is found. */
export type Planted = ReadonlyMap<string, string | RegExp>;

/** What is recognised in every world by its form: the simulated cloud makes it so. */
const BY_FORM: Planted = new Map<string, string | RegExp>([
  ['a token of Microsoft', /eyJ[\w-]{8,}\.eyJ/],
  ['a token of ServiceNow', TOKEN_PREFIX],
  ['the redeem address of an invitation', 'redeem?rd='],
  ['the key of a storage account', /AccountKey=|Eby8vdM02x/],
]);

const AROUND = 60;

/**
 * What of it stands in a text, and where; nothing, where all is well.
 * @param place what the text is, in words: `the log`
 */
export function leaksIn(place: string, text: string, planted: Planted): string[] {
  const whole = text + unpacked(text);
  return [...BY_FORM, ...planted].flatMap(([name, marker]) => {
    const at = typeof marker === 'string' ? whole.indexOf(marker) : whole.search(marker);
    if (at < 0) return [];
    const found = whole.slice(Math.max(0, at - AROUND), at + AROUND).replace(/\s+/g, ' ');
    return [`${name} stands in ${place}: … ${found} …`];
  });
}

/** Large values of the durable history lie packed, in pieces. */
const PACKED = /gzip:[\w+/=]+(?:","json\d+":"[\w+/=]+)*/g;

/** Long values of our own rows too, in pieces of bytes. */
const PACKED_BYTES = /"brotli:\d+"(?<pieces>(?:,"\w+\d+":"[\w+/=]+","\w+\d+@odata\.type":"Edm\.Binary")+)/g;

const unpacked = (text: string): string => [inHistories(text), inRows(text)].join('\n');

const inRows = (text: string): string =>
  [...text.matchAll(PACKED_BYTES)]
    .map(({ groups }) => [...(groups?.['pieces'] ?? '').matchAll(/\d+":"(?<bytes>[\w+/=]+)"/g)])
    .map((pieces) => pieces.map(({ groups }) => Buffer.from(groups?.['bytes'] ?? '', 'base64')))
    .map((pieces) => brotliDecompressSync(Buffer.concat(pieces)).toString())
    .join('\n');

const inHistories = (text: string): string =>
  [...text.matchAll(PACKED)]
    .map(([packed]) => packed.slice('gzip:'.length).replaceAll(/","json\d+":"/g, ''))
    .map((base64) => gunzipSync(Buffer.from(base64, 'base64')).toString())
    .join('\n');
