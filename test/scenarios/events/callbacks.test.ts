import { odata, TableClient } from '@azure/data-tables';
import { Webhook } from 'standardwebhooks';
import { callbackEventSchema, type CallbackEvent } from '../../../src/domain/events/run-event';
import { keyIdOf } from '../../../src/access/secrets';
import { findBreak } from '../../../src/store/evidence/hash-chain';
import type { Behaviour, ReceivedCall } from '../../../local/receiver/receiver';
import { rowsOf } from '../../support/records/rows';
import {
  aRequest,
  aTenant,
  HOUR,
  MINUTE,
  startGastvrij,
  SWEEPS_OFTEN,
  TENANT_ID,
  type Gastvrij,
} from '../../support/start/start-gastvrij';

/** What the address of a flow ends with; whoever knows it may go on with the flow. */
const SIG = 'sig-that-nobody-may-read';
const [NEW_SECRET, OLD_SECRET] = ['n', 'o'].map(
  (delivery) => `whsec_${Buffer.from(delivery.repeat(32)).toString('base64')}`,
) as [string, string];
const EVERYTHING = ['accepted', 'approvalNeeded', 'applied', 'waiting', 'finished'];

const aQuickTenant = () =>
  aTenant({
    settings: { allowGuestUser: false, sharingCapability: 'disabled' },
    propagation: { teams: { hours: 1 }, sharepoint: { hours: 0.1 }, roster: { hours: 0.5 } },
    flapMinutes: 0,
  });

const eventIn = ({ body }: ReceivedCall): CallbackEvent => callbackEventSchema.parse(JSON.parse(body));
const idOf = ({ headers }: ReceivedCall): string => String(headers['webhook-id']);
const taken = (calls: readonly ReceivedCall[]): ReceivedCall[] => calls.filter(({ isTaken }) => isTaken);

describe('calling back', () => {
  let gastvrij: Gastvrij;
  const addressOf = (path: string): string => `${gastvrij.receiver.urlOf(path)}?sig=${SIG}`;
  const calls = (path: string): ReceivedCall[] => gastvrij.receiver.calls(path);
  /** A dry run: over within a moment, and beside any other. */
  const askDry = (path: string, more: Record<string, unknown> = {}): Promise<string> =>
    gastvrij.ask(aRequest({ dryRun: true, callbackUrl: addressOf(path), ...more }));

  beforeAll(async () => {
    gastvrij = await startGastvrij(aQuickTenant(), {
      settings: {
        CALLBACK_HOSTS: 'hooks.example',
        CALLBACK_SECRETS: `${NEW_SECRET},${OLD_SECRET}`,
        CALLBACK_TIMEOUT_SECONDS: '2',
        SWEEP_SCHEDULE: '0 0 * * * *',
      },
    });
  });

  it('tells each event once, in the order in which they happen', async () => {
    const id = await gastvrij.ask(
      aRequest({ callbackUrl: addressOf('/all'), callbackEvents: EVERYTHING, ticketId: 'RITM7' }),
    );
    const status = await gastvrij.finish(id);
    const events = calls('/all').map(eventIn);
    expect(events.map(({ type }) => type)).toEqual([
      'enablement.accepted',
      'enablement.approval.needed',
      'enablement.applied',
      'enablement.waiting',
      'enablement.finished',
    ]);
    const { hash: planHash, terms } = status.plan ?? {};
    expect(events[1]?.data).toMatchObject({ planHash, terms, needsApproval: ['S-1'] });
    expect(terms).toEqual({ testGuestEmail: 'gastvrij.probe@fabrikam.example' });
    expect(events[2]?.data.changed).toHaveLength(2);
    expect(events[3]?.data.expectation).toMatchObject({ medianHours: 5, p95Hours: 18, basis: 'assumption' });
    expect(events[4]?.data).toMatchObject({ outcome: 'succeeded', ticketId: 'RITM7', left: [] });
    expect(events[4]?.data.summary).toBe(status.summary);
    expect(status.callback).toEqual({ state: 'delivered', tries: 1, lastStatus: 200 });
  });

  it.each([
    ['the new secret', NEW_SECRET],
    ['the old one', OLD_SECRET],
  ])('signs so that a receiver who knows only %s verifies it', (_, secret) => {
    const [call] = calls('/all');
    if (call === undefined) throw new Error('Nothing arrived.');
    const clock = jest.spyOn(Date, 'now').mockReturnValue(call.at);
    const headers = call.headers as Record<string, string>;
    expect(new Webhook(secret).verify(call.body, headers)).toEqual(eventIn(call));
    expect(() => new Webhook(secret).verify(`${call.body} `, headers)).toThrow('No matching signature');
    clock.mockRestore();
  });

  it('finishes, cleans up and records for a caller who sent one request and reads nothing', async () => {
    gastvrij.receiver.answer('/deaf', { status: 500 });
    const id = await gastvrij.ask(aRequest({ callbackUrl: addressOf('/deaf') }));
    await gastvrij.conductor.advanceBy(HOUR);
    expect(gastvrij.guests()).toEqual([]);
    const steps = await gastvrij.steps(id);
    expect([steps.at(-1)?.kind, findBreak(steps)]).toEqual(['finished', undefined]);
    const { outcome, lastHash } = eventIn(calls('/deaf')[0] as ReceivedCall).data;
    expect([outcome, lastHash]).toEqual(['succeeded', steps.at(-1)?.hash]);
  });

  it('tells a receiver who was away for six hours everything, once and in order', async () => {
    gastvrij.receiver.answer('/away', { status: 503 });
    const id = await gastvrij.ask(aRequest({ callbackUrl: addressOf('/away'), callbackEvents: EVERYTHING }));
    await gastvrij.conductor.advanceBy(6 * HOUR);
    const status = await gastvrij.status(id);
    expect(status).toMatchObject({
      outcome: 'succeeded',
      callback: { state: 'retrying', tries: 5, lastStatus: 503 },
    });
    const seconds = (Date.parse(status.finishedAt ?? '') - Date.parse(status.acceptedAt)) / 1000;
    expect(seconds).toBeLessThan(3600);

    gastvrij.receiver.answer('/away', { status: 200 });
    await gastvrij.conductor.advanceBy(2 * HOUR);
    const all = calls('/away');
    expect(taken(all).map((call) => eventIn(call).type)).toEqual([
      'enablement.accepted',
      'enablement.waiting',
      'enablement.finished',
    ]);
    expect(new Set(taken(all).map(idOf)).size).toBe(3);
    const tries = all.filter((call) => idOf(call) === `${id}-accepted`);
    const waits = tries.slice(1).map(({ at }, index) => (at - (tries[index]?.at ?? 0)) / 1000);
    expect(waits).toEqual([5, 300, 1800, 7200, 18_000]);
    expect((await gastvrij.status(id)).callback?.state).toBe('delivered');
  });

  it('lets an equal request join only when it is to be called back at the same place', async () => {
    const first = await gastvrij.ask(aRequest({ callbackUrl: addressOf('/here') }));
    expect(await gastvrij.ask(aRequest({ callbackUrl: addressOf('/here'), ticketId: 'INC8' }))).toBe(first);
    const elsewhere = await gastvrij.post('/enablements', aRequest({ callbackUrl: addressOf('/there') }));
    expect(elsewhere.status).toBe(409);
    expect(await elsewhere.json()).toMatchObject({ enablementId: first });
    await gastvrij.post(`/enablements/${first}/cancel`);
    await gastvrij.finish(first, MINUTE);
    expect(eventIn(calls('/here')[0] as ReceivedCall).data.outcome).toBe('cancelled');
  });

  describe('a receiver that misbehaves', () => {
    const DEAD = { state: 'undelivered', tries: 8 };
    const moved = { location: '/elsewhere' };
    const table: [name: string, Behaviour[], callback: Record<string, unknown>][] = [
      ['redirects', [{ status: 302, headers: moved }], { ...DEAD, lastStatus: 302 }],
      ['breaks', [{ status: 500 }], { ...DEAD, lastStatus: 500 }],
      ['talks garbage', ['garbage'], { ...DEAD, lastProblem: 'What came back is not HTTP.' }],
      ['hangs up', ['hangUp'], DEAD],
      ['answers with ten megabytes', ['huge'], { state: 'delivered', tries: 1 }],
      ['answers without an end', ['endless'], { state: 'delivered', tries: 1 }],
      ['says nothing the first time', ['never', { status: 204 }], { state: 'delivered', tries: 2 }],
      ['is gone', [{ status: 410 }], { state: 'stopped', tries: 1, lastStatus: 410 }],
      [
        'asks for an hour of patience',
        [{ status: 429, headers: { 'retry-after': '3600' } }, { status: 200 }],
        { state: 'delivered', tries: 2 },
      ],
      [
        'asks for more patience than a day',
        [{ status: 503, headers: { 'retry-after': '100000' } }],
        { state: 'undelivered', tries: 1 },
      ],
    ];
    const pathOf = (name: string): string => `/${name.replaceAll(' ', '-')}`;
    const ids = new Map<string, string>();
    beforeAll(async () => {
      for (const [name, behaviours] of table) {
        gastvrij.receiver.answer(pathOf(name), ...(behaviours as [Behaviour]));
        ids.set(name, await askDry(pathOf(name)));
      }
      await gastvrij.conductor.advanceBy(25 * HOUR);
    });

    it.each(table)(
      'and %s does the run no harm, and is told as far as it goes',
      async (name, _, callback) => {
        const status = await gastvrij.status(ids.get(name) ?? '');
        expect(status).toMatchObject({ outcome: 'planned', callback });
        const ended = Date.parse(status.finishedAt ?? '') - Date.parse(status.acceptedAt);
        expect(ended).toBeLessThan(MINUTE);
        expect(new Set(calls(pathOf(name)).map(idOf)).size).toBe(1);
      },
    );

    it('is never followed anywhere', () => {
      expect(calls('/elsewhere')).toEqual([]);
    });

    it('is left in peace for as long as it asks', () => {
      const [first, second] = calls(pathOf('asks for an hour of patience'));
      expect((second?.at ?? 0) - (first?.at ?? 0)).toBe(HOUR);
    });

    it('gets a dead letter again on demand, as the same event', async () => {
      const id = ids.get('breaks') ?? '';
      gastvrij.receiver.answer(pathOf('breaks'), { status: 200 });
      const answer = await gastvrij.post(`/enablements/${id}/callback/replay`);
      expect([answer.status, await answer.json()]).toEqual([202, { id, events: ['enablement.finished'] }]);
      await gastvrij.conductor.settle();
      expect(taken(calls(pathOf('breaks'))).map(idOf)).toEqual([`${id}-finished`]);
      expect((await gastvrij.status(id)).callback?.state).toBe('delivered');
    });

    it('and has had everything, or wants nothing, has nothing to be sent again', async () => {
      const replay = async (id = ''): Promise<number> =>
        (await gastvrij.post(`/enablements/${id}/callback/replay`)).status;
      expect(await replay(ids.get('breaks'))).toBe(409);
      expect(await replay(ids.get('is gone'))).toBe(409);
      expect(await replay('en-0000000000')).toBe(404);
    });
  });

  it('patches a record of ServiceNow with a token it asked for once', async () => {
    const record = '/api/now/table/sc_req_item/0123456789abcdef0123456789abcdef';
    const more = { callbackFormat: 'servicenow', callbackEvents: ['accepted', 'finished'] };
    const id = await askDry(record, more);
    await gastvrij.finish(id);
    const [first, last] = calls(record).map(({ method, body }) => [method, JSON.parse(body) as unknown]);
    expect(first).toEqual(['PATCH', expect.objectContaining({ correlation_id: id, state: '2' })]);
    expect(last).toEqual(['PATCH', expect.objectContaining({ correlation_id: id, state: '3' })]);
    expect(new Set(calls(record).map(({ headers }) => headers.authorization)).size).toBe(1);
  });

  it('posts the event as it is to a scripted endpoint of ServiceNow, signed', async () => {
    const endpoint = '/api/x_acme_gastvrij/v1/results';
    const id = await askDry(endpoint, { callbackFormat: 'servicenow' });
    await gastvrij.finish(id);
    const [call] = calls(endpoint);
    expect(call).toMatchObject({ method: 'POST', isTaken: true });
    expect(call?.headers['webhook-signature']).toMatch(/^v1,\S+ v1,\S+$/);
    expect(eventIn(call as ReceivedCall).data.enablementId).toBe(id);
  });

  describe('a webhook action of a workflow', () => {
    const subscribe = (path: string, more = {}): Promise<Response> =>
      gastvrij.post(
        '/enablements',
        aRequest({ callbackUrl: addressOf(path), callbackFormat: 'logicApp', dryRun: true, ...more }),
      );
    const end = (url: string): Promise<Response> => fetch(url, { method: 'DELETE' });
    const unsubscribe = (callbackUrl: string): Promise<Response> =>
      fetch(`${gastvrij.api}/callbacks/unsubscribe`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ callbackUrl }),
      });

    it('is answered 201, so that it does not poll as well, and is told the end', async () => {
      const answer = await subscribe('/flow');
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([201, null]);
      const { id } = (await answer.json()) as { id: string };
      await gastvrij.finish(id);
      expect(calls('/flow').map((call) => eventIn(call).type)).toEqual(['enablement.finished']);
      expect((await unsubscribe(addressOf('/flow'))).status).toBe(204);
    });

    it('can end its callback by the address it got, as often as it likes', async () => {
      gastvrij.receiver.answer('/left', { status: 500 });
      const answer = await subscribe('/left');
      const { id } = (await answer.json()) as { id: string };
      const location = answer.headers.get('location') ?? '';
      await gastvrij.finish(id);
      expect((await end(`${location}x`)).status).toBe(404);
      expect([(await end(location)).status, (await end(location)).status]).toEqual([204, 204]);
      gastvrij.receiver.answer('/left', { status: 200 });
      await gastvrij.conductor.advanceBy(HOUR);
      expect(taken(calls('/left'))).toEqual([]);
      expect((await gastvrij.status(id)).callback?.state).toBe('stopped');
    });

    it('can end its callback by repeating its own address, which nobody else knows', async () => {
      gastvrij.receiver.answer('/cancelled', { status: 500 });
      gastvrij.receiver.answer('/script', { status: 500 });
      const { id } = (await (await subscribe('/cancelled')).json()) as { id: string };
      const script = await askDry('/script');
      await gastvrij.conductor.settle();
      for (const path of ['/cancelled', '/script', '/never-heard-of'])
        expect((await unsubscribe(addressOf(path))).status).toBe(204);
      await gastvrij.conductor.advanceBy(MINUTE);
      expect((await gastvrij.status(id)).callback?.state).toBe('stopped');
      // The address of a script can be guessed: repeating it proves nothing.
      expect((await gastvrij.status(script)).callback?.state).toBe('retrying');
    });

    it('may ask for one event only', async () => {
      const answer = await subscribe('/flow', { callbackEvents: ['applied', 'finished'] });
      const { violations } = (await answer.json()) as { violations: { pointer: string }[] };
      expect([answer.status, violations.map(({ pointer }) => pointer)]).toEqual([422, ['/callbackEvents']]);
    });
  });

  it.each([
    ['nothing of an address', 'soon'],
    ['another host', 'https://elsewhere.example/'],
    ['a look-alike', 'https://evil-hooks.example/'],
    ['a host behind it', 'https://hooks.example.evil.example/'],
    ['plain http', 'http://hooks.example/'],
    ['another port', 'https://hooks.example:8443/'],
    ['a user', 'https://ada:secret@hooks.example/'],
    ['loopback', 'https://127.0.0.1/'],
    ['loopback as a number', 'https://2130706433/'],
    ['loopback as IPv6', 'https://[::1]/'],
    ['the metadata service', 'https://169.254.169.254/metadata/identity/oauth2/token'],
    ['the metadata service as IPv6', 'https://[::ffff:a9fe:a9fe]/'],
    ['a port of this machine that nobody allowed', 'http://127.0.0.1:1/'],
  ])('refuses a request that names %s', async (_, callbackUrl) => {
    const answer = await gastvrij.post('/enablements', aRequest({ dryRun: true, callbackUrl }));
    const { violations } = (await answer.json()) as { violations: { pointer: string }[] };
    expect([answer.status, violations.map(({ pointer }) => pointer)]).toEqual([422, ['/callbackUrl']]);
  });

  it('refuses a format and events without an address, and those it does not know', async () => {
    const lonely = await gastvrij.post(
      '/enablements',
      aRequest({ callbackFormat: 'teams', callbackEvents: ['finished'] }),
    );
    const unknown = await gastvrij.post(
      '/enablements',
      aRequest({ callbackUrl: addressOf('/x'), callbackFormat: 'fax', callbackEvents: ['lunch'] }),
    );
    for (const answer of [lonely, unknown]) {
      const { violations } = (await answer.json()) as { violations: { pointer: string }[] };
      expect(answer.status).toBe(422);
      expect(violations.map(({ pointer }) => pointer.slice(0, 15))).toEqual([
        '/callbackFormat',
        '/callbackEvents',
      ]);
    }
  });

  it('refuses to tell of an end where there is no date', async () => {
    const asked = { callbackUrl: addressOf('/x'), callbackEvents: ['finished', 'expiring', 'ended'] };
    const answer = await gastvrij.post('/enablements', aRequest(asked));
    const { violations } = (await answer.json()) as { violations: { message: string }[] };
    expect(violations.map(({ message }) => message)).toEqual([
      'has expiring, which belongs to enableUntil',
      'has ended, which belongs to enableUntil',
    ]);
  });

  it('shows the secret of an address nowhere: no log, no step, no status, no list, no table', async () => {
    const list = (await (await gastvrij.get('/enablements?size=200')).json()) as { items: { id: string }[] };
    const shown = [gastvrij.host().output(), JSON.stringify(list)];
    for (const { id } of list.items)
      shown.push(JSON.stringify([await gastvrij.status(id), await gastvrij.steps(id)]));
    expect(list.items.length).toBeGreaterThan(15);
    expect(shown.join('\n')).toContain('deliver');
    expect(shown.join('\n')).not.toContain(SIG);
    const rows = await rowsOf(gastvrij.storage);
    expect(rows).toContain('"encrypted"');
    expect(rows).not.toContain(SIG);
  });
});

describe('a host that is killed while it has something to tell', () => {
  let gastvrij: Gastvrij;
  beforeAll(async () => {
    gastvrij = await startGastvrij(aQuickTenant(), SWEEPS_OFTEN);
  });

  it('tells it again, as the same event, when the kill came before the answer', async () => {
    gastvrij.receiver.answer('/killed', 'never', { status: 200 });
    gastvrij.receiver.onCall(() => {
      if (gastvrij.receiver.calls('/killed').length === 1) void gastvrij.killHost();
    });
    const request = aRequest({ dryRun: true, callbackUrl: gastvrij.receiver.urlOf('/killed') });
    const id = await gastvrij.ask(request);
    await gastvrij.conductor.settle();
    await gastvrij.restartHost();
    await gastvrij.conductor.advanceBy(MINUTE);
    expect(gastvrij.receiver.calls('/killed').map(idOf)).toEqual([`${id}-finished`, `${id}-finished`]);
    expect((await gastvrij.status(id)).callback?.state).toBe('delivered');
  });

  it('tells it later when the kill came before anybody was sent for: the sweeper does', async () => {
    gastvrij.receiver.answer('/forgotten', { status: 500 }, { status: 200 });
    const request = aRequest({ dryRun: true, callbackUrl: gastvrij.receiver.urlOf('/forgotten') });
    const id = await gastvrij.ask(request);
    await gastvrij.conductor.settle();
    await gastvrij.killHost();
    // As if the outbox dispatcher had never been started.
    for (const table of ['GastvrijInstances', 'GastvrijIndex'])
      await forget(gastvrij.storage, table, `${id}:dispatch`);
    await gastvrij.restartHost();
    await gastvrij.conductor.advanceBy(10 * MINUTE);
    expect(gastvrij.receiver.calls('/forgotten').map(idOf)).toEqual([`${id}-finished`, `${id}-finished`]);
    expect((await gastvrij.status(id)).callback?.state).toBe('delivered');
  });

  it('tells it all the same after a new secret, also once the previous one is gone; no link and no repeated request breaks', async () => {
    const { receiver, conductor } = gastvrij;
    const previous = gastvrij.secrets()['STATUS_TOKEN_SECRET'] ?? '';
    const current = 'n'.repeat(40);
    const auditCallbackUrl = receiver.urlOf('/audits');
    expect((await gastvrij.put(`/tenants/${TENANT_ID}`, { auditCallbackUrl })).status).toBe(201);
    receiver.answer('/rotated', { status: 500 }, { status: 500 }, { status: 500 }, { status: 200 });
    const request = aRequest({ dryRun: true, callbackUrl: receiver.urlOf('/rotated') });
    const ask = () => gastvrij.post('/enablements', request, { 'idempotency-key': 'rotating' });
    const asked = await ask();
    const location = asked.headers.get('location') ?? '';
    const { id } = (await asked.json()) as { id: string };
    await conductor.settle();
    const restart = async (settings: Record<string, string>): Promise<void> => {
      await gastvrij.killHost();
      await gastvrij.restartHost(settings);
    };

    await restart({ STATUS_TOKEN_SECRET: current, STATUS_TOKEN_SECRET_PREVIOUS: previous });
    expect((await fetch(location)).status).toBe(200);
    expect(await (await ask()).json()).toMatchObject({ id });
    await conductor.advanceBy(6 * MINUTE);
    expect((await gastvrij.status(id)).callback?.state).toBe('retrying');
    // Of the run as of the registration; in the row of that one it is JSON within JSON.
    const found = (await rowsOf(gastvrij.storage)).matchAll(/ncrypted\\?":\\?"(\w+\.[\w-]+)/g);
    const encrypted = [...found].map(([, text = '']) => text);
    expect(encrypted.length).toBeGreaterThanOrEqual(2);
    for (const one of encrypted) expect(one).toMatch(new RegExp(`^${keyIdOf(current)}\\.`));

    await restart({ STATUS_TOKEN_SECRET_PREVIOUS: '' });
    await conductor.advanceBy(24 * HOUR);
    expect((await gastvrij.status(id)).callback?.state).toBe('delivered');
    expect((await fetch(location)).status).toBe(404);
  });
});

async function forget(storage: string, name: string, id: string): Promise<void> {
  const table = TableClient.fromConnectionString(storage, name, { allowInsecureConnection: true });
  const filter = odata`PartitionKey eq ${id} or RowKey eq ${id}`;
  for await (const { partitionKey, rowKey } of table.listEntities({ queryOptions: { filter } }))
    await table.deleteEntity(String(partitionKey), String(rowKey));
}
