import { randomUUID } from 'node:crypto';

/**
 * What the table service answers to what it does not take: its own codes and words.
 * https://learn.microsoft.com/rest/api/storageservices/table-service-error-codes
 */
const REFUSALS = {
  PropertyValueTooLarge: [
    400,
    'The property value exceeds the maximum allowed size (64KB). If the property value is a string, it is UTF-16 encoded and the maximum number of characters should be 32K or less.',
  ],
  EntityTooLarge: [400, 'The entity is larger than the maximum allowed size (1MB).'],
  TooManyProperties: [
    400,
    'The entity contains more properties than allowed. Each entity can include up to 252 properties to store data. Each entity also has 3 system properties.',
  ],
  PropertyNameTooLong: [400, 'The property name exceeds the maximum allowed length (255).'],
  KeyValueTooLarge: [400, 'The size of the partition key or the row key exceeds the maximum of 1 KiB.'],
  OutOfRangeInput: [400, 'One of the request inputs is out of range.'],
  InvalidInput: [400, 'One of the request inputs is not valid.'],
  InvalidDuplicateRow: [
    400,
    'The batch request contains multiple changes with same row key. An entity can appear only once in a batch request.',
  ],
  CommandsInBatchActOnDifferentPartitions: [
    400,
    'All commands in a batch must operate on same entity group.',
  ],
  RequestBodyTooLarge: [413, 'The request body is too large and exceeds the maximum permissible limit.'],
  ServerBusy: [503, 'The server is busy.'],
  InternalError: [500, 'The server encountered an internal error. Please retry the request.'],
} as const satisfies Record<string, readonly [status: number, message: string]>;

export type RefusalCode = keyof typeof REFUSALS;

export interface Refusal {
  code: RefusalCode;
  /** Which operation of a transaction it is about, from 0. */
  index?: number;
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const JSON_TYPE = 'application/json;odata=minimalmetadata;streaming=true;charset=utf-8';

/** @param status other than the code's own */
export function refusalAnswer({ code, index }: Refusal, status: number = REFUSALS[code][0]): Answer {
  const message = `${index === undefined ? '' : `${index}:`}${REFUSALS[code][1]}`;
  const value = `${message}\nRequestId:${randomUUID()}\nTime:${new Date().toISOString()}`;
  const body = JSON.stringify({ 'odata.error': { code, message: { lang: 'en-US', value } } });
  return { status, headers: { 'content-type': JSON_TYPE, 'x-ms-error-code': code }, body };
}

/** A transaction that is refused is answered 202; what became of it stands in its one part. */
export function refusedTransaction(refusal: Refusal): Answer {
  const { status, body } = refusalAnswer({ index: 0, ...refusal });
  if (status !== 400) return refusalAnswer(refusal);
  const [batch, changes] = [`batchresponse_${randomUUID()}`, `changesetresponse_${randomUUID()}`];
  const lines = [
    `--${batch}`,
    `Content-Type: multipart/mixed; boundary=${changes}`,
    '',
    `--${changes}`,
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    '',
    'HTTP/1.1 400 Bad Request',
    'X-Content-Type-Options: nosniff',
    'Cache-Control: no-cache',
    'DataServiceVersion: 3.0;',
    `Content-Type: ${JSON_TYPE}`,
    '',
    body,
    `--${changes}--`,
    `--${batch}--`,
    '',
  ];
  return {
    status: 202,
    headers: { 'content-type': `multipart/mixed; boundary=${batch}` },
    body: lines.join('\r\n'),
  };
}
