import { createHmac } from 'node:crypto';
import { clientCaller, clientSecretsSetting, isSigned, signerOf } from '../../../src/access/signature';
import { signatureHeaders } from '../../../src/callbacks/signature';

const secretOf = (fill: string, bytes = 32): string =>
  `whsec_${Buffer.alloc(bytes, fill).toString('base64')}`;
const [OLD, NEW, OTHER] = [secretOf('o'), secretOf('n'), secretOf('x')];
const SENT = new Date();
const BODY = '{"id":"en-abc"}';

/** As the specification says it: https://github.com/standard-webhooks/standard-webhooks */
const signed = (secret: string, id: string, seconds: number, body: string): string => {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
};

describe('the signature of a callback', () => {
  it('is over id, time in seconds and body, one for each secret', () => {
    const at = new Date('2026-03-02T08:00:00.999Z');
    const seconds = Date.parse('2026-03-02T08:00:00Z') / 1000;
    expect(signatureHeaders([NEW, OLD], 'msg-1', at, BODY)).toEqual({
      'webhook-id': 'msg-1',
      'webhook-timestamp': String(seconds),
      'webhook-signature': `${signed(NEW, 'msg-1', seconds, BODY)} ${signed(OLD, 'msg-1', seconds, BODY)}`,
    });
  });
});

describe('the signature of a request', () => {
  const CLIENTS = { servicenow: [OLD, NEW], monitor: [OTHER] };
  const headersOf = (secret: string, more: Record<string, string> = {}): Headers =>
    new Headers({ ...signatureHeaders([secret], 'msg-1', SENT, BODY), ...more });

  it.each([
    ['the old secret', OLD, 'servicenow'],
    ['the new secret', NEW, 'servicenow'],
    ["another client's secret", OTHER, 'monitor'],
  ])('by %s names its client and the message', (_, secret, client) => {
    expect(signerOf(CLIENTS, headersOf(secret), BODY)).toEqual({ client, id: 'msg-1' });
  });

  it('may be over a body that is no JSON: what it holds is judged later', () => {
    const headers = new Headers(signatureHeaders([OLD], 'msg-1', SENT, 'no JSON'));
    expect(signerOf(CLIENTS, headers, 'no JSON')).toEqual({ client: 'servicenow', id: 'msg-1' });
  });

  it.each([
    ['another secret', headersOf(secretOf('y')), BODY],
    ['another body', headersOf(OLD), `${BODY} `],
    ['another id', headersOf(OLD, { 'webhook-id': 'msg-2' }), BODY],
    ['another time', headersOf(OLD, { 'webhook-timestamp': '1' }), BODY],
    ['nothing signed', headersOf(OLD, { 'webhook-signature': 'v1,' }), BODY],
    ['no headers', new Headers(), BODY],
  ])('is worth nothing with %s', (_, headers, body) => {
    expect(signerOf(CLIENTS, headers, body)).toBeUndefined();
  });

  it('is worth nothing after five minutes', () => {
    const old = new Date(Date.now() - 6 * 60_000);
    const headers = new Headers(signatureHeaders([OLD], 'msg-1', old, BODY));
    expect(signerOf(CLIENTS, headers, BODY)).toBeUndefined();
  });

  it('names its message in 256 characters at most', () => {
    const named = (length: number) => {
      const headers = new Headers(signatureHeaders([OLD], 'm'.repeat(length), SENT, BODY));
      return signerOf(CLIENTS, headers, BODY)?.id.length;
    };
    expect([named(256), named(257)]).toEqual([256, undefined]);
  });

  it('is looked for where a header says so, and only there', () => {
    expect(isSigned(headersOf(OLD))).toBe(true);
    expect(isSigned(new Headers({ 'webhook-id': 'msg-1' }))).toBe(false);
  });

  it('makes its client one who may ask and follow, and not decide', () => {
    expect(clientCaller('servicenow', { clientTenants: {}, roleTenants: {} })).toMatchObject({
      kind: 'client',
      name: 'client servicenow',
      alsoKnownAs: [],
      roles: ['Reader', 'Requester'],
    });
  });
});

describe('the setting CLIENT_SECRETS', () => {
  const parse = (text: string) => clientSecretsSetting.safeParse(text);

  it.each([
    ['one client with one secret', { servicenow: [OLD] }],
    ['two secrets, while one replaces the other', { servicenow: [OLD, NEW] }],
    ['the shortest and the longest secret', { a: [secretOf('s', 24), secretOf('l', 64)] }],
    ['a name with digits and dashes of forty characters', { [`a${'-9'.repeat(19)}z`]: [OLD] }],
  ])('takes %s', (_, value) => {
    expect(parse(JSON.stringify(value))).toMatchObject({ success: true, data: value });
  });

  it.each([
    ['no JSON', '{'],
    ['no object', '[]'],
    ['a secret that is no list', JSON.stringify({ a: OLD })],
    ['a secret that is no text', JSON.stringify({ a: [1] })],
    ['no secret', JSON.stringify({ a: [] })],
    ['three secrets', JSON.stringify({ a: [OLD, NEW, OTHER] })],
    ['a secret of 23 bytes', JSON.stringify({ a: [secretOf('s', 23)] })],
    ['a secret of 65 bytes', JSON.stringify({ a: [secretOf('s', 65)] })],
    ['a secret with something before it', JSON.stringify({ a: [` ${OLD}`] })],
    ['a secret with something after it', JSON.stringify({ a: [`${OLD} `] })],
    ['a secret without its prefix', JSON.stringify({ a: [OLD.slice('whsec_'.length)] })],
    ['a name in capitals', JSON.stringify({ ServiceNow: [OLD] })],
    ['a name that begins with a digit', JSON.stringify({ '1a': [OLD] })],
    ['a name of 41 characters', JSON.stringify({ ['a'.repeat(41)]: [OLD] })],
    ['a name with a blank', JSON.stringify({ 'a b': [OLD] })],
  ])('refuses %s, and does not repeat it', (_, text) => {
    const parsed = parse(text);
    const messages = (parsed.error?.issues ?? []).map(({ message }) => message);
    expect(messages.length).toBeGreaterThan(0);
    expect(messages.filter((message) => message.includes('"servicenow": ["whsec_…"]'))).not.toEqual([]);
    expect(messages.filter((message) => message.includes(OLD))).toEqual([]);
  });
});
