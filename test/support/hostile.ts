import { request as send } from 'node:http';

/** Parts of a path that somebody may send, as they stand in the request line. */
export const PATH_PARTS = [
  ...['%2F', '%5C', '%23', '%3F', '%25', '%25ff', '%25zz', '%ff', '%c3%28', '%09', '%0A', '%7F', '%C2%85'],
  ...[
    '%E2%80%A8',
    '%E2%80%AE',
    '%EF%BF%BF',
    '%ED%A0%80',
    '%F0%9F%93%AB',
    '%20',
    "'",
    "'%20or%20'1'%20eq%20'1",
  ],
  ...['..%2F..', '%2e%2e', '.', '*', '__proto__', 'run', 'en-0', 'a'.repeat(2000), '%C5%82'.repeat(400)],
  ...['11111111-2222-3333-4444-555555555555.%2F', '11111111-2222-3333-4444-555555555555.%25ff'],
  ...['en-%00', 'en-a%0Db', 'au-0', 'hk-0', 'au-zzzzzzzzzzzz', 'au-9999999999999999999-x'],
];

/** Values of a query, as they stand in the request line. */
export const QUERY_VALUES = [
  ...[
    '',
    'x',
    '%2F',
    '%5C',
    '%23',
    '%00',
    '%0A',
    '%25ff',
    '%ff',
    "'",
    '%E2%80%A8',
    '%F0%9F%93%AB',
    'null',
    '-1',
  ],
  ...['1e400', '0x10', 'NaN', '99999999999999999999', 'a'.repeat(2000), 'a&NAME=b'],
  Buffer.from('{"nextPartitionKey":"x","nextRowKey":"y"}').toString('base64'),
  Buffer.from('run!\u0000/\\#?').toString('base64url'),
  Buffer.from("run!' or '1' eq '1").toString('base64url'),
];

/** Values of a header, byte for byte. */
export const HEADER_VALUES = [
  ...[
    '',
    '%',
    '"',
    ',',
    ';',
    '\u00e9',
    '\u00ff',
    '\u00c5\u0082',
    '\u00e2\u0080\u00a8',
    '\u00f0\u009f\u0093\u00ab',
  ],
  ...['\u0080', '=?utf-8?q?x?=', 'a'.repeat(4000), 'W/"', '{}', '[]', 'null', '-1', '../..'],
];

/** What may stand in a field of a body instead of what belongs there. */
export const FIELD_VALUES: readonly unknown[] = [
  ...[null, true, 0, -1, 1e308, '', ' ', '\u0000', '\u2028', '\u202e', '\ud800', '\udc00x', '\uffff', '📫'],
  ...['a'.repeat(40_000), '/', '\\', "'", '%2F', '%25ff', [], {}, [null], [[]], ['\ud800'], { toString: 1 }],
];

/** Bodies that are no objects of ours, byte for byte. */
export const BODIES: readonly (string | Buffer)[] = [
  ...[
    '',
    ' ',
    'null',
    '[]',
    '0',
    '"x"',
    '{',
    '{}',
    '\ufeff{}',
    '{"__proto__":{"by":"x"}}',
    '{"constructor":1}',
  ],
  ...['{"by":"a","by":"b"}', '{"a\\u0000":1}', '{"\\ud800":1}', `${'['.repeat(30_000)}${']'.repeat(30_000)}`],
  ...[
    Buffer.from([0xff, 0xfe, 0x7b, 0x7d]),
    Buffer.from('7b2262c328223a317d', 'hex'),
    Buffer.alloc(70_000, 0x20),
  ],
];

/**
 * Every value at some of the places, and some of the values at every place: all pairs cost some times as much, and
 * what treats a value wrongly is shared by the places. @param whole whether every value is tried at a place
 */
export const pairs = <P, V>(
  places: readonly P[],
  values: readonly V[],
  whole: (place: P, index: number) => boolean = () => false,
): [P, V][] =>
  places.flatMap((place, at) =>
    values
      .filter((_, nth) => whole(place, at) || (at + nth) % EACH === 0)
      .map((value): [P, V] => [place, value]),
  );
const EACH = 8;

export interface Sent {
  method: string;
  /** As it stands in the request line: nothing is encoded, decoded or resolved. */
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** Sends a request byte for byte, which `fetch` would tidy up first. */
export function sendRaw(origin: string, { method, path, headers = {}, body }: Sent): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin);
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const call = send({ hostname, port, method, path, headers: { ...headers, ...length } }, (reply) => {
      const parts: Buffer[] = [];
      reply.on('data', (part: Buffer) => parts.push(part)).on('error', reject);
      reply.on('end', () => {
        const { statusCode: status = 0, headers: answered } = reply;
        const { 'content-type': type = '', location = '' } = answered;
        resolve({ status, type, location, text: Buffer.concat(parts).toString() });
      });
    });
    call.on('error', reject);
    call.end(body);
  });
}

export interface RawAnswer {
  status: number;
  type: string;
  location: string;
  text: string;
}
