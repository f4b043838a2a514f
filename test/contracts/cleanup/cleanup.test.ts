import { TENANTS_TABLE } from '../../../src/store/tables/keys';
import { findBreak } from '../../../src/store/evidence/hash-chain';
import { startStorageProxy } from '../../../local/storage/storage-proxy';
import { newBareStorage } from '../../support/storage';
import { startCleanup, DAY, PROBE, notes } from '../../support/start/start-cleanup';
import { writesOf } from '../../support/start/start-tenant';

const removals = (tenant: Parameters<typeof writesOf>[0]): string[] =>
  writesOf(tenant).filter((line) => line.startsWith('DELETE'));

describe('what a test left at Microsoft', () => {
  it('is left alone while a run is under way, shown by a dry run, and removed once by the pass after it', async () => {
    const testWorld = await startCleanup();
    const { tenant } = testWorld;
    const id = await testWorld.test();
    expect(tenant.state.groups[0]?.members).toHaveLength(1);
    expect(await testWorld.keep()).toMatchObject({ tasks: [], unread: [] });

    await testWorld.end(id);
    const shown = await testWorld.keep({ dryRun: true });
    expect(notes(shown)).toEqual(['subscription planned', 'membership planned', 'guest planned']);
    expect(shown.tasks[2]).toMatchObject({ madeBy: id });
    expect(removals(tenant)).toEqual([]);

    expect(notes(await testWorld.keep())).toEqual(['subscription done', 'membership done', 'guest done']);
    expect(tenant.state.users.filter(({ userType }) => userType === 'Guest')).toEqual([]);
    expect([tenant.state.groups[0]?.members, tenant.state.deleted.length]).toEqual([[], 1]);
    expect(notes(await testWorld.keep())).toEqual([]);
    expect(removals(tenant)).toHaveLength(3);
    expect(tenant.faults).toEqual([]);
  });

  it('takes one request to look for where nothing is left', async () => {
    const testWorld = await startCleanup();
    await testWorld.keep();
    expect(testWorld.wire).toEqual(['POST /graph/v1.0/$batch']);
  });

  it('leaves the bin as well where its run was to empty it', async () => {
    const testWorld = await startCleanup();
    await testWorld.end(await testWorld.test({ purgeTestGuest: true }));
    const { tasks } = await testWorld.keep();
    expect(tasks.slice(-2)).toMatchObject([{ kind: 'guest' }, { kind: 'binnedGuest', state: 'done' }]);
    expect(testWorld.tenant.state.deleted).toEqual([]);
  });

  it('leaves the bin also where only the bin was left', async () => {
    const testWorld = await startCleanup();
    const id = await testWorld.test({ purgeTestGuest: true });
    testWorld.tenant.serviceFault({
      kind: 'fail',
      route: 'DELETE /directory/deletedItems/{id}',
      times: 1,
      status: 403,
    });
    await testWorld.activities.cleanUp({ id, sequence: 5 });
    await testWorld.end(id);
    expect(notes(await testWorld.keep())).toEqual(['binnedGuest done']);
    expect(testWorld.tenant.state.deleted).toEqual([]);
  });

  it('is found where the answer to the invitation was lost', async () => {
    const testWorld = await startCleanup();
    testWorld.tenant.serviceFault({ kind: 'loseReply', route: 'POST /invitations', times: 2 });
    await testWorld.end(await testWorld.test());
    expect(testWorld.tenant.state.users.map(({ mail }) => mail)).toContain(PROBE);
    expect(notes(await testWorld.keep())).toContain('guest done');
  });

  it('was there before the run: then the account stays, and only its place in the test team goes', async () => {
    const testWorld = await startCleanup();
    await testWorld.invite(PROBE);
    await testWorld.end(await testWorld.test());
    expect(notes(await testWorld.keep())).toEqual(['subscription done', 'membership done']);
    expect(testWorld.tenant.state.users.map(({ mail }) => mail)).toContain(PROBE);
  });

  it('is known for ours also after a later run found it there', async () => {
    const testWorld = await startCleanup();
    await testWorld.end(await testWorld.test());
    await testWorld.end(await testWorld.test());
    expect(notes(await testWorld.keep())).toContain('guest done');
  });

  it('is nobody’s whom no request named, nor one invited by hand after the run', async () => {
    const testWorld = await startCleanup();
    const id = await testWorld.test();
    await testWorld.activities.cleanUp({ id, sequence: 5 });
    await testWorld.end(id);
    testWorld.cleanupRun(DAY);
    for (const mail of [PROBE, 'somebody@fabrikam.example']) await testWorld.invite(mail);
    expect(notes(await testWorld.keep())).toEqual([]);
  });

  it('stays where a permission is missing, which is named; the rest is done', async () => {
    const testWorld = await startCleanup();
    await testWorld.end(await testWorld.test());
    testWorld.revoke('User.DeleteRestore.All');
    const { tasks } = await testWorld.keep();
    // The subscription has run out by itself meanwhile.
    expect(tasks).toMatchObject([
      { kind: 'membership', state: 'done' },
      { kind: 'guest', state: 'left', why: 'the app lacks Microsoft Graph User.DeleteRestore.All' },
    ]);
  });

  it('waits for a service that is busy, and is passed over by a pass that has no more patience', async () => {
    const testWorld = await startCleanup();
    await testWorld.end(await testWorld.test());
    testWorld.tenant.serviceFault({
      kind: 'throttle',
      route: 'DELETE /users/{id}',
      times: 1,
      retryAfterSeconds: 600,
    });
    const { tasks } = await testWorld.keep();
    expect(tasks.at(-1)).toMatchObject({
      kind: 'guest',
      state: 'left',
      why: expect.stringMatching(/busy/) as string,
    });
    testWorld.cleanupRun(3_600_000);
    expect(notes(await testWorld.keep())).toEqual(['guest done']);
    expect(testWorld.tenant.faults).toEqual([]);
  });
});

describe('the account of somebody who was there before and is gone', () => {
  it('is not mistaken for the one the invitation made, which the run itself removes', async () => {
    const testWorld = await startCleanup();
    await testWorld.invite(PROBE);
    const id = await testWorld.admit();
    await testWorld.activities.inspect({ id, sequence: 1, now: testWorld.tenant.clock.now() });
    const [before] = testWorld.tenant.state.users.filter(({ mail }) => mail === PROBE);
    await testWorld.tenant.call('DELETE', `/users/${before?.id}`);
    await testWorld.proveStep(id);
    await testWorld.activities.cleanUp({ id, sequence: await testWorld.activities.countSteps({ id }) });
    expect(testWorld.tenant.state.users.map(({ mail }) => mail)).not.toContain(PROBE);
  });
});

describe('a pass that is cut short', () => {
  it('leaves to a run that began meanwhile what that may use', async () => {
    const testWorld = await startCleanup();
    const { tenantId } = testWorld.tenant;
    await testWorld.end(await testWorld.test());
    const id = await testWorld.begin();
    testWorld.tenant.serviceFault({
      kind: 'throttle',
      route: 'DELETE /users/{id}',
      times: 1,
      retryAfterSeconds: 5,
    });
    await expect(testWorld.keeping.cleanUpTenant({ id, tenantId, givesUp: false })).rejects.toThrow(/busy/);
    await testWorld.admit();
    testWorld.cleanupRun(10_000);
    await testWorld.keeping.cleanUpTenant({ id, tenantId, givesUp: false });
    const tenantCleanups = await testWorld.cleanup.tenantCleanups(id, tenantId);
    expect(tenantCleanups?.tasks.at(-1)).toMatchObject({
      kind: 'guest',
      state: 'left',
      why: 'A run began meanwhile, and may use it.',
    });
  });

  it('goes on from what it wrote down, and counts right', async () => {
    const testWorld = await startCleanup();
    const { tenantId } = testWorld.tenant;
    await testWorld.end(await testWorld.test());
    const id = await testWorld.begin();
    testWorld.tenant.serviceFault({
      kind: 'throttle',
      route: 'DELETE /users/{id}',
      times: 1,
      retryAfterSeconds: 5,
    });
    await expect(testWorld.keeping.cleanUpTenant({ id, tenantId, givesUp: false })).rejects.toThrow(/busy/);
    testWorld.cleanupRun(10_000);
    await testWorld.keeping.cleanUpTenant({ id, tenantId, givesUp: false });
    await testWorld.keeping.closeCleanup({ id });
    const { counts = [], missing } = (await testWorld.cleanup.find(id)) ?? {};
    expect(counts.map(({ kind, removed }) => [kind, removed])).toEqual([
      ['subscription', 1],
      ['membership', 1],
      ['guest', 1],
    ]);
    expect(missing).toEqual(['installation']);
  });
});

describe('records', () => {
  it('of a run go whole, after their time, and everything that points at them', async () => {
    const testWorld = await startCleanup();
    const { tenantId } = testWorld.tenant;
    const old = await testWorld.admit({ dryRun: true }, 'RITM0012345');
    await testWorld.activities.inspect({ id: old, sequence: 1, now: testWorld.tenant.clock.now() });
    // More rows than one transaction takes.
    const write = { at: 'some time', document: 'federation' as const, isUndo: false, properties: [] };
    await Promise.all(
      Array.from({ length: 120 }, (_, sequence) => testWorld.runs.begin(old, { sequence, ...write })),
    );
    await testWorld.end(old);
    testWorld.cleanupRun(200 * DAY);
    const young = await testWorld.admit({ dryRun: true });
    await testWorld.activities.inspect({ id: young, sequence: 1, now: testWorld.tenant.clock.now() });
    await testWorld.end(young);
    testWorld.cleanupRun(199 * DAY);
    expect(notes(await testWorld.keep())).toEqual([]);
    testWorld.cleanupRun(2 * DAY);
    expect(notes(await testWorld.keep())).toEqual(['run done']);

    expect([await testWorld.runs.find(old), await testWorld.runs.steps(old)]).toEqual([undefined, []]);
    expect(await testWorld.runs.begun(old)).toEqual([]);
    expect(findBreak(await testWorld.runs.steps(young))).toBeUndefined();
    const { items } = await testWorld.runs.list(tenantId, { size: 10 });
    expect(items.map(({ id }) => id)).toEqual([young]);
    // Who reads on from the first sees the second, under its own number, once.
    expect(await testWorld.runs.finished(tenantId, { after: 0, size: 5 })).toEqual({ ids: [young], last: 2 });
    expect(await testWorld.runs.finished(tenantId, { after: 2, size: 5 })).toEqual({ ids: [], last: 2 });
    // The caller's key is free again.
    expect(await testWorld.admit({ dryRun: true }, 'RITM0012345')).toBeDefined();
  });

  it('of a run stay as long as its date has not come, or its way back is under way', async () => {
    const testWorld = await startCleanup();
    const { tenantId, clock } = testWorld.tenant;
    const enableUntil = new Date(clock.now() + 300 * DAY).toISOString();
    const id = await testWorld.admit({ enableUntil });
    await testWorld.end(id);
    testWorld.cleanupRun(401 * DAY);
    expect(notes(await testWorld.keep())).toEqual([]);
    const kept = await testWorld.expiries.find(tenantId, id);
    if (kept === undefined) throw new Error('There is no box.');
    await testWorld.expiries.put(tenantId, { ...kept.box, endedBy: 'en-back' }, kept.etag);
    expect(notes(await testWorld.keep())).toEqual(['run done']);
    expect(await testWorld.expiries.list(tenantId)).toEqual([]);
  });

  it('of a run whose removal was cut short at any call go with the next pass, and its keys are free', async () => {
    const storage = await startStorageProxy(newBareStorage());
    const testWorld = await startCleanup({}, storage.connectionString);
    const { tenantId } = testWorld.tenant;
    const forget = async (nth: number): Promise<boolean> => {
      const enableUntil = new Date(testWorld.tenant.clock.now() + DAY).toISOString();
      const id = await testWorld.admit({ enableUntil }, 'RITM0012345');
      await testWorld.end(id);
      const kept = await testWorld.expiries.find(tenantId, id);
      if (kept === undefined) throw new Error('There is no box.');
      await testWorld.expiries.put(tenantId, { ...kept.box, endedBy: 'en-back' }, kept.etag);
      testWorld.cleanupRun(401 * DAY);
      const [{ number = 0 } = {}] = await testWorld.archive.ended(tenantId, 0, 1);
      const fault = storage.addFault({ effect: { kind: 'refused', status: 501 }, nth });
      const isCut = await testWorld.archive.forgetRun(tenantId, { id, number }).then(
        () => false,
        () => true,
      );
      fault.remove();
      if (isCut) expect([nth, ...notes(await testWorld.keep())]).toEqual([nth, 'run done']);
      expect([await testWorld.runs.find(id), await testWorld.runs.steps(id)]).toEqual([undefined, []]);
      expect(await testWorld.runs.list(tenantId, { size: 10 })).toEqual({ items: [] });
      expect(await testWorld.expiries.list(tenantId)).toEqual([]);
      expect(await testWorld.archive.ended(tenantId, 0, 10)).toEqual([]);
      return isCut;
    };
    let cuts = 0;
    while (await forget(cuts + 1)) cuts++;
    expect(cuts).toBeGreaterThan(8);
    await storage.stop();
  });

  it('of a run go with as many operations among a hundred as among five, and with no look through its tenant', async () => {
    const storage = await startStorageProxy(newBareStorage());
    const testWorld = await startCleanup({}, storage.connectionString);
    const { tenantId } = testWorld.tenant;
    const oneMore = async (key: string): Promise<void> =>
      testWorld.end(await testWorld.admit({ dryRun: true }, key));
    const costOfOne = async (): Promise<string[]> => {
      const [one] = await testWorld.archive.ended(tenantId, 0, 1);
      const before = storage.calls().length;
      expect(one && (await testWorld.archive.forgetRun(tenantId, one))).toBe('forgotten');
      const calls = storage.calls().slice(before);
      for (const { kind, table, filter } of calls)
        if (kind === 'query' && table === TENANTS_TABLE)
          expect(filter).toMatch(/RowKey ge .* and RowKey lt /);
      return calls.map(({ kind, table }) => `${kind} ${table}`);
    };
    for (let n = 0; n < 5; n++) await oneMore(`few ${n}`);
    const amongFive = await costOfOne();
    for (let n = 0; n < 96; n++) await oneMore(`many ${n}`);
    expect(await costOfOne()).toEqual(amongFive);
    expect(amongFive.length).toBeLessThan(15);
    await storage.stop();
  });

  it('of a run that is under way are not removed, whoever asks', async () => {
    const testWorld = await startCleanup();
    const id = await testWorld.admit();
    expect(await testWorld.archive.forgetRun(testWorld.tenant.tenantId, { id, number: 1 })).toBe('stillOpen');
    expect(await testWorld.runs.find(id)).toBeDefined();
  });

  it('of audits and passes go after their time, but for the latest', async () => {
    const testWorld = await startCleanup();
    const startedAt = testWorld.tenant.clientContext.now();
    const ids = ['a', 'b'].map(
      (chance, n) => `au-${(startedAt.getTime() + n).toString(36).padStart(9, '0')}-${chance}`,
    );
    for (const id of ids)
      await testWorld.audits.begin({
        id,
        startedAt: startedAt.toISOString(),
        startedBy: 'timer',
        tenants: [],
      });
    await testWorld.keep();
    testWorld.cleanupRun(401 * DAY);
    await testWorld.keep();
    const histories = { count: async () => 0, purge: async () => 0 };
    const [latest] = await testWorld.cleanup.newest(1);
    const id = latest?.id ?? '';
    await testWorld.keeping.cleanUpInstallation(
      { id },
      async () => undefined,
      () => undefined,
      histories,
    );
    expect(notes((await testWorld.cleanup.tenantCleanups(id, 'installation')) ?? { tasks: [] })).toEqual([
      'audit done',
      'cleanupRun done',
    ]);
    expect((await testWorld.audits.newest(5)).map((audit) => audit.id)).toEqual([ids[1]]);
    expect((await testWorld.cleanup.newest(5)).map((cleanupRun) => cleanupRun.id)).toEqual([id]);
  });

  it('hold no tenant by a lease whose run is over, and leave that of one under way', async () => {
    const testWorld = await startCleanup();
    const id = await testWorld.admit();
    expect(notes(await testWorld.keep())).toEqual([]);
    await testWorld.end(id);
    await testWorld.plantLease('en-nobody000');
    expect(notes(await testWorld.keep())).toEqual(['lease done']);
    expect(await testWorld.admit()).toBeDefined();
  });
});
