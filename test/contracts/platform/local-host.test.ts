import path from 'node:path';
import { aTenant } from '../../support/start/start-gastvrij';
import { startWorld, type World } from '../../../local/world/world';

const SMALL = path.join(__dirname, '../../../../test/support/apps/small');
const HOUR = 3_600_000;

interface Status {
  runtimeStatus: string;
  output: unknown;
}

/** A host on the small app, and what its management API answers. */
async function serveSmall() {
  const world = await startWorld({
    tenant: aTenant(),
    clock: 'virtual',
    now: Date.parse('2026-03-02T08:00:00Z'),
    app: SMALL,
  });
  worlds.push(world);
  const url = (target: string): string =>
    `${world.origin}/runtime/webhooks/durabletask/${target}${target.includes('?') ? '&' : '?'}code=${world.masterKey}`;
  const send = (method: string, target: string, body?: unknown): Promise<Response> =>
    fetch(url(target), {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const status = async (id: string): Promise<Status> =>
    (await (await send('GET', `instances/${id}`)).json()) as Status;
  return {
    world,
    send,
    status,
    async run(name: string, id: string, input: unknown, within = HOUR): Promise<Status> {
      expect((await send('POST', `orchestrators/${name}/${id}`, input)).status).toBe(202);
      await world.conductor.runUntil(
        async () => (await status(id)).runtimeStatus === 'Completed',
        world.clock.now() + within,
      );
      return status(id);
    },
  };
}

const worlds: World[] = [];
afterAll(() => Promise.all(worlds.map((world) => world.stop())));

describe('the local host', () => {
  let small: Awaited<ReturnType<typeof serveSmall>>;
  beforeAll(async () => {
    small = await serveSmall();
  });
  const get = (target: string, init?: RequestInit): Promise<Response> =>
    fetch(`${small.world.origin}${target}`, init);

  it('routes by template, and answers 404 to a wrong method', async () => {
    const answers = await Promise.all([
      get('/api/open'),
      get('/api/open/7'),
      get('/api/open/x'),
      get('/api/closed'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 404, 404]);
    expect(await answers[1]?.json()).toEqual({ id: '7' });
  });

  it('opens functions to the keys of their level', async () => {
    const call = async (key?: string): Promise<number> =>
      (
        await get('/api/closed', {
          method: 'POST',
          body: 'x',
          ...(key !== undefined && { headers: { 'x-functions-key': key } }),
        })
      ).status;
    expect([
      await call(),
      await call('wrong'),
      await call(small.world.key),
      await call(small.world.masterKey),
    ]).toEqual([401, 401, 200, 200]);
    expect((await get('/admin/functions', { headers: { 'x-functions-key': small.world.key } })).status).toBe(
      403,
    );
  });

  it('says nothing of what is inside a function that breaks', async () => {
    const answer = await get('/api/broken');
    expect([answer.status, await answer.text()]).toEqual([500, '']);
  });

  it('fires timers on its own clock, which the app lives by', async () => {
    const ticks = async () => (await (await get('/api/ticks')).json()) as { ticks: number; now: string };
    const before = await ticks();
    await small.world.conductor.advanceBy(5 * HOUR);
    const after = await ticks();
    expect(after.ticks - before.ticks).toBe(5);
    expect(Date.parse(after.now) - Date.parse(before.now)).toBe(5 * HOUR);
  });

  it('runs activities one after the other', async () => {
    expect(await small.run('sequence', 's1', {})).toMatchObject({
      runtimeStatus: 'Completed',
      output: [{ n: 0 }, { n: 1 }, { n: 2 }],
    });
  });

  it('waits for a month in a moment', async () => {
    const start = small.world.clock.now();
    const { output } = await small.run('patient', 'p1', { days: 30 }, 31 * 24 * HOUR);
    expect(Date.parse((output as { at: string }).at) - start).toBeGreaterThanOrEqual(30 * 24 * HOUR);
  });

  it('retries with pauses, and then gives up', async () => {
    expect(await small.run('retrying', 'r1', {})).toMatchObject({ output: 'gave up' });
  });

  it('keeps events in their order, also those before the first wait', async () => {
    await small.send('POST', 'orchestrators/listening/l1', {});
    for (const word of ['a', 'b', 'stop'])
      expect((await small.send('POST', 'instances/l1/raiseEvent/word', word)).status).toBe(202);
    await small.world.conductor.settle();
    expect(await small.status('l1')).toMatchObject({ runtimeStatus: 'Completed', output: ['a', 'b'] });
    expect((await small.send('POST', 'instances/l1/raiseEvent/word', 'late')).status).toBe(410);
  });

  it('loses none of many events that come at once', async () => {
    await small.send('POST', 'orchestrators/listening/l2', {});
    await Promise.all(
      Array.from({ length: 40 }, (_, n) => small.send('POST', 'instances/l2/raiseEvent/word', n)),
    );
    await small.send('POST', 'instances/l2/raiseEvent/word', 'stop');
    await small.world.conductor.settle();
    expect(((await small.status('l2')).output as number[]).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 40 }, (_, n) => n),
    );
  });

  it('renews an execution with a short history', async () => {
    expect(await small.run('counting', 'c1', { n: 20, sum: 0 })).toMatchObject({ output: 210 });
  });

  it('waits for a child under an id of its own', async () => {
    expect(await small.run('parent', 'x1', {})).toMatchObject({ runtimeStatus: 'Completed' });
    expect(await small.status('x1:child')).toMatchObject({ runtimeStatus: 'Completed' });
  });

  it('suspends, resumes, terminates and purges', async () => {
    const manage = async (operation: string): Promise<number> =>
      (await small.send('POST', `instances/m1/${operation}?reason=why`)).status;
    await small.send('POST', 'orchestrators/listening/m1', {});
    expect(await manage('suspend')).toBe(202);
    await small.world.conductor.settle();
    expect(await small.status('m1')).toMatchObject({ runtimeStatus: 'Suspended', output: 'why' });
    expect(await manage('resume')).toBe(202);
    expect(await manage('terminate')).toBe(202);
    await small.world.conductor.settle();
    expect(await small.status('m1')).toMatchObject({ runtimeStatus: 'Terminated', output: 'why' });
    expect((await small.send('DELETE', 'instances/m1')).status).toBe(200);
    expect((await small.send('GET', 'instances/m1')).status).toBe(404);
  });

  it('refuses a second start under the id of a running instance', async () => {
    await small.send('POST', 'orchestrators/listening/d1', {});
    expect((await small.send('POST', 'orchestrators/listening/d1', {})).status).toBe(500);
    expect((await small.send('POST', 'orchestrators/nobody/d2', {})).status).toBe(400);
  });

  it('is loud where a real host would stand still in silence', async () => {
    await small.send('POST', 'orchestrators/stuck/t23', {});
    await small.send('POST', 'orchestrators/twice/t1', {});
    await small.send('POST', 'instances/t1/raiseEvent/word', 'x');
    await small.world.conductor.settle();
    expect(small.world.host().output()).toMatch(/Instance t23 \(stuck\) is stuck: it calls "nobody"/);
    expect(small.world.host().output()).toMatch(/Instance t1 \(twice\) awaits the same task/);
    expect((await small.status('t23')).runtimeStatus).toBe('Running');
  });

  it('takes up after a kill what it was doing', async () => {
    await small.send('POST', 'orchestrators/patient/k1', { days: 2 });
    await small.send('POST', 'orchestrators/listening/k2', {});
    await small.send('POST', 'instances/k2/raiseEvent/word', 'kept');
    await small.world.killHost();
    await small.world.restartHost();
    await small.send('POST', 'instances/k2/raiseEvent/word', 'stop');
    await small.world.conductor.advanceBy(49 * HOUR);
    expect([await small.status('k1'), await small.status('k2')]).toMatchObject([
      { runtimeStatus: 'Completed' },
      { runtimeStatus: 'Completed', output: ['kept'] },
    ]);
  });
});
