import { createHash } from 'node:crypto';
import { enablementRequestSchema } from '../../../src/domain/enablement/request';
import {
  accepted,
  anInstance,
  aSuccess,
  deliver,
  MESSENGER,
  MINUTE,
} from '../../support/servicenow/an-instance';
import { builtApp, pastedApp, readAppFile } from '../../support/servicenow/built-app';

describe('the app for ServiceNow', () => {
  const app = builtApp();

  it('was compiled as it stands here', () => {
    const sums = Object.keys(app.sources).map((file) => [
      file,
      createHash('sha256').update(readAppFile(file)).digest('hex'),
    ]);
    expect(Object.fromEntries(sums)).toEqual(app.sources);
  });

  it('asks every question of its form in a field that the API knows', async () => {
    const { line, order } = await anInstance({ properties: { callback_path: '' } });
    line.meets(accepted('en-1'));
    await order('RITM0000001', Object.fromEntries(app.questions.map((name) => [name, 'true'])));
    const { tenantId, requestedBy, ticketSystem, ticketId, ...asked } = JSON.parse(
      line.sent[0]!.body,
    ) as Record<string, unknown>;
    expect([tenantId, requestedBy, ticketSystem, ticketId]).not.toContain(undefined);
    expect(Object.keys(asked)).toHaveLength(app.questions.length);
    expect(Object.keys(enablementRequestSchema.shape)).toEqual(expect.arrayContaining(Object.keys(asked)));
  });

  it('waits in its flow for the message that its scripts send', () => {
    const [, message] = /MESSAGE = '([^']+)'/.exec(readAppFile('scripts/gastvrij-item.js')) ?? [];
    expect(readAppFile('src/fluent/flow.now.ts')).toContain(`message: '${message}'`);
  });

  it('asks to be called back on its own address, where an administrator has not switched that off', async () => {
    const { line, order, url } = await anInstance();
    line.meets(accepted('en-1'));
    await order('RITM0000001', { goal: 'guestAccess' });
    expect(JSON.parse(line.sent[0]!.body)).toMatchObject({
      callbackUrl: `${url}/api/x_gstv_gastvrij/v1/gastvrij/results`,
      callbackFormat: 'servicenow',
      callbackEvents: ['approvalNeeded', 'applied', 'waiting', 'finished'],
    });
  });
});

describe('a request item', () => {
  it('is sent again after a minute, then after two, with the same key, until it is accepted', async () => {
    const { line, order, item, wait } = await anInstance();
    line.meets({ status: 503 }, 'loses its answer', accepted('en-1'));
    const id = await order('RITM0000001', { goal: 'guestAccess' });
    await wait(0.9);
    expect(line.sent).toHaveLength(1);
    await wait(0.1);
    await wait(2);
    expect(line.sent.map(({ headers }) => headers['idempotency-key'])).toEqual([id, id, id]);
    expect(new Set(line.sent.map(({ body }) => body)).size).toBe(1);
    expect(await item(id)).toMatchObject({ state: '2', correlation_id: 'en-1' });
  });

  it.each([
    ['the pause that a busy Gastvrij asks for', { status: 429, headers: { 'retry-after': '600' } }],
    ['the run that occupies the tenant', { status: 409, headers: { 'retry-after': '600' } }],
  ])('waits for %s', async (_, retentionDecision) => {
    const { line, order, wait } = await anInstance();
    line.meets(retentionDecision, accepted('en-1'));
    await order('RITM0000001', { goal: 'guestAccess' });
    await wait(9.9);
    expect(line.sent).toHaveLength(1);
    await wait(0.1);
    expect(line.sent).toHaveLength(2);
  });

  it('is given up after thirty tries, within two days, and says that a person must look', async () => {
    const { line, order, item, scheduled, wait, clock } = await anInstance();
    line.meets(...Array.from({ length: 40 }, () => ({ status: 503 })));
    const started = clock.now();
    const id = await order('RITM0000001', { goal: 'guestAccess' });
    for (let [next] = await scheduled(); next; [next] = await scheduled())
      await wait((next.due - clock.now()) / MINUTE);
    expect(line.sent).toHaveLength(30);
    expect(clock.now() - started).toBeLessThan(48 * 60 * MINUTE);
    expect((await item(id)).work_notes).toContain('Gave up after 30 tries');
  });

  it('that is refused is closed, with every mistake in its notes', async () => {
    const { line, order, item, messages } = await anInstance();
    const violations = [{ pointer: '/partnerDomains', message: 'is required for external access' }];
    line.meets({ status: 422, body: { title: 'The request has a mistake.', violations } });
    const closed = await item(await order('RITM0000001', { goal: 'both' }));
    expect(closed).toMatchObject({ state: '4', active: '0' });
    expect(closed.work_notes).toContain(
      'The request has a mistake.\n/partnerDomains is required for external access',
    );
    expect(await messages()).toEqual([
      { context: 'flow-of-RITM0000001', message: 'gastvrij.finished', payload: 'refused' },
    ]);
  });

  it('says so when nobody has filled in the connection', async () => {
    const { order, item } = await anInstance({ connection: undefined });
    const id = await order('RITM0000001', { goal: 'guestAccess' });
    expect((await item(id)).work_notes).toContain('The connection alias has no address or no key.');
  });

  it('of an instance that may not be called back is asked about every five minutes', async () => {
    const { line, order, item, wait } = await anInstance({ properties: { callback_path: '' } });
    line.meets(accepted('en-1'), accepted('en-1', { status: 'proving' }));
    line.meets({ status: 200, body: { id: 'en-1', status: 'finished', ...aSuccess } });
    const id = await order('RITM0000001', { goal: 'guestAccess' });
    await wait(5);
    await wait(5);
    expect(line.sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /api/enablements',
      'GET /api/enablements/en-1',
      'GET /api/enablements/en-1',
    ]);
    expect(await item(id)).toMatchObject({ state: '3', close_notes: 'It works.', comments: 'It works.' });
  });

  it('whose callback was lost is asked about after twenty-six hours', async () => {
    const { line, order, item, wait } = await anInstance();
    const body = { id: 'en-1', status: 'finished', summary: 'Too slow.', outcome: 'overdue' };
    line.meets(accepted('en-1'), { status: 200, body });
    const id = await order('RITM0000001', { goal: 'guestAccess' });
    await wait(26 * 60);
    expect(await item(id)).toMatchObject({ state: '4', close_notes: 'Too slow.' });
  });
});

describe('a request item that is closed', () => {
  it('is not asked about any more; its flow, which may have missed the message, is told again', async () => {
    const instance = await anInstance();
    instance.line.meets(accepted('en-1'));
    await instance.order('RITM0000001', { goal: 'guestAccess' });
    const event = { type: 'enablement.finished', data: { enablementId: 'en-1', ...aSuccess } };
    await deliver(instance, { token: await instance.signIn([MESSENGER]), id: 'en-1-finished', event });
    await instance.wait(26 * 60);
    expect(instance.line.sent).toHaveLength(1);
    expect((await instance.messages()).map(({ payload }) => payload)).toEqual(['succeeded', 'closed']);
    expect(await instance.scheduled()).toEqual([]);
  });
});

describe('the scripts without the app', () => {
  it('do the same from a business rule in the global scope', async () => {
    const { line, order, item, messages, wait } = await anInstance({
      app: pastedApp(),
      way: 'businessRule',
      noAnswer: 'thrown',
      properties: { callback_path: '' },
    });
    line.meets('loses its answer', accepted('en-1'), { status: 200, body: { id: 'en-1', ...aSuccess } });
    const id = await order('RITM0000001', { goal: 'guestAccess' });
    await wait(1);
    await wait(5);
    expect(await item(id)).toMatchObject({ state: '3', close_notes: 'It works.' });
    expect(await messages()).toEqual([]);
  });
});
