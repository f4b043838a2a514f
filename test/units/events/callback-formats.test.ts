import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { Webhook } from 'standardwebhooks';
import { createCallbacks, type Callbacks, type CallbackSettings } from '../../../src/callbacks/send-callback';
import { signatureHeaders } from '../../../src/callbacks/signature';
import { auditEventSchema, type AuditEvent } from '../../../src/domain/events/audit-event';
import { auditCard } from '../../../src/callbacks/audit-card';
import { runCard } from '../../../src/callbacks/run-card';
import { loadConfig } from '../../../src/config';
import { callbackEventSchema, type CallbackEvent } from '../../../src/domain/events/run-event';
import { expectationAfter } from '../../../src/domain/proof/usual-delays';

const secretOf = (delivery: string): string => `whsec_${Buffer.from(delivery.repeat(24)).toString('base64')}`;
const anEvent = (data: Partial<CallbackEvent['data']> = {}): CallbackEvent =>
  callbackEventSchema.parse({
    type: 'enablement.finished',
    version: 1,
    timestamp: '2026-03-02T08:00:00.000Z',
    data: {
      enablementId: 'en-0000000000',
      tenantId: '11111111-2222-3333-4444-555555555555',
      goal: 'guestAccess',
      profile: 'gated',
      requestedBy: 'Ada Admin',
      dryRun: false,
      summary: 'Proven.',
      outcome: 'succeeded',
      ...data,
    },
  });

describe('what a second person is asked to agree to', () => {
  it('shows in a card until when, with which test guest and for whom', () => {
    const terms = {
      enableUntil: '2026-04-01T00:00:00.000Z',
      testGuestEmail: 'probe@fabrikam.example',
      partnerDomains: ['fabrikam.example', 'woodgrove.example'],
    };
    const words = wordsOf(runCard(anEvent({ terms }))).join('\n');
    for (const told of [terms.enableUntil, terms.testGuestEmail, terms.partnerDomains.join(', ')])
      expect(words).toContain(told);
  });
});

/** Every text that stands somewhere in a value. */
const wordsOf = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(wordsOf)
      : [];

const aFinding = (more: Partial<AuditEvent['data']['findings'][number]> = {}) => ({
  findingId: 't.T-1.AllowGuestUser',
  change: 'new' as const,
  kind: 'tightened' as const,
  control: 'T-1',
  property: 'AllowGuestUser',
  expected: 'true',
  found: 'false',
  since: '2026-03-02T02:00:00.000Z',
  text: 'Guests are shut out.',
  who: 'Not known.',
  remedy: 'Send "request".',
  ...more,
});
const someAuditEvent = (data: Partial<AuditEvent['data']> = {}): AuditEvent =>
  auditEventSchema.parse({
    type: 'audit.changed',
    version: 1,
    timestamp: '2026-03-02T02:00:00.000Z',
    data: {
      auditId: 'au-1',
      tenantId: '11111111-2222-3333-4444-555555555555',
      summary: '1 tightened: people will notice.',
      alarms: 0,
      findings: [aFinding()],
      omitted: 0,
      ...data,
    },
  });

describe('the signature', () => {
  const body = JSON.stringify(anEvent());
  const [older, newer] = [secretOf('a'), secretOf('b')];

  it.each([
    ['one secret', [older], [older]],
    ['two, while one replaces the other', [newer, older], [older, newer]],
  ])('made with %s verifies with the library of Standard Webhooks', (_, signing, knowing) => {
    const headers = signatureHeaders(signing, 'en-0000000000-finished', new Date(), body);
    for (const secret of knowing) expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
    expect(() => new Webhook(secretOf('c')).verify(body, headers)).toThrow('No matching signature');
  });
});

describe('the documentation of events', () => {
  const read = (name: string): string => readFileSync(path.join(__dirname, '../../../../docs', name), 'utf8');
  const text = read('callbacks.md');
  const exampleIn = (page: string): unknown =>
    JSON.parse(/```json\n(\{.*?\n\})\n```/s.exec(page)?.[1] ?? '') as unknown;

  it('names every part of an event, and every type', () => {
    const parts = Object.keys(callbackEventSchema.shape.data.shape);
    const types = callbackEventSchema.shape.type.options;
    expect([...parts, ...types].filter((name) => !new RegExp(`["\`]${name}["\`]`).test(text))).toEqual([]);
  });

  it('names every part of what audits tell, and shows it as it is sent', () => {
    const { data } = auditEventSchema.shape;
    const parts = [...Object.keys(data.shape), ...Object.keys(data.shape.findings.element.shape)];
    const page = read('audits.md');
    expect(parts.filter((name) => !new RegExp(`["\`]${name}["\`]`).test(page))).toEqual([]);
    expect(() => auditEventSchema.parse(exampleIn(page))).not.toThrow();
  });

  it('shows an event as it is sent', () => {
    expect(() => callbackEventSchema.parse(exampleIn(text))).not.toThrow();
  });
});

describe('a card for Teams', () => {
  const cardOf = (event: CallbackEvent) =>
    runCard(event) as { attachments: { content: { version: string; body: unknown[] } }[] };

  it('is one attachment of a version that Workflows can post', () => {
    const { attachments } = cardOf(anEvent());
    expect(attachments).toHaveLength(1);
    expect(attachments[0]?.content.version).toBe('1.4');
  });

  it('keeps what somebody wrote as text: no link, no emphasis', () => {
    const requestedBy = '[click](https://evil.example) **now**';
    const text = JSON.stringify(cardOf(anEvent({ requestedBy })));
    expect(text).not.toMatch(/[^\\]\]\(|https:\/\/evil|[^\\]\*\*/);
    expect(text).toContain('evil.example');
  });

  it.each([
    ['[text](https://evil.example)', /(?<!\\)\[text|https:\/\/evil/],
    ['![picture](http://evil.example/p.png)', /(?<!\\)\[picture|http:\/\/evil/],
    ['**loud** _soft_ `code`', /(?<!\\)[*_`]/],
    ['HTTPS://EVIL.EXAMPLE', /HTTPS:\/\//],
    ['www.evil.example', /www\./i],
    ['see WWW.evil.example.', /www\./i],
    ['mailto:eve@evil.example', /mailto:/i],
    ['MailTo:eve@evil.example', /mailto:/i],
  ])('shows %s as it was typed, in every part of it', (typed, link) => {
    const lists = { changes: [typed], changed: [typed], undone: [typed], notUndone: [typed] };
    const words = {
      requestedBy: typed,
      ticketId: typed,
      summary: typed,
      manualSteps: [typed],
      left: [typed],
    };
    const card = cardOf(anEvent({ ...words, ...lists }));
    const updates = auditCard(
      someAuditEvent({
        summary: typed,
        tenantName: typed,
        findings: [aFinding({ text: typed, who: typed, remedy: typed })],
      }),
    ) as typeof card;
    const shown = [card, updates].flatMap(({ attachments }) => wordsOf(attachments[0]?.content.body));
    const ofCallers = shown.filter((text) => /evil|loud/i.test(text));
    expect(ofCallers).toHaveLength(9 + 4);
    expect(ofCallers.filter((text) => link.test(text))).toEqual([]);
    expect(
      ofCallers.map((text) => text.replace(/[\\\u200b]/g, '')).filter((text) => !text.includes(typed)),
    ).toEqual([]);
  });

  it('of an audit names the alarm first, and says how much more there is', () => {
    const findings = Array.from({ length: 8 }, () => aFinding());
    const card = auditCard(someAuditEvent({ alarms: 1, findings, omitted: 3 }));
    const text = JSON.stringify(card);
    expect(text).toContain('Audit: an alarm');
    expect(text).toContain('{"title":"More findings","value":"5"}');
    expect(JSON.stringify(auditCard(someAuditEvent()))).not.toContain('More findings');
  });

  it('of an audit stays under 28 KB with the longest words', () => {
    const long = '*'.repeat(5000);
    const findings = Array.from({ length: 8 }, () => aFinding({ text: long, who: long, remedy: long }));
    const card = auditCard(someAuditEvent({ summary: long, findings }));
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(28_000);
  });

  it('stays under 28 KB with the longest words', () => {
    const long = '*'.repeat(5000);
    const lines = Array.from({ length: 40 }, () => long);
    const card = cardOf(
      anEvent({ summary: long, requestedBy: long, ticketId: long, changes: lines, left: lines }),
    );
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(28_000);
  });
});

describe('the usual wait', () => {
  it('is that of the slowest gate that was changed', () => {
    expect(expectationAfter(['authorizationPolicy', 'teamsClientConfiguration'])).toMatchObject({
      medianHours: 5,
      p95Hours: 18,
      text: expect.stringContaining(
        'Half of such changes are effective after 5 h, 95 % after 18 h.',
      ) as string,
    });
    expect(expectationAfter(['sharePointSettings'])).toMatchObject({
      text: expect.stringContaining('after 20 min, 95 % after 1 h') as string,
    });
  });

  it('is that of Teams itself where nothing was changed, and always called an assumption', () => {
    const { text, basis } = expectationAfter([]);
    expect([basis, text]).toEqual(['assumption', expect.stringContaining('assumption')]);
    expect(text).toContain('Nothing was changed.');
  });
});

describe('calling a ServiceNow instance', () => {
  const RECORD = '/api/now/table/sc_req_item/0123456789abcdef0123456789abcdef';
  const seen: { path: string; authorization: string | undefined; body: Record<string, unknown> }[] = [];
  let respond: (request: IncomingMessage, response: ServerResponse) => void;
  let callbacks: Callbacks;
  let origin: string;
  let tokens = 0;
  const server = createServer((request, response) => {
    if (request.url === '/oauth_token.do') {
      request.resume();
      tokens++;
      const body = { access_token: `token-${tokens}`, expires_in: 1800 };
      return void response.end(JSON.stringify(body));
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
      seen.push({ path: request.url ?? '', authorization: request.headers.authorization, body });
      respond(request, response);
    });
  });
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const host = `127.0.0.1:${(server.address() as { port: number }).port}`;
    origin = `http://${host}`;
    const settings: CallbackSettings = {
      hosts: ['acme.service-now.com'],
      loopback: [host],
      secrets: [secretOf('a')],
      timeoutSeconds: 1,
      serviceNow: {
        host,
        clientId: 'id',
        clientSecret: 'secret',
        states: { inWork: '2', complete: '3', incomplete: '4' },
      },
    };
    callbacks = createCallbacks(settings, { now: () => new Date() });
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('replaces a token that was taken back, once', async () => {
    respond = ({ headers }, response) =>
      void response.writeHead(headers.authorization === 'Bearer token-1' ? 401 : 200).end();
    const answer = await callbacks.deliver({
      webhookId: 'en-0000000000-finished',
      url: `${origin}/api/x/v1/results`,
      format: 'servicenow',
      event: anEvent(),
    });
    expect(answer).toEqual({ kind: 'delivered', status: 200 });
    expect(seen.map(({ authorization }) => authorization)).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  it.each([
    ['what audits find', someAuditEvent()],
    [
      'a date that is near',
      { ...anEvent({ until: '2026-06-01T00:00:00.000Z' }), type: 'enablement.expiring' as const },
    ],
  ])('writes %s into a record, and neither opens nor closes it', async (_, event) => {
    respond = (__, response) => void response.writeHead(200).end();
    const outgoing = { webhookId: 'w-1', url: `${origin}${RECORD}`, format: 'servicenow' as const, event };
    expect(await callbacks.deliver(outgoing)).toMatchObject({ kind: 'delivered' });
    const { body } = seen.at(-1) ?? {};
    expect(body?.['work_notes']).toMatch(/^Gastvrij: [\s\S]*\(w-1\)$/);
    expect(body).not.toHaveProperty('state');
  });

  it.each([RECORD, '/api/x/v1/results'])(
    'shows [code] of callers as text, in every field sent to %s',
    async (to) => {
      respond = (_, response) => void response.writeHead(200).end();
      const html = '[code]<a href="https://evil.example">reset</a>[/code] [CODE]x[/ Code]';
      const notes = { requestedBy: html, ticketId: html, summary: html, changed: [html] };
      const events = [
        anEvent({ ...notes, verdict: { kind: 'unknown', text: html, advice: [html] } }),
        someAuditEvent({
          summary: html,
          tenantName: html,
          findings: [aFinding({ text: html, who: html, remedy: html })],
        }),
      ];
      for (const event of events) {
        await callbacks.deliver({ webhookId: 'w-3', url: `${origin}${to}`, format: 'servicenow', event });
        const shown = wordsOf(seen.at(-1)?.body);
        expect(shown.join()).toContain('evil.example');
        expect(shown.filter((text) => /\[\s*\/?\s*code/i.test(text))).toEqual([]);
      }
    },
  );

  it('posts what audits find, as it is, to a scripted endpoint', async () => {
    respond = (_, response) => void response.writeHead(200).end();
    const url = `${origin}/api/x/v1/results`;
    await callbacks.deliver({ webhookId: 'w-2', url, format: 'servicenow', event: someAuditEvent() });
    expect(seen.at(-1)?.body).toEqual(someAuditEvent());
  });

  it('never shows its secret to another host, however much that is allowed', () => {
    expect(callbacks.violationsOf('https://acme.service-now.com/api/x', 'gastvrij')).toEqual([]);
    expect(callbacks.violationsOf('https://acme.service-now.com/api/x', 'servicenow')).toEqual([
      { pointer: '/callbackUrl', message: 'must be on the ServiceNow instance of this installation' },
    ]);
  });
});

describe('the settings of callbacks', () => {
  const SETTINGS = {
    TENANT_ID: '11111111-2222-3333-4444-555555555555',
    STATUS_TOKEN_SECRET: 'a-secret-of-at-least-thirty-two-characters',
    RECORDS_CONNECTION_STRING: 'UseDevelopmentStorage=true',
    SWEEP_SCHEDULE: '0 */5 * * * *',
  };
  const load = (more: Record<string, string>) => () => loadConfig({ ...SETTINGS, ...more });

  it('call nobody back when nothing is set', () => {
    expect(load({})().callbacks).toMatchObject({ hosts: [], loopback: [], secrets: [], timeoutSeconds: 15 });
  });

  it('tell of audits whom they name, in quiet hours nobody', () => {
    const url = 'https://hooks.example/audits';
    const more = {
      CALLBACK_HOSTS: 'hooks.example',
      CALLBACK_SECRETS: secretOf('a'),
      AUDIT_CALLBACK_URL: url,
    };
    const config = load({ ...more, QUIET_HOURS: '22:00-07:00 UTC' })();
    expect(config.auditReceiver).toEqual({ url, format: 'gastvrij' });
    expect(config.defaults.quietHours).toBe('22:00-07:00 UTC');
    expect(load({})().auditReceiver).toBeUndefined();
  });

  it.each([
    ['a host without a secret', { CALLBACK_HOSTS: 'a.example' }, /CALLBACK_SECRETS is required/],
    ['an address for a host', { CALLBACK_HOSTS: '10.0.0.1' }, /CALLBACK_HOSTS must be names/],
    ['a suffix for a host', { CALLBACK_HOSTS: '*.service-now.com' }, /CALLBACK_HOSTS must be names/],
    ['loopback without a port', { CALLBACK_ALLOW_LOOPBACK: '127.0.0.1' }, /CALLBACK_ALLOW_LOOPBACK/],
    ['another network for loopback', { CALLBACK_ALLOW_LOOPBACK: '10.0.0.1:80' }, /CALLBACK_ALLOW_LOOPBACK/],
    ['a switch for loopback', { CALLBACK_ALLOW_LOOPBACK: 'true' }, /CALLBACK_ALLOW_LOOPBACK/],
    ['a short secret', { CALLBACK_SECRETS: 'whsec_c2hvcnQ=' }, /CALLBACK_SECRETS/],
    [
      'three secrets',
      { CALLBACK_SECRETS: [1, 2, 3].map((n) => secretOf(String(n))).join() },
      /CALLBACK_SECRETS/,
    ],
    [
      'half a ServiceNow client',
      { SERVICENOW_HOST: 'acme.service-now.com' },
      /SERVICENOW_HOST belongs together/,
    ],
    [
      'a ServiceNow host that is not to be called back',
      { SERVICENOW_HOST: 'a.example', SERVICENOW_CLIENT_ID: 'x', SERVICENOW_CLIENT_SECRET: 'y' },
      /SERVICENOW_HOST must be one of CALLBACK_HOSTS/,
    ],
    [
      'an address for audits on a host nobody allowed',
      { AUDIT_CALLBACK_URL: 'https://elsewhere.example/x' },
      /AUDIT_CALLBACK_URL must be on a host/,
    ],
    [
      'an address for audits that is not on the ServiceNow instance, in its format',
      {
        CALLBACK_HOSTS: 'a.example',
        CALLBACK_SECRETS: secretOf('a'),
        AUDIT_CALLBACK_URL: 'https://a.example/x',
        AUDIT_CALLBACK_FORMAT: 'servicenow',
      },
      /AUDIT_CALLBACK_URL must be on SERVICENOW_HOST/,
    ],
    ['quiet hours without a zone', { QUIET_HOURS: '22:00-07:00' }, /QUIET_HOURS must be two different times/],
  ])('refuse %s', (_, more, words) => {
    expect(load(more)).toThrow(words);
  });
});
