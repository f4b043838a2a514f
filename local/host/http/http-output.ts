import type { ServerResponse } from 'node:http';
import type { TypedData } from '../contract';

/** A cookie as the SDK hands it over; optional parts are wrapped in `{ value }`. */
interface Cookie {
  name: string;
  value: string;
  domain?: { value: string };
  path?: { value: string };
  expires?: { value?: { seconds: number | string } };
  secure?: { value: boolean };
  httpOnly?: { value: boolean };
  sameSite?: string | number;
  maxAge?: { value: number };
}

interface HttpOutput {
  statusCode?: string;
  headers?: Record<string, string>;
  cookies?: Cookie[];
  body?: { bytes?: Uint8Array; string?: string };
  enableContentNegotiation?: boolean;
}

/** Writes what a handler answered; what no server could send becomes an empty 500. */
export function writeOutput(response: ServerResponse, returnValue: TypedData | undefined): void {
  const output = returnValue?.http as HttpOutput | undefined;
  if (output === undefined || output === null)
    return writeEmpty(response, returnValue === undefined ? 204 : 500);
  const status = Math.trunc(Number(output.statusCode ?? 200));
  if (!(status >= 200 && status <= 599)) return writeEmpty(response, 500);
  try {
    response.statusCode = status;
    for (const [name, value] of Object.entries(output.headers ?? {})) {
      if (/[^\t\x20-\x7e]/.test(value))
        throw new Error(`The header ${name} holds characters that no header may.`);
      response.setHeader(name, value);
    }
    const cookies = (output.cookies ?? []).map(cookieText);
    if (cookies.length > 0) response.appendHeader('set-cookie', cookies);
  } catch {
    response.removeHeader('content-length');
    return writeEmpty(response, 500);
  }
  writeBody(response, bodyOf(output));
}

/** Non-empty bodies go in chunks, empty ones say so by their length, and 204 and 304 have neither. */
function writeBody(response: ServerResponse, body: Buffer): void {
  const isBodiless =
    [204, 304].includes(response.statusCode) || (response.req.method === 'HEAD' && body.length === 0);
  if (isBodiless) return void response.end();
  if (body.length === 0) return void response.setHeader('content-length', '0').end();
  const declared = response.getHeader('content-length');
  if (declared !== undefined && Number(declared) !== body.length) {
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    return writeEmpty(response, 500);
  }
  response.write(body);
  response.end();
}

export function writeEmpty(
  response: ServerResponse,
  status: number,
  headers: Record<string, string> = {},
): void {
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const isBodiless = status === 204 || response.req.method === 'HEAD';
  if (!isBodiless) response.setHeader('content-length', '0');
  response.end();
}

function bodyOf({ body }: HttpOutput): Buffer {
  if (body?.bytes !== undefined) return Buffer.from(body.bytes);
  return Buffer.from(body?.string ?? '');
}

const SAME_SITE: Readonly<Record<string, string>> = {
  lax: 'lax',
  strict: 'strict',
  explicitNone: 'none',
  1: 'strict',
  2: 'lax',
  3: 'none',
};

function cookieText(cookie: Cookie): string {
  const seconds = cookie.expires?.value?.seconds;
  const sameSite = SAME_SITE[String(cookie.sameSite ?? '')];
  return [
    `${cookie.name}=${encodeURIComponent(cookie.value)}`,
    ...(seconds === undefined ? [] : [`expires=${new Date(Number(seconds) * 1000).toUTCString()}`]),
    ...(cookie.maxAge === undefined ? [] : [`max-age=${cookie.maxAge.value}`]),
    ...(cookie.domain?.value ? [`domain=${cookie.domain.value}`] : []),
    `path=${cookie.path?.value || '/'}`,
    ...(cookie.secure?.value ? ['secure'] : []),
    ...(sameSite === undefined ? [] : [`samesite=${sameSite}`]),
    ...(cookie.httpOnly?.value ? ['httponly'] : []),
  ].join('; ');
}
