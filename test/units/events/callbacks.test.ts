import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { auditEventSchema, type AuditEvent } from '../../../src/domain/events/audit-event';
import { createCallbacks, type Callbacks } from '../../../src/callbacks/send-callback';
import { auditCard } from '../../../src/callbacks/audit-card';
import { runCard } from '../../../src/callbacks/run-card';
import { callbackSettings, callbackSettingsOf } from '../../../src/callbacks/callback-settings';
import { callbackEventSchema, type CallbackEvent } from '../../../src/domain/events/run-event';

const SECRET = `whsec_${Buffer.alloc(24, 's').toString('base64')}`;
const AT = '2026-03-02T08:00:00.000Z';
const TENANT = '11111111-2222-3333-4444-555555555555';

const anEvent = (data: Partial<CallbackEvent['data']> = {}, type = 'enablement.finished'): CallbackEvent =>
  callbackEventSchema.parse({
    type,
    version: 1,
    timestamp: AT,
    data: {
      enablementId: 'en-0000000000',
      tenantId: TENANT,
      goal: 'guestAccess',
      profile: 'gated',
      requestedBy: 'Ada Admin',
      dryRun: false,
      summary: 'Proven.',
      ...data,
    },
  });
type Finding = AuditEvent['data']['findings'][number];
const aFinding = (more: Partial<Finding> = {}): Partial<Finding> => ({
  findingId: 't.T-1.AllowGuestUser',
  change: 'new',
  kind: 'tightened',
  control: 'T-1',
  property: 'AllowGuestUser',
  expected: 'true',
  found: 'false',
  since: AT,
  text: 'Guests are shut out.',
  ...more,
});
const someAuditEvent = (data: object = {}): AuditEvent =>
  auditEventSchema.parse({
    type: 'audit.changed',
    version: 1,
    timestamp: AT,
    data: {
      auditId: 'au-1',
      tenantId: TENANT,
      summary: 'It moved.',
      alarms: 0,
      findings: [aFinding()],
      omitted: 0,
      ...data,
    },
  });

interface Card {
  attachments: [
    { content: { body: [Block, Block, { facts: { title: string; value: string }[] }, ...Block[]] } },
  ];
}
interface Block {
  text: string;
}
const partsOf = (card: unknown) => {
  const [title, summary, facts, ...lines] = (card as Card).attachments[0].content.body;
  return {
    title: title.text,
    summary: summary.text,
    facts: Object.fromEntries(facts.facts.map(({ title: name, value }) => [name, value])),
    lines: lines.map(({ text }) => text),
  };
};

describe('a card', () => {
  it('is what the flow behind a Workflows address posts', () => {
    const text = { type: 'TextBlock', wrap: true };
    expect(runCard(anEvent({ outcome: 'succeeded' }))).toEqual({
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          contentUrl: null,
          content: {
            $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
            type: 'AdaptiveCard',
            version: '1.4',
            body: [
              { ...text, text: 'Guest access: Finished', weight: 'Bolder' },
              { ...text, text: 'Proven.' },
              {
                type: 'FactSet',
                facts: [
                  { title: 'Enablement', value: 'en-0000000000' },
                  { title: 'Asked by', value: 'Ada Admin' },
                  { title: 'Outcome', value: 'succeeded' },
                ],
              },
            ],
          },
        },
      ],
    });
  });

  it.each([
    ['enablement.accepted', 'guestAccess', 'Guest access: Asked for'],
    ['enablement.approval.needed', 'externalAccess', 'External access: Waits for a second person'],
    ['enablement.applied', 'both', 'Guest access and external access: Settings are changed'],
    ['enablement.waiting', 'guestAccess', 'Guest access: Waiting for Microsoft 365'],
    ['enablement.expiring', 'guestAccess', 'Guest access: Ends soon'],
    ['enablement.ended', 'guestAccess', 'Guest access: Has ended'],
  ] as const)('about %s says so in its title', (type, goal, title) => {
    expect(partsOf(runCard(anEvent({ goal }, type))).title).toBe(title);
  });

  it('names what there is to know of a run, each list with what it means', () => {
    const event = anEvent({
      ticketId: 'RITM1',
      assurance: { rung: 3, claim: 'Teams lists the guest', notProven: 'Files.' },
      decideBy: AT,
      until: '2026-06-01T00:00:00.000Z',
      expectation: { text: 'Five hours.', medianHours: 5, p95Hours: 18, basis: 'assumption' } as never,
      verdict: { kind: 'open', text: 't', advice: ['Wait.', 'Ask.'] },
      changes: ['a'],
      changed: ['b'],
      undone: ['c'],
      notUndone: ['d'],
      manualSteps: ['e'],
      left: ['f'],
    });
    const { facts, lines } = partsOf(runCard(event));
    expect(facts).toEqual({
      Enablement: 'en-0000000000',
      'Asked by': 'Ada Admin',
      Ticket: 'RITM1',
      Assurance: 'rung 3: Teams lists the guest',
      'Decide by': AT,
      Until: '2026-06-01T00:00:00.000Z',
      'Usual wait': 'Five hours.',
      Advice: 'Wait.',
    });
    expect(lines).toEqual(['a', 'b', 'Put back: c', 'Not put back: d', 'By hand: e', 'Please remove: f']);
  });

  it('cuts a text at 500 characters, and a list at twelve lines', () => {
    const summaryOf = (length: number) => partsOf(runCard(anEvent({ summary: 'x'.repeat(length) }))).summary;
    expect(summaryOf(500)).toBe('x'.repeat(500));
    expect(summaryOf(501)).toBe(`${'x'.repeat(499)}…`);
    expect(partsOf(runCard(anEvent({ changes: Array<string>(13).fill('x') }))).lines).toHaveLength(12);
  });

  it('of an audit says what changed, who did it and what mends it', () => {
    const findings = [
      aFinding({ who: 'Eve did it.', remedy: 'Ask so.' }),
      aFinding({ change: 'resolved' }),
      aFinding({ change: 'acceptanceEnded', remedy: 'Ask so.' }),
    ];
    expect(partsOf(auditCard(someAuditEvent({ findings })))).toEqual({
      title: 'Audit: something changed',
      summary: 'It moved.',
      facts: { Tenant: TENANT, Audit: 'au-1', 'Looked at': AT },
      lines: [
        'New: Guests are shut out.',
        'Eve did it. Ask so.',
        'Gone: Guests are shut out.',
        'No longer accepted: Guests are shut out.',
        'Ask so.',
      ],
    });
    const named = partsOf(auditCard(someAuditEvent({ tenantName: 'Contoso', alarms: 1, omitted: 1 })));
    expect([named.title, named.facts['Tenant'], named.facts['More findings']]).toEqual([
      'Audit: an alarm',
      'Contoso',
      '1',
    ]);
    const many = partsOf(auditCard(someAuditEvent({ findings: Array(8).fill(aFinding()) })));
    expect([many.lines.length, many.facts['More findings']]).toEqual([6, '2']);
  });
});

interface Seen {
  method: string | undefined;
  path: string | undefined;
  headers: IncomingMessage['headers'];
  body: string;
}

describe('a receiver', () => {
  const seen: Seen[] = [];
  let answer: (response: ServerResponse, request: Seen) => void;
  let origin: string;
  let host: string;
  let time = Date.parse(AT);
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      const { method, url: path, headers } = request;
      const one = { method, path, headers, body: Buffer.concat(chunks).toString() };
      seen.push(one);
      answer(response, one);
    });
  });
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    host = `127.0.0.1:${(server.address() as { port: number }).port}`;
    origin = `http://${host}`;
  });
  beforeEach(() => {
    seen.length = 0;
    time = Date.parse(AT);
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const callbacksWith = (serviceNow = false): Callbacks =>
    createCallbacks(
      {
        hosts: ['hooks.example'],
        loopback: [host],
        secrets: [SECRET],
        timeoutSeconds: 5,
        ...(serviceNow && {
          serviceNow: {
            host,
            clientId: 'id',
            clientSecret: 'a secret',
            states: { inWork: '2', complete: '3', incomplete: '4' },
          },
        }),
      },
      {
        now: () => new Date(time),
        lookup: (_, __, found) => found(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), []),
      },
    );
  const deliver = (
    format: 'gastvrij' | 'teams' | 'logicApp' | 'servicenow',
    more: { event?: CallbackEvent | AuditEvent; url?: string; callbacks?: Callbacks } = {},
  ) =>
    (more.callbacks ?? callbacksWith()).deliver({
      webhookId: 'w-1',
      url: more.url ?? `${origin}/hook`,
      format,
      event: more.event ?? anEvent(),
    });
  const answers = (status: number, headers: Record<string, string> = {}) => {
    answer = (response) => void response.writeHead(status, headers).end();
  };

  it.each([
    ['gastvrij', anEvent(), anEvent()],
    ['logicApp', someAuditEvent(), someAuditEvent()],
    ['teams', anEvent(), runCard(anEvent())],
    ['teams', someAuditEvent(), auditCard(someAuditEvent())],
  ] as const)('of the format %s is posted the event, or its card: %#', async (format, event, body) => {
    answers(202);
    expect(await deliver(format, { event })).toEqual({ kind: 'delivered', status: 202 });
    const [{ method, path, headers, body: sent } = {} as Seen] = seen;
    expect([method, path, JSON.parse(sent)]).toEqual(['POST', '/hook', JSON.parse(JSON.stringify(body))]);
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'user-agent': 'Gastvrij',
      'webhook-id': 'w-1',
      'webhook-timestamp': String(Date.parse(AT) / 1000),
    });
  });

  it.each([
    [200, 'gastvrij', { kind: 'delivered', status: 200 }],
    [299, 'gastvrij', { kind: 'delivered', status: 299 }],
    [
      300,
      'gastvrij',
      { kind: 'failed', status: 300, problem: 'Answered with status 300; redirects are not followed.' },
    ],
    [
      399,
      'gastvrij',
      { kind: 'failed', status: 399, problem: 'Answered with status 399; redirects are not followed.' },
    ],
    [400, 'gastvrij', { kind: 'failed', status: 400, problem: 'Answered with status 400.' }],
    [404, 'gastvrij', { kind: 'failed', status: 404, problem: 'Answered with status 404.' }],
    [404, 'logicApp', { kind: 'gone', status: 404, problem: 'The receiver wants nothing any more.' }],
    [410, 'gastvrij', { kind: 'gone', status: 410, problem: 'The receiver wants nothing any more.' }],
    [500, 'logicApp', { kind: 'failed', status: 500, problem: 'Answered with status 500.' }],
  ] as const)('that answers with %d in the format %s has %j', async (status, format, expected) => {
    answers(status);
    expect(await deliver(format)).toEqual(expected);
  });

  it('that is busy is asked again when it says', async () => {
    answers(503, { 'retry-after': '120' });
    const problem = 'Answered with status 503.';
    const retryAt = '2026-03-02T08:02:00.000Z';
    const failed = await deliver('gastvrij');
    expect(JSON.parse(JSON.stringify(failed))).toEqual({ kind: 'failed', status: 503, problem, retryAt });
  });

  it('that hangs up has said nothing, and why is told without the address', async () => {
    answer = (response) => void response.destroy();
    expect(await deliver('gastvrij')).toEqual({ kind: 'failed', problem: 'The connection failed.' });
    answer = (response) => void response.socket?.end('no HTTP at all\r\n\r\n');
    expect(await deliver('gastvrij')).toEqual({ kind: 'failed', problem: 'What came back is not HTTP.' });
  });

  it('whose name nobody knows, or that is not allowed any more, gets nothing', async () => {
    expect(await deliver('gastvrij', { url: 'https://hooks.example/x' })).toEqual({
      kind: 'failed',
      problem: 'The name of the host is not known.',
    });
    expect(await deliver('gastvrij', { url: 'https://other.example/x' })).toEqual({
      kind: 'failed',
      problem: 'The address must be on a host this installation calls back.',
    });
    expect(seen).toEqual([]);
  });

  it('may be named only where its format is set up', () => {
    const callbacks = callbacksWith();
    expect(callbacks.violationsOf('https://other.example/x', 'gastvrij')).toEqual([
      { pointer: '/callbackUrl', message: 'must be on a host this installation calls back' },
    ]);
    expect(callbacks.violationsOf('https://hooks.example/x', 'servicenow')).toEqual([
      { pointer: '/callbackFormat', message: 'servicenow is not set up in this installation' },
    ]);
    expect(callbacksWith(true).violationsOf(`${origin}/x`, 'servicenow')).toEqual([]);
  });

  describe('that is a ServiceNow instance', () => {
    const RECORD = '/api/now/table/sc_req_item/0123456789abcdef0123456789abcdef';
    let tokens = 0;
    let tokenAnswer: { status: number; body: string };
    beforeEach(() => {
      tokens = 0;
      tokenAnswer = { status: 200, body: '' };
      answer = (response, { path }) => {
        if (path !== '/oauth_token.do') return void response.writeHead(200).end();
        tokens++;
        const body = JSON.stringify({ access_token: `token-${tokens}`, expires_in: '1800' });
        response.writeHead(tokenAnswer.status).end(tokenAnswer.body || body);
      };
    });
    const sendCommand = (
      path: string,
      event: CallbackEvent | AuditEvent = anEvent(),
      callbacks = callbacksWith(true),
    ) => deliver('servicenow', { url: `${origin}${path}`, event, callbacks });

    it('is asked for a token as its client, and told with it', async () => {
      expect(await sendCommand(RECORD)).toEqual({ kind: 'delivered', status: 200 });
      const [token, notes] = seen as [Seen, Seen];
      expect([token.method, token.path, token.body]).toEqual([
        'POST',
        '/oauth_token.do',
        'grant_type=client_credentials&client_id=id&client_secret=a+secret',
      ]);
      expect(token.headers).toMatchObject({
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
      });
      expect([notes.method, notes.path]).toEqual(['PATCH', RECORD]);
      expect(notes.headers).toMatchObject({
        authorization: 'Bearer token-1',
        accept: 'application/json',
        'x-no-response-body': 'true',
        'webhook-id': 'w-1',
      });
    });

    it('keeps a token until a minute before it ends', async () => {
      const callbacks = callbacksWith(true);
      await sendCommand(RECORD, anEvent(), callbacks);
      time += (1800 - 60) * 1000 - 1;
      await sendCommand(RECORD, anEvent(), callbacks);
      expect(tokens).toBe(1);
      time += 1;
      await sendCommand(RECORD, anEvent(), callbacks);
      expect(tokens).toBe(2);
      expect(seen.at(-1)?.headers.authorization).toBe('Bearer token-2');
    });

    it.each([
      [401, '{"access_token":"t","expires_in":1}'],
      [200, '{"access_token":"","expires_in":1}'],
      [200, 'no JSON'],
    ])('that gives no token (%d %s) is told nothing', async (status, body) => {
      tokenAnswer = { status, body };
      const problem = `ServiceNow gave no token (status ${status}).`;
      expect(await sendCommand(RECORD)).toEqual({ kind: 'failed', problem });
      expect(seen).toHaveLength(1);
    });

    it('that hangs up when asked for a token is told nothing', async () => {
      answer = (response) => void response.destroy();
      expect(await sendCommand(RECORD)).toEqual({
        kind: 'failed',
        problem: 'No token: The connection failed.',
      });
    });

    it('that refuses the second token too has refused', async () => {
      const gives = answer;
      answer = (response, one) =>
        one.path === '/oauth_token.do' ? gives(response, one) : void response.writeHead(401).end();
      expect(await sendCommand(RECORD)).toMatchObject({ kind: 'failed', status: 401 });
      expect([tokens, seen.length]).toEqual([2, 4]);
    });

    it('that hangs up is not asked for another token', async () => {
      const gives = answer;
      answer = (response, one) =>
        one.path === '/oauth_token.do' ? gives(response, one) : void response.destroy();
      expect(await sendCommand(RECORD)).toEqual({ kind: 'failed', problem: 'The connection failed.' });
      expect([tokens, seen.length]).toEqual([1, 2]);
    });

    it.each([
      ['/api/now/table/sc_req_item/0123456789ABCDEF0123456789abcdef', 'PATCH'],
      ['/api/now/v2/table/sc_req_item/0123456789abcdef0123456789abcdef', 'PATCH'],
      ['/api/now/vx/table/sc_req_item/0123456789abcdef0123456789abcdef', 'POST'],
      ['/x/api/now/table/sc_req_item/0123456789abcdef0123456789abcdef', 'POST'],
      ['/api/now/table/sc_req_item/0123456789abcdef0123456789abcdef0', 'POST'],
      ['/api/now/table/sc_req_item/0123456789abcdef0123456789abcdef/x', 'POST'],
    ])('knows a record by its address: %s is sent %s', async (path, method) => {
      await sendCommand(path);
      expect(seen.at(-1)?.method).toBe(method);
    });

    it.each([
      ['succeeded', '3'],
      ['planned', '3'],
      ['blocked', '4'],
      [undefined, '2'],
    ] as const)('has the state of a run that ended %s: %s', async (outcome, state) => {
      await sendCommand(RECORD, anEvent({ ...(outcome && { outcome }) }));
      expect(JSON.parse(seen.at(-1)?.body ?? '')).toEqual({
        work_notes: 'Gastvrij: Proven.\n(w-1)',
        correlation_id: 'en-0000000000',
        correlation_display: 'Gastvrij',
        state,
      });
    });

    it('has the advice in its notes, with nothing in it that would show as HTML', async () => {
      await sendCommand(
        RECORD,
        anEvent({ verdict: { kind: 'open', text: 't', advice: ['[ /code]', 'Ask.'] } }),
      );
      const { work_notes: notes } = JSON.parse(seen.at(-1)?.body ?? '') as { work_notes: string };
      expect(notes).toBe('Gastvrij: Proven.\n[\u200b /code]\nAsk.\n(w-1)');
    });

    it('has what is agreed to besides the changes', async () => {
      const terms = {
        enableUntil: '2026-04-01T00:00:00.000Z',
        testGuestEmail: 'probe@fabrikam.example',
        partnerDomains: ['fabrikam.example', '[code].example'],
      };
      await sendCommand(RECORD, anEvent({ terms }));
      const { work_notes: notes } = JSON.parse(seen.at(-1)?.body ?? '') as { work_notes: string };
      expect(notes.split('\n')).toEqual([
        'Gastvrij: Proven.',
        'Until: 2026-04-01T00:00:00.000Z',
        'Test guest: probe@fabrikam.example',
        'Partners: fabrikam.example, [\u200bcode].example',
        '(w-1)',
      ]);
    });

    it('has what an audit found, line by line', async () => {
      const findings = [aFinding({ who: 'Eve.', remedy: 'Ask so.' }), aFinding({ change: 'resolved' })];
      const notes = [
        'Gastvrij: It moved.',
        'new: Guests are shut out.',
        'Eve.',
        'Ask so.',
        'resolved: Guests are shut out.',
      ];
      await sendCommand(RECORD, someAuditEvent({ findings }));
      expect(JSON.parse(seen.at(-1)?.body ?? '')).toEqual({ work_notes: [...notes, '(w-1)'].join('\n') });
      await sendCommand(RECORD, someAuditEvent({ findings, omitted: 2 }));
      expect(JSON.parse(seen.at(-1)?.body ?? '')).toEqual({
        work_notes: [...notes, 'and 2 more', '(w-1)'].join('\n'),
      });
    });
  });
});

describe('a setting of callbacks', () => {
  const schema = z.object(callbackSettings);
  const parsed = (given: object) => schema.safeParse(given);
  const messagesOf = (given: object) => (parsed(given).error?.issues ?? []).map(({ message }) => message);

  it.each([
    [
      'CALLBACK_HOSTS',
      'Hooks.Example , a-b.c1.example,bücher.example,,x.xn--p1ai',
      ['hooks.example', 'a-b.c1.example', 'xn--bcher-kva.example', 'x.xn--p1ai'],
    ],
    ['CALLBACK_HOSTS', 'a.xn--90a3ac', ['a.xn--90a3ac']],
    ['CALLBACK_ALLOW_LOOPBACK', '127.0.0.1:4000, 127.0.0.1:8', ['127.0.0.1:4000', '127.0.0.1:8']],
    ['CALLBACK_SECRETS', `${SECRET},  ${SECRET}`, [SECRET, SECRET]],
    ['CALLBACK_SECRETS', ` `, []],
    ['CALLBACK_TIMEOUT_SECONDS', '1', 1],
    ['CALLBACK_TIMEOUT_SECONDS', '15', 15],
    ['CALLBACK_TIMEOUT_SECONDS', '', undefined],
    ['SERVICENOW_HOST', ' Acme.Service-Now.com ', 'acme.service-now.com'],
    ['SERVICENOW_HOST', 'BÜCHER.example', 'xn--bcher-kva.example'],
    ['SERVICENOW_HOST', '', undefined],
    ['SERVICENOW_STATES', '10,closed-well,closed_bad', '10,closed-well,closed_bad'],
    ['AUDIT_CALLBACK_FORMAT', '', 'gastvrij'],
    ['AUDIT_CALLBACK_FORMAT', 'teams', 'teams'],
  ])('%s takes "%s"', (name, given, taken) => {
    expect(parsed({ [name]: given }).data).toHaveProperty([name], taken);
  });

  const secretOf = (bytes: number) => `whsec_${Buffer.alloc(bytes, 's').toString('base64')}`;
  const [hosts, loopback, secrets, states] = [
    'must be names of hosts such as example.service-now.com, with commas',
    'must be 127.0.0.1 with a port, as 127.0.0.1:4000',
    'must be one secret, or two with a comma: whsec_ and 24 to 64 random bytes in base64',
    'must be three values, as 2,3,4: in work, complete, incomplete',
  ];
  it.each([
    ['CALLBACK_HOSTS', 'https://a.example', hosts],
    ['CALLBACK_HOSTS', 'a.example/x', hosts],
    ['CALLBACK_HOSTS', '-a.example', hosts],
    ['CALLBACK_HOSTS', 'a..example', hosts],
    ['CALLBACK_HOSTS', 'example', hosts],
    ['CALLBACK_HOSTS', 'a.xn--', hosts],
    ['CALLBACK_ALLOW_LOOPBACK', 'x127.0.0.1:1', loopback],
    ['CALLBACK_ALLOW_LOOPBACK', '127.0.0.1:123456', loopback],
    ['CALLBACK_ALLOW_LOOPBACK', '127.0.0.1:', loopback],
    ['CALLBACK_SECRETS', secretOf(23), secrets],
    ['CALLBACK_SECRETS', secretOf(65), secrets],
    ['CALLBACK_SECRETS', `x${secretOf(24)}`, secrets],
    ['CALLBACK_SECRETS', `${secretOf(24)}!`, secrets],
    ['CALLBACK_SECRETS', [1, 2, 3].map(() => secretOf(24)).join(), secrets],
    ['CALLBACK_TIMEOUT_SECONDS', 'long', 'must be a number of seconds'],
    ['CALLBACK_TIMEOUT_SECONDS', '16', 'must be at most 15'],
    ['SERVICENOW_STATES', '1,2', states],
    ['SERVICENOW_STATES', '1,2,3,4', states],
    ['SERVICENOW_STATES', '1,2,3 ', states],
    ['SERVICENOW_STATES', ' 1,2,3', states],
    ['SERVICENOW_STATES', '1,,3', states],
    ['AUDIT_CALLBACK_FORMAT', 'mail', 'must be "gastvrij", "servicenow" or "teams"'],
  ])('%s refuses "%s" in words', (name, given, words) => {
    expect(messagesOf({ [name]: given })).toEqual([words]);
  });

  it.each([['whole seconds below one', '0']])('refuses a patience of %s', (_, given) => {
    expect(parsed({ CALLBACK_TIMEOUT_SECONDS: given }).success).toBe(false);
  });

  it('makes a client of a ServiceNow instance where all of it is given', () => {
    const client = {
      SERVICENOW_HOST: 'acme.service-now.com',
      SERVICENOW_CLIENT_ID: 'id',
      SERVICENOW_CLIENT_SECRET: 'secret',
    };
    const of = (given: object) => callbackSettingsOf(schema.parse(given)).serviceNow;
    const states = { inWork: '2', complete: '3', incomplete: '4' };
    const made = { host: 'acme.service-now.com', clientId: 'id', clientSecret: 'secret' };
    expect(of(client)).toEqual({ ...made, states });
    expect(of({ ...client, SERVICENOW_STATES: '10,20,30' })).toEqual({
      ...made,
      states: { inWork: '10', complete: '20', incomplete: '30' },
    });
    for (const name of Object.keys(client)) expect(of({ ...client, [name]: '' })).toBeUndefined();
    expect(callbackSettingsOf(schema.parse({ CALLBACK_SECRETS: secretOf(64) })).secrets).toEqual([
      secretOf(64),
    ]);
  });
});
