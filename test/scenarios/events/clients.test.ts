import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { EnablementStatus } from '../../../src/domain/enablement/status';
import { runHttpAction, type ActionResult, type HttpAction } from '../../support/callers/http-action';
import { startLine } from '../../support/callers/unreliable-line';
import { builtApp } from '../../support/servicenow/built-app';
import { startInstance, type Instance } from '../../support/servicenow/instance';
import {
  aRequest,
  aTenant,
  MINUTE,
  startGastvrij,
  TENANT_ID,
  type Gastvrij,
} from '../../support/start/start-gastvrij';

const sample = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(path.join(__dirname, '../../../../samples', name), 'utf8')) as Record<
    string,
    unknown
  >;

const SECRET = `whsec_${Buffer.from('a secret of twenty-four bytes').toString('base64')}`;

let gastvrij: Gastvrij;
let instance: Instance;
beforeAll(async () => {
  instance = await startInstance({
    // It is there before the world whose time it shares, which is told where to call back.
    clock: { now: () => gastvrij.clock.now(), at: (due, ring) => gastvrij.clock.at(due, ring) },
    properties: { tenant_id: TENANT_ID, callback_path: '', callback_secrets: SECRET },
  });
  const { clientId, clientSecret } = instance.addClient(['x_gstv_gastvrij.messenger']);
  const { host } = new URL(instance.url);
  gastvrij = await startGastvrij(aTenant({ propagation: { roster: { hours: 22 } } }), {
    settings: {
      CALLBACK_ALLOW_LOOPBACK: host,
      CALLBACK_SECRETS: SECRET,
      SERVICENOW_HOST: host,
      SERVICENOW_CLIENT_ID: clientId,
      SERVICENOW_CLIENT_SECRET: clientSecret,
    },
  });
});

const enablements = async (): Promise<{ id: string }[]> =>
  ((await (await gastvrij.get('/enablements')).json()) as { items: { id: string }[] }).items;

describe('the HTTP action of a flow', () => {
  /** The action as the guide has a maker fill it in, with every header that never arrives. */
  const anAction = (url: string, more: Partial<HttpAction> = {}): HttpAction => ({
    method: 'POST',
    uri: `${url}/api/enablements`,
    headers: {
      'Content-Type': 'application/json',
      'x-functions-key': gastvrij.key,
      'Idempotency-Key': String(sample('power-automate.json')['ticketId']),
      'Content-Digest': 'sha-256=:AAAA:',
      Cookie: 'a=b',
      Origin: 'https://make.powerautomate.example',
    },
    body: sample('power-automate.json'),
    ...more,
  });
  const run = (action: HttpAction): Promise<ActionResult> =>
    runHttpAction(action, {
      now: () => gastvrij.clock.now(),
      wait: (milliseconds) => gastvrij.conductor.advanceBy(milliseconds),
    });

  it('waits a run of nearly a day through on a bad line, with nothing but the address it was given', async () => {
    const line = await startLine(gastvrij.origin);
    line.meets({ status: 503, headers: { 'retry-after': '30' } }, 'loses its answer', 'passes');
    line.meets('passes', { status: 429, headers: { 'retry-after': '90' } }, 'passes', 'loses its answer');
    const { status, code, outputs, polls } = await run(anAction(line.url));

    expect([status, code]).toEqual(['Succeeded', 'OK']);
    expect(outputs?.body).toMatchObject({
      status: 'finished',
      outcome: 'succeeded',
      ticketId: '08585287554177334956853859655CU00',
    });
    // Every minute for an hour, then every five: not every twenty seconds.
    expect(polls).toBeGreaterThan(250);
    expect(polls).toBeLessThan(350);
    expect(await enablements()).toHaveLength(1);

    const headersOf = (method: string): string[] =>
      line.sent.filter((sent) => sent.method === method).flatMap(({ headers }) => Object.keys(headers));
    expect(headersOf('POST').filter((name) => ['content-digest', 'cookie', 'origin'].includes(name))).toEqual(
      [],
    );
    expect(headersOf('POST')).toContain('x-functions-key');
    expect(headersOf('GET').filter((name) => /^(x-functions|content|idempotency)-/.test(name))).toEqual([]);
    const asked = line.sent.filter(({ method }) => method === 'GET');
    expect(new Set(asked.map((poll) => new URL(poll.path, line.url).pathname))).toEqual(
      new Set([`/api/enablements/${(outputs?.body as EnablementStatus).id}/status`]),
    );
  });

  it('that gives up leaves the run alone: it ends, cleaned up and recorded, though nobody reads it', async () => {
    const impatient = anAction(gastvrij.origin, {
      timeout: 3 * MINUTE,
      body: aRequest(),
      headers: { 'content-type': 'application/json', 'x-functions-key': gastvrij.key },
    });
    const { status, code } = await run(impatient);
    expect([status, code]).toEqual(['Cancelled', 'ActionTimedOut']);
    const [latest] = await enablements();
    expect(await gastvrij.finish(latest!.id)).toMatchObject({ outcome: 'succeeded', cleanUp: { left: [] } });
    expect(gastvrij.guests()).toEqual([]);
  });

  it('fails at once on a mistake in the request, and shows the problem', async () => {
    const { status, code, outputs, polls } = await run(
      anAction(gastvrij.origin, { body: { goal: 'everything' } }),
    );
    expect([status, code, outputs?.statusCode, polls]).toEqual(['Failed', 'Unprocessable Entity', 422, 0]);
    expect(outputs?.body).toMatchObject({ type: 'urn:gastvrij:problem:invalid-request' });
  });
});

describe('a ServiceNow instance', () => {
  it('that has no answer after ten seconds sends the same again, and gets the same run', async () => {
    const line = await startLine(gastvrij.origin);
    await instance.connect({ url: line.url, key: gastvrij.key });
    const before = (await enablements()).length;

    line.meets('is left waiting');
    const isLeftWaiting = line.isLeftWaiting();
    const ordered = instance.order('RITM0012345', {
      goal: 'guestAccess',
      profile: 'gated',
      test_guest_email: 'gastvrij.probe@fabrikam.example',
      justification: 'Project Aurora works with Fabrikam in one team until June.',
      guest_calling: 'false',
      dry_run: 'false',
      deadline_hours: '24',
    });
    await isLeftWaiting;
    await gastvrij.conductor.advanceBy(10_000);
    const id = await ordered;
    expect(await instance.item(id)).not.toHaveProperty('correlation_id');
    await gastvrij.conductor.advanceBy(MINUTE);
    await instance.fireDue();

    const [run, ...others] = await enablements();
    expect(others).toHaveLength(before);
    expect(await instance.item(id)).toMatchObject({ state: '2', correlation_id: run?.id });
    expect(line.sent.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      sample('servicenow.json'),
      sample('servicenow.json'),
    ]);

    await gastvrij.finish(run!.id);
    await instance.fireDue();
    expect(await instance.item(id)).toMatchObject({ state: '3', active: '0' });
    expect((await instance.item(id)).close_notes).toContain('listed by Teams');
  });

  it('that may be called back never asks: every message is written down, and the last wakes its flow', async () => {
    const line = await startLine(gastvrij.origin);
    await instance.connect({ url: line.url, key: gastvrij.key });
    await instance.setProperty('callback_path', builtApp().resources[0]!.path);
    const id = await instance.order('RITM0012346', { goal: 'guestAccess', justification: 'Café « Aurora »' });
    const { correlation_id: run } = await instance.item(id);
    await gastvrij.finish(String(run));
    await gastvrij.conductor.advanceBy(MINUTE);
    expect(await instance.item(id)).toMatchObject({ state: '3', active: '0' });
    expect((await instance.item(id)).work_notes?.match(/Gastvrij: succeeded/g)).toHaveLength(1);
    expect(await instance.messages()).toContainEqual({
      context: 'flow-of-RITM0012346',
      message: 'gastvrij.finished',
      payload: 'succeeded',
    });
    expect(line.sent.map(({ method }) => method)).toEqual(['POST']);
  });
});

describe('two hundred callers with one key', () => {
  it('get one run, though the host is killed under them and comes back', async () => {
    const before = (await enablements()).length;
    let isBack = Promise.resolve();
    let lost = 0;
    const untilAnswered = async (): Promise<string> => {
      for (;;) {
        const answer = await gastvrij
          .post('/enablements', aRequest({ ticketId: 'INC0000200' }), { 'idempotency-key': 'INC0000200' })
          .catch(() => undefined);
        if (answer?.status === 202) return ((await answer.json()) as { id: string }).id;
        lost++;
        await isBack;
      }
    };
    const callers = Array.from({ length: 200 }, untilAnswered);
    await Promise.race(callers);
    let comeBack = (): void => undefined;
    isBack = new Promise((resolve) => (comeBack = resolve));
    await gastvrij.killHost();
    await gastvrij.restartHost();
    comeBack();

    const ids = new Set(await Promise.all(callers));
    expect(ids.size).toBe(1);
    expect(lost).toBeGreaterThan(0);
    const [run, ...others] = await enablements();
    expect([...ids]).toEqual([run?.id]);
    expect(others).toHaveLength(before);
    expect(await gastvrij.finish(run!.id)).toMatchObject({ outcome: 'succeeded', cleanUp: { left: [] } });
  });
});
