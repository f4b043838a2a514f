import type { HttpResponseInit } from '@azure/functions';
import type { Html } from '../../../web/html';
import { problemPage } from '../../../web/sign-in/problem-page';
import type { Reader } from '../../../web/reader';

/** What is known of a visit, however far it came. */
export interface Stage {
  reader: Reader;
  /** What was typed. */
  form: URLSearchParams;
}

export const pageAnswer = (page: Html, status = 200): HttpResponseInit => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: page.text,
});

/** Sends a browser elsewhere, by GET: what a form asked for is done, and loading again does not do it twice. */
export const seeOther = (location: string): HttpResponseInit => ({ status: 303, headers: { location } });

/** Shows a person what a machine would get as a problem document, with what he typed. */
export function problemAsPage(answer: HttpResponseInit, { reader, form }: Stage): HttpResponseInit {
  const headers = new Headers(answer.headers);
  if (headers.get('content-type') !== 'application/problem+json') return answer;
  const { type, title, status, detail, enablementId } = JSON.parse(answer.body as string) as {
    type: string;
    title: string;
    status: number;
    detail?: string;
    enablementId?: string;
  };
  const kind = type.replace(/^.*:/, '');
  const page = pageAnswer(problemPage(reader, { kind, title, detail, enablementId, form }), status);
  const retryAfter = headers.get('retry-after');
  return { ...page, headers: { ...page.headers, ...(retryAfter && { 'retry-after': retryAfter }) } };
}

/** Everything a page may load comes from here, and no script or style stands in it. */
const POLICY = [
  "default-src 'none'",
  ...['script-src', 'style-src', 'img-src', 'connect-src', 'form-action'].map((what) => `${what} 'self'`),
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/** https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html */
export const SAFE_HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

/** The headers without which nothing leaves for a browser. Pages are never kept: they show what is now. */
export const withSafeHeaders = (answer: HttpResponseInit): HttpResponseInit => ({
  ...answer,
  headers: { ...(answer.headers as Record<string, string>), ...SAFE_HEADERS, 'cache-control': 'no-store' },
});
