import type { EnablementStatus } from '../../../src/domain/enablement/status';
import type { Step } from '../../../src/domain/enablement/step';
import {
  applicationAs,
  MINUTE,
  namelessAs,
  post,
  problemOf,
  SIGN_IN,
  signed,
  signedInAs,
  type Headers,
} from '../../support/callers/callers';
import { startGastvrij, TENANT_ID, type Gastvrij, SWEEPS_HOURLY } from '../../support/start/start-gastvrij';

let world: Gastvrij;
beforeAll(async () => {
  world = await startGastvrij('all-off', { settings: { ...SIGN_IN, ...SWEEPS_HOURLY.settings } });
});

describe('a message that comes twice', () => {
  const body = JSON.stringify({ guestEmail: 'ada@fabrikam.example' });

  it('is acted on once, and refused the second time', async () => {
    const headers = signed(world, body);
    const first = await post(world, '/explanations', body, headers);
    const second = await post(world, '/explanations', body, headers);
    expect([first.status, second.status, await problemOf(second)]).toEqual([200, 409, 'message-repeated']);
  });

  it('is refused under a new signature too, until a day has passed', async () => {
    const id = 'msg_once_a_day';
    expect((await post(world, '/explanations', body, signed(world, body, { id }))).status).toBe(200);
    expect((await post(world, '/explanations', body, signed(world, body, { id }))).status).toBe(409);
    await world.conductor.advanceBy(25 * 60 * MINUTE);
    expect((await post(world, '/explanations', body, signed(world, body, { id }))).status).toBe(200);
  });

  it('may come again where nothing came of the first', async () => {
    const id = 'msg_with_a_mistake';
    expect((await post(world, '/explanations', '{}', signed(world, '{}', { id }))).status).toBe(422);
    expect((await post(world, '/explanations', body, signed(world, body, { id }))).status).toBe(200);
  });

  it('asks for one enablement, however often a client repeats it', async () => {
    const request = JSON.stringify({
      tenantId: TENANT_ID,
      goal: 'guestAccess',
      requestedBy: 'Abel',
      dryRun: true,
    });
    const headers = signed(world, request);
    const answers = await Promise.all([1, 2, 3].map(() => post(world, '/enablements', request, headers)));
    const ids = (await Promise.all(answers.map((answer) => answer.json()))) as { id: string }[];
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(new Set(ids.map(({ id }) => id)).size).toBe(1);
  });
});

/** Who said what a run keeps as said. */
async function speakersOf(id: string): Promise<(string | undefined)[]> {
  const headers = signedInAs('reader@contoso.example', 'Reader');
  const answer = await fetch(`${world.api}/enablements/${id}/steps`, { headers });
  const { steps } = (await answer.json()) as { steps: Step[] };
  return steps
    .filter(({ kind }) => ['accepted', 'decided', 'commandReceived'].includes(kind))
    .map((step) => step.as);
}

/** Who that was, beside the name. */
async function idsIn(id: string): Promise<(string | undefined)[]> {
  const headers = signedInAs('reader@contoso.example', 'Reader');
  const answer = await fetch(`${world.api}/enablements/${id}/steps`, { headers });
  const { steps } = (await answer.json()) as { steps: Step[] };
  return steps
    .filter(({ kind }) => ['accepted', 'decided', 'commandReceived'].includes(kind))
    .map((step) => step.asId);
}

const ADA = `person:${TENANT_ID}/oid of ada@contoso.example`;

describe('who acts', () => {
  const ada = signedInAs('ada@contoso.example', 'Requester', 'Approver');
  const grace = signedInAs('grace@contoso.example', 'Approver');
  let id: string;

  it('is the person who is signed in, whom the request need not name', async () => {
    const request = { tenantId: TENANT_ID, goal: 'guestAccess', profile: 'selfService' };
    const status = (await (await post(world, '/enablements', request, ada)).json()) as EnablementStatus;
    expect(status.requestedBy).toBe('ada@contoso.example');
    ({ id } = status);
    await world.conductor.settle();
  });

  it('is nobody else: another name in the body is refused', async () => {
    const request = { tenantId: TENANT_ID, goal: 'guestAccess', requestedBy: 'Grace', dryRun: true };
    const answer = await post(world, '/enablements', request, ada);
    expect([answer.status, await problemOf(answer)]).toEqual([403, 'another-name']);
  });

  it('does not agree to what he asked for himself', async () => {
    const status = await fetch(`${world.api}/enablements/${id}`, { headers: grace });
    const { approval } = (await status.json()) as EnablementStatus;
    const decision = { decision: 'approve', planHash: approval?.planHash };
    const own = await post(world, `/enablements/${id}/decision`, decision, ada);
    expect([own.status, await problemOf(own)]).toEqual([403, 'own-request']);
    // The same account with a token that does not say its name is still the same account.
    const nameless = namelessAs('ada@contoso.example', 'Approver');
    const again = await post(world, `/enablements/${id}/decision`, decision, nameless);
    expect([again.status, await problemOf(again)]).toEqual([403, 'own-request']);
    expect((await post(world, `/enablements/${id}/decision`, decision, grace)).status).toBe(202);
  });

  it('stands in the evidence, with the machine that spoke for him', async () => {
    await post(world, `/enablements/${id}/cancel`, { by: 'Abel' }, signed(world, '{"by":"Abel"}'));
    await world.conductor.settle();
    expect(await speakersOf(id)).toEqual([
      'ada@contoso.example',
      'grace@contoso.example',
      'Abel (through client servicenow)',
    ]);
    expect(await idsIn(id)).toEqual([
      ADA,
      `person:${TENANT_ID}/oid of grace@contoso.example`,
      'client:servicenow',
    ]);
  });

  it('is an application by its client id, whoever it says it speaks for: it does not agree to its own request', async () => {
    const [flow, other] = [
      applicationAs('flow', 'Requester', 'Approver'),
      applicationAs('other', 'Approver'),
    ];
    const request = { tenantId: TENANT_ID, goal: 'guestAccess', profile: 'selfService', requestedBy: 'Abel' };
    const asked = (await (await post(world, '/enablements', request, flow)).json()) as EnablementStatus;
    await world.conductor.settle();
    const status = await fetch(`${world.api}/enablements/${asked.id}`, { headers: grace });
    const { approval } = (await status.json()) as EnablementStatus;
    const decide = (by: string, headers: Headers) => {
      const decision = { decision: 'approve', planHash: approval?.planHash, by };
      return post(world, `/enablements/${asked.id}/decision`, decision, headers);
    };
    const own = await decide('Grace', flow);
    expect([own.status, await problemOf(own)]).toEqual([403, 'own-request']);
    const asAbel = await decide('ABEL', other);
    expect([asAbel.status, await problemOf(asAbel)]).toEqual([403, 'own-request']);
    expect((await decide('Grace', other)).status).toBe(202);
    await post(world, `/enablements/${asked.id}/cancel`, '', ada);
    await world.conductor.settle();
    expect(await idsIn(asked.id)).toEqual(['app:flow', 'app:other', ADA]);
  });

  it('has Idempotency-Keys of their own: nobody comes to the enablement of another by guessing one', async () => {
    const request = { tenantId: TENANT_ID, goal: 'guestAccess', dryRun: true };
    const key = { 'idempotency-key': 'ticket-1' };
    const idFor = async (who: Headers, body: object): Promise<string> =>
      ((await (await post(world, '/enablements', body, { ...who, ...key })).json()) as { id: string }).id;
    const first = await idFor(ada, request);
    const nameless = namelessAs('ada@contoso.example', 'Requester');
    expect(await idFor(signedInAs('eve@contoso.example', 'Requester'), request)).not.toBe(first);
    expect(
      await idFor(applicationAs('flow', 'Requester'), { ...request, requestedBy: 'ada@contoso.example' }),
    ).not.toBe(first);
    expect(await idFor(ada, request)).toBe(first);
    // The same account is the same caller; the body names another, and that is said.
    expect((await post(world, '/enablements', request, { ...nameless, ...key })).status).toBe(422);
    await world.conductor.settle();
  });

  it('is kept of everybody who joins an enablement by asking for the same', async () => {
    const request = { tenantId: TENANT_ID, goal: 'guestAccess', profile: 'selfService' };
    const idFor = async (who: Headers): Promise<string> =>
      ((await (await post(world, '/enablements', request, who)).json()) as { id: string }).id;
    const asked = await idFor(ada);
    const bob = signedInAs('bob@contoso.example', 'Requester', 'Reader');
    expect([await idFor(bob), await idFor(bob)]).toEqual([asked, asked]);
    const evidence = await fetch(`${world.api}/enablements/${asked}/steps`, { headers: bob });
    expect(await evidence.json()).toMatchObject({
      joins: [{ by: 'bob@contoso.example', byId: `person:${TENANT_ID}/oid of bob@contoso.example` }],
    });
    await post(world, `/enablements/${asked}/cancel`, '', ada);
    await world.conductor.settle();
  });

  it('does not agree to what he asked for too, under whatever name, when a machine had asked first', async () => {
    const asked = { tenantId: TENANT_ID, goal: 'guestAccess', profile: 'selfService' };
    const request = JSON.stringify({ ...asked, requestedBy: 'Abel' });
    const first = await post(world, '/enablements', request, signed(world, request));
    const { id: joined } = (await first.json()) as EnablementStatus;
    const bob = signedInAs('bob@contoso.example', 'Requester', 'Approver', 'Reader');
    const second = await post(world, '/enablements', asked, bob);
    expect(((await second.json()) as EnablementStatus).id).toBe(joined);
    await world.conductor.settle();
    const status = await fetch(`${world.api}/enablements/${joined}`, { headers: grace });
    const { approval } = (await status.json()) as EnablementStatus;
    const decision = { decision: 'approve', planHash: approval?.planHash };
    for (const who of [bob, namelessAs('bob@contoso.example', 'Approver')]) {
      const own = await post(world, `/enablements/${joined}/decision`, decision, who);
      expect([own.status, await problemOf(own)]).toEqual([403, 'own-request']);
    }
    expect((await post(world, `/enablements/${joined}/decision`, decision, grace)).status).toBe(202);
    await post(world, `/enablements/${joined}/cancel`, '', ada);
    await world.conductor.settle();
  });

  it('is whoever asks for the way back, not whoever asked for the way there', async () => {
    const request = JSON.stringify({ tenantId: TENANT_ID, goal: 'guestAccess', requestedBy: 'Abel' });
    const there = await post(world, '/enablements', request, signed(world, request));
    const { id: asked } = (await there.json()) as EnablementStatus;
    await post(world, `/enablements/${asked}/cancel`, '', ada);
    await world.conductor.settle();
    const answer = await post(world, `/enablements/${asked}/undo`, { dryRun: true }, ada);
    const back = (await answer.json()) as EnablementStatus;
    await world.conductor.settle();
    expect([await speakersOf(asked), await speakersOf(back.id)]).toEqual([
      ['Abel (through client servicenow)', 'ada@contoso.example'],
      ['ada@contoso.example'],
    ]);
  });

  it.each([
    ['a form of another site', { 'sec-fetch-site': 'cross-site' }],
    ['a page of a neighbour', { 'sec-fetch-site': 'same-site' }],
    ['an old browser on another site', { origin: 'https://evil.example' }],
  ])('does not act through %s', async (_, headers: Headers) => {
    const answer = await post(world, `/enablements/${id}/cancel`, '', { ...ada, ...headers });
    expect([answer.status, await problemOf(answer)]).toEqual([403, 'from-another-site']);
  });
});

describe('a call nobody knows', () => {
  it.each([
    ['GET', '/nothing', 404, 'unknown-call', null],
    ['DELETE', '/enablements', 405, 'unknown-method', 'POST, GET'],
    ['PUT', '/Enablements/en-1/Cancel/', 405, 'unknown-method', 'POST'],
  ])('gets a problem document: %s %s', async (method, path, status, type, allow) => {
    const answer = await fetch(`${world.api}${path}`, { method });
    expect([answer.status, answer.headers.get('allow')]).toEqual([status, allow]);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await problemOf(answer)).toBe(`${type}`);
  });
});
