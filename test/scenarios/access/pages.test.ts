import path from 'node:path';
import { loadAssets } from '../../../src/web/assets';
import { signedInAs, type Headers } from '../../support/callers/callers';
import { aRequest, startGastvrij, TENANT_ID, type Gastvrij } from '../../support/start/start-gastvrij';
import { cookieOf, type Person } from '../../support/callers/people';
import { english } from '../../../src/texts/en';

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
const FORM = 'application/x-www-form-urlencoded';
const ASSETS = loadAssets(path.join(__dirname, '../../../src'));

let world: Gastvrij;
beforeAll(async () => {
  world = await startGastvrij('already-on', { settings: { DEV_SIGN_IN: 'on' } });
});

const as = (name: string, ...roles: Person['roles']): Headers => {
  const cookie = cookieOf(world, { name, roles });
  return { cookie: `${cookie.name}=${cookie.value}` };
};
const look = (address: string, headers: Headers = {}): Promise<Response> =>
  fetch(`${world.origin}${address}`, { headers, redirect: 'manual' });
const send = (address: string, form: Record<string, string>, headers: Headers = {}): Promise<Response> =>
  fetch(`${world.origin}${address}`, {
    method: 'POST',
    headers: { 'content-type': FORM, ...headers },
    body: new URLSearchParams(form).toString(),
    redirect: 'manual',
  });

describe('every page', () => {
  it.each([
    ['the front page', '/', 200],
    ['the form', '/?form=yes', 200],
    ['the requests', '/requests', 200],
    ['the approvals', '/approvals', 200],
    ['the tenants', '/tenants', 200],
    ['the audits', '/audits', 200],
    ['the readiness of a tenant', `/tenants/${TENANT_ID}/readiness`, 200],
    [
      'the readiness of a tenant nobody serves',
      '/tenants/22222222-0000-4000-8000-000000000009/readiness',
      404,
    ],
    ['a request that is none', '/requests/en-0000000000', 404],
    ['an address that is none', '/no/such/page', 404],
    ['the sign-in', '/sign-in', 200],
  ])('is kept by nobody and loads nothing from elsewhere: %s', async (_, address, status) => {
    const answer = await look(address, as('Ada', 'Requester'));
    const text = await answer.text();
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toBe(POLICY);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(text).not.toMatch(/<script(?![^>]* src="\/)|<style|\sstyle=|\son\w+=|javascript:/);
  });

  it('is led to the sign-in and back, where nobody is signed in', async () => {
    const answer = await look('/requests/en-1?x=1');
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      '/sign-in?to=%2Frequests%2Fen-1%3Fx%3D1',
    ]);
    const entered = await send('/sign-in', { name: 'Ada Admin', role: 'Reader', to: '/tenants' });
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/tenants']);
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await look('/tenants', { cookie })).status).toBe(200);
  });

  it.each(['https://evil.example/', '//evil.example/', '/\\evil.example', 'evil'])(
    'leads nowhere else after a sign-in: %s',
    async (to) => {
      const entered = await send('/sign-in', { name: 'Ada', role: 'Reader', to });
      expect(entered.headers.get('location')).toBe('/');
    },
  );

  it('speaks the language its reader asks for, and the one he has chosen before that', async () => {
    const languageOf = async (headers: Headers): Promise<string | undefined> =>
      /<html lang="(\w+)"/.exec(await (await look('/sign-in', headers)).text())?.[1];
    expect(await languageOf({})).toBe('en');
    expect(await languageOf({ 'accept-language': 'de-DE,nl-BE;q=0.9,en;q=0.8' })).toBe('nl');
    const chosen = await send('/preferences', { language: 'nl', to: '/sign-in' });
    const cookie = chosen.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect(await languageOf({ cookie, 'accept-language': 'en' })).toBe('nl');
  });
});

describe('scripts and styles', () => {
  it.each(['app.js', 'styles.css', 'icon.svg'] as const)('are kept for a year: %s', async (name) => {
    const answer = await look(ASSETS.urlOf(name));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(Buffer.from(await answer.arrayBuffer()).byteLength).toBeGreaterThan(100);
  });

  it.each(['/assets/manifest.json', '/assets/..%2f..%2fpackage.json', '/assets/app.js'])(
    'are all there is at their address: not %s',
    async (address) => {
      expect((await look(address)).status).toBe(404);
    },
  );
});

describe('what a form does', () => {
  let id: string;
  beforeAll(async () => {
    id = await world.ask(aRequest({ requestedBy: 'Ada', dryRun: true }));
    await world.conductor.settle();
  });

  it.each([
    ['a form of another site', { 'sec-fetch-site': 'cross-site' }],
    ['a page of a neighbour', { 'sec-fetch-site': 'same-site' }],
    ['an old browser on another site', { origin: 'https://evil.example' }],
  ])('is refused to %s, signed in or not, and is not offered again', async (_, headers: Headers) => {
    for (const who of [as('Ada', 'Requester'), {}]) {
      for (const address of ['/', `/requests/${id}/send`, '/preferences', '/sign-in', '/sign-out']) {
        const answer = await send(address, { justification: 'mine', name: 'Eve' }, { ...who, ...headers });
        expect([address, answer.status]).toEqual([address, 403]);
        expect(answer.headers.get('set-cookie')).toBeNull();
        expect(await answer.text()).not.toContain('value="mine"');
      }
    }
  });

  it.each([
    ['send', 'Requester'],
    ['cancel', 'Requester'],
    ['probe', 'Requester'],
    ['undo', 'Requester'],
    ['confirm', 'Requester'],
    ['extend', 'Requester'],
    ['replay', 'Requester'],
    ['decision', 'Approver'],
  ] as const)('takes the role the interface asks for: %s', async (action, role) => {
    const statusOf = async (...roles: Person['roles']): Promise<number> =>
      (await send(`/requests/en-0000000000/${action}`, FORMS[action] ?? {}, as('Ada', ...roles))).status;
    expect(await statusOf('Reader')).toBe(403);
    expect(await statusOf(role)).toBe(404);
  });

  it.each(['open', 'constructor', '__proto__'])(
    'is nothing for a button there is not: %s',
    async (action) => {
      expect((await send(`/requests/${id}/${action}`, {}, as('Ada', 'Requester'))).status).toBe(404);
    },
  );

  it('takes forms only, and only so much', async () => {
    const json = { 'content-type': 'application/json', ...as('Ada', 'Requester') };
    expect((await send('/', {}, json)).status).toBe(415);
    expect((await send('/', { tenantId: '../x/#' }, as('Ada', 'Requester'))).status).toBe(422);
    expect((await look('/?from=../x%23', as('Ada', 'Requester'))).status).toBe(200);
    const long = await send('/', { justification: 'x'.repeat(70_000) }, as('Ada', 'Requester'));
    expect(long.status).toBe(413);
  });

  it('is done by the person who is signed in, whomever the form names', async () => {
    const answer = await send(
      '/',
      { goal: 'guestAccess', tenantId: world.tenant.tenantId, requestedBy: 'Eve' },
      as('Ada', 'Requester'),
    );
    const made = answer.headers.get('location')?.split('/').at(-1) ?? '';
    expect(await world.status(made)).toMatchObject({ requestedBy: 'Ada', dryRun: true });
  });

  it('takes a test guest whom the tenant does not know from operators alone, and says so in both languages', async () => {
    const form = { goal: 'guestAccess', tenantId: TENANT_ID, testGuestEmail: 'jane@northwind.example' };
    const asked = async (language: string, role: 'Requester' | 'Operator'): Promise<[number, string]> => {
      const answer = await send('/', form, { ...as('Ada', role), 'accept-language': language });
      return [answer.status, await answer.text()];
    };
    expect(await asked('en', 'Requester')).toEqual([
      422,
      expect.stringContaining('not the registered test guest'),
    ]);
    expect(await asked('nl', 'Requester')).toEqual([
      422,
      expect.stringContaining('niet de vastgelegde testgast'),
    ]);
    expect((await asked('en', 'Operator'))[0]).toBe(303);
  });

  it('notes who tried external access, and until when it stands', async () => {
    const ada = as('Ada', 'Requester');
    const run = await world.ask(
      aRequest({
        goal: 'externalAccess',
        partnerDomains: ['fabrikam.example'],
        enableUntil: '2026-05-01T00:00:00Z',
      }),
    );
    await world.finish(run);
    expect((await send(`/requests/${run}/confirm`, {}, ada)).status).toBe(303);
    const longer = { until: '2026-06-30', reason: 'Not done yet' };
    expect((await send(`/requests/${run}/extend`, longer, ada)).status).toBe(303);
    const page = await (await look(`/requests/${run}`, ada)).text();
    expect(page).toContain('Ada confirmed that a message arrived.');
    expect(page).toContain('30 Jun 2026, 23:59 UTC');
    expect((await send(`/requests/${run}/confirm`, {}, as('Grace', 'Requester'))).status).toBe(409);
    expect((await send(`/requests/${run}/extend`, { until: 'soon', reason: '' }, ada)).status).toBe(422);
  });

  it('starts an audit, for those who may', async () => {
    expect((await send('/audits', {}, as('Ada', 'Requester'))).status).toBe(403);
    expect((await send('/audits', {}, as('Oscar', 'Operator'))).status).toBe(303);
    await world.conductor.settle();
    expect(await (await look('/audits', as('Ada', 'Reader'))).text()).toContain('No drift');
  });

  it('asks why a guest cannot get in, with all mistakes told at once and no address in that of the page', async () => {
    const address = `/tenants/${TENANT_ID}/explain`;
    const ada = as('Ada', 'Reader');
    expect((await look(`/tenants/22222222-0000-4000-8000-000000000009/explain`, ada)).status).toBe(404);
    const wrong = await send(address, { guestEmail: 'a+b@x', goal: 'guestAccess', teamId: 'Sales' }, ada);
    const notes = await wrong.text();
    expect(wrong.status).toBe(422);
    for (const name of ['guestEmail', 'teamId']) expect(notes).toContain(`<a href="#${name}">`);
    expect(notes).toContain('value="a+b@x"');
    const symptom = 'We didn’t find any matches.';
    const asked = { guestEmail: 'ben@fabrikam.example', goal: 'guestAccess', teamId: '', symptom };
    const answered = await send(address, asked, ada);
    const page = await answered.text();
    expect([answered.status, answered.headers.get('location')]).toEqual([200, null]);
    expect(page).toContain('Settings checked, in order');
    expect(page).toContain(symptom);
  });

  it('lives with a finding, for those who may, until a day and for a reason', async () => {
    world.tenant.state.switches.allowInvitesFrom.stored = 'none';
    await send('/audits', {}, as('Oscar', 'Operator'));
    await world.conductor.settle();
    const linkFor = async (role: 'Operator' | 'Reader'): Promise<string | undefined> =>
      /href="(\/findings\/[^"]+)"/.exec(await (await look('/audits', as('Oscar', role))).text())?.[1];
    const address = (await linkFor('Operator')) ?? '';
    expect([address, await linkFor('Reader')]).toEqual([
      `/findings/${TENANT_ID}.E-1.allowInvitesFrom`,
      undefined,
    ]);
    const oscar = as('Oscar', 'Operator');
    expect((await look(address, oscar)).status).toBe(200);
    expect((await look(`${address}x`, oscar)).status).toBe(404);
    expect((await look('/findings/%25zz', oscar)).status).toBe(404);
    const word = { until: '2026-05-31', reason: 'A trade fair' };
    expect((await send(address, word, as('Ada', 'Reader'))).status).toBe(403);
    expect((await send(address, { ...word, until: '2020-01-01' }, oscar)).status).toBe(422);
    expect((await send(address, { reason: 'Why not' }, oscar)).status).toBe(422);
    expect((await send(address, word, oscar)).status).toBe(303);
    expect(await (await look('/audits', oscar)).text()).toMatch(
      /accepted until[^]*31 May 2026[^]*A trade fair/,
    );
    expect((await send(address, { reason: 'So it shall be', asBaseline: 'on' }, oscar)).status).toBe(303);
  });

  it('hands out the evidence as a table and as JSON', async () => {
    const table = await look(`/requests/${id}/evidence.csv`, as('Ada', 'Reader'));
    expect(table.headers.get('content-disposition')).toBe(`attachment; filename="${id}.csv"`);
    expect((await table.text()).split('\r\n')[0]).toMatch(/^sequence,kind,/);
    const json = await look(`/requests/${id}/evidence.json`, as('Ada', 'Reader'));
    expect(await json.json()).toMatchObject({ id, steps: await world.steps(id) });
  });
});

const FORMS: Partial<Record<string, Record<string, string>>> = {
  extend: { until: '2026-06-30', reason: 'Not done yet' },
  decision: { decision: 'approve', planHash: '0'.repeat(64) },
};

describe('the page of a run, in Dutch,', () => {
  const inDutch = async (run: string): Promise<string> => {
    const page = await look(`/requests/${run}`, { ...as('Ada', 'Reader'), 'accept-language': 'nl' });
    expect(page.status).toBe(200);
    return page.text();
  };
  const saidBy = async (run: string): Promise<string[]> => {
    const { summary, verdict } = await world.status(run);
    const steps = await world.steps(run);
    return [summary, ...steps.map(({ text }) => text), ...(verdict ? [verdict.text, ...verdict.advice] : [])];
  };
  /** A sentence is looked for as the page would hold it; names of settings alone are none. */
  const onPage = (sentence: string): string =>
    sentence.replace(
      /[&<>"']/g,
      (sign) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": '#39' }[sign]};`,
    );
  const FIXED = Object.values<unknown>(english.texts).filter(
    (text): text is string => typeof text === 'string' && text.split(' ').length > 3,
  );
  const englishIn = async (run: string): Promise<string[]> => {
    const page = await inDutch(run);
    const left = [...page.matchAll(/<(?:span|p)[^>]* lang="en"[^>]*>([^<]*)</g)].map(([, text = '']) => text);
    return [
      ...[...FIXED, ...(await saidBy(run))].filter((sentence) => page.includes(onPage(sentence))),
      // Where a setting is found is named as the admin centres name it.
      ...left.filter((text) => !/admin centre|&gt;/.test(text)),
    ];
  };

  it('shows no English sentence of a finished, an undone and a blocked one', async () => {
    world.furnish({ allowGuestUser: false, allowInvitesFrom: 'none' });
    const run = await world.ask();
    expect((await world.finish(run)).outcome).toBe('succeeded');
    expect(await englishIn(run)).toEqual([]);

    const undo = await world.undo(run);
    expect((await world.finish(undo)).outcome).toBe('undone');
    expect([await englishIn(undo), await englishIn(run)]).toEqual([[], []]);

    world.furnish({ collaborationDomains: { blocked: ['blocked.example'] } });
    const domains = { testGuestEmail: 'probe@blocked.example', partnerDomains: ['fabrikam.example'] };
    const blocked = await world.ask(aRequest(domains));
    const { outcome, verdict } = await world.finish(blocked);
    expect([outcome, verdict?.said?.code]).toEqual(['blocked', 'verdict.blocked']);
    expect(await englishIn(blocked)).toEqual([]);
    expect(await inDutch(blocked)).toContain('blokkeert de toegang');
  });
});

describe('where App Service Authentication is on', () => {
  beforeAll(async () => {
    await world.killHost();
    await world.restartHost({ DEV_SIGN_IN: 'off', EASY_AUTH: 'on', WEBSITE_AUTH_ENABLED: 'True' });
  });

  it('leads to its sign-in, and lets in whom it names', async () => {
    const answer = await look('/approvals');
    expect(answer.headers.get('location')).toBe('/.auth/login/aad?post_login_redirect_uri=%2Fapprovals');
    const page = await look('/approvals', signedInAs('grace@contoso.example', 'Approver'));
    expect(await page.text()).toContain('grace@contoso.example');
  });

  it('tells whoever was on its pages that the session has ended, and leads back to where he was', async () => {
    const answer = await look('/?advise=yes&work=chat', { 'sec-fetch-site': 'same-origin' });
    expect(answer.status).toBe(401);
    const to = encodeURIComponent('/?advise=yes&work=chat');
    expect(await answer.text()).toContain(`href="/.auth/login/aad?post_login_redirect_uri=${to}"`);
  });

  it('lets in nobody without a role, no application, and nobody by a key or a development sign-in', async () => {
    const application = [
      { typ: 'azp', val: 'a-1' },
      { typ: 'roles', val: 'Operator' },
    ];
    const principal = Buffer.from(JSON.stringify({ claims: application })).toString('base64');
    const statusOf = async (headers: Headers): Promise<number> => (await look('/tenants', headers)).status;
    expect(await statusOf(signedInAs('eve@contoso.example', 'Owner'))).toBe(403);
    expect(await statusOf({ 'x-ms-client-principal': principal })).toBe(303);
    expect(await statusOf({ 'x-functions-key': world.key })).toBe(303);
    expect(await statusOf(as('Ada', 'Operator'))).toBe(303);
    expect((await look('/sign-in')).status).toBe(404);
  });

  it('tells a script that the session has ended, and keeps what a form held', async () => {
    expect((await look('/requests/en-1/live')).status).toBe(401);
    const answer = await send('/requests/en-1/undo', { justification: 'Because <we> must' });
    expect(answer.status).toBe(401);
    expect(await answer.text()).toContain('value="Because &lt;we&gt; must"');
  });
});

describe('where nobody can sign in', () => {
  beforeAll(async () => {
    await world.killHost();
    await world.restartHost({ EASY_AUTH: 'off' });
  });

  it.each([
    ['nobody', () => ({})],
    ['a key', () => ({ 'x-functions-key': world.key })],
    ['a principal anybody could write', () => signedInAs('ada@contoso.example', 'Operator')],
    ['a development sign-in', () => as('Ada', 'Operator')],
  ] as [string, () => Headers][])('is closed to %s', async (_, headers) => {
    for (const address of ['/', '/tenants', '/requests/en-1/live'])
      expect((await look(address, headers())).status).toBe(403);
    expect((await send('/', {}, headers())).status).toBe(403);
  });
});
