import { TENANTS_TABLE } from '../../src/store/keys';
import { findBreak } from '../../src/store/hash-chain';
import { startStorageProxy } from '../../local/storage/storage-proxy';
import { newBareStorage } from '../support/storage';
import { startHousekeeping, DAY, PROBE, told } from '../support/start-housekeeping';
import { writesOf } from '../support/start-tenant';

const removals = (tenant: Parameters<typeof writesOf>[0]): string[] =>
  writesOf(tenant).filter((line) => line.startsWith('DELETE'));

describe('what a test left at Microsoft', () => {
  it('is left alone while a run is under way, shown by a dry run, and removed once by the pass after it', async () => {
    const house = await startHousekeeping();
    const { tenant } = house;
    const id = await house.test();
    expect(tenant.state.groups[0]?.members).toHaveLength(1);
    expect(await house.keep()).toMatchObject({ chores: [], unread: [] });

    await house.end(id);
    const shown = await house.keep({ dryRun: true });
    expect(told(shown)).toEqual(['subscription planned', 'membership planned', 'guest planned']);
    expect(shown.chores[2]).toMatchObject({ madeBy: id });
    expect(removals(tenant)).toEqual([]);

    expect(told(await house.keep())).toEqual(['subscription done', 'membership done', 'guest done']);
    expect(tenant.state.users.filter(({ userType }) => userType === 'Guest')).toEqual([]);
    expect([tenant.state.groups[0]?.members, tenant.state.deleted.length]).toEqual([[], 1]);
    expect(told(await house.keep())).toEqual([]);
    expect(removals(tenant)).toHaveLength(3);
    expect(tenant.faults).toEqual([]);
  });

  it('takes one request to look for where nothing is left', async () => {
    const house = await startHousekeeping();
    await house.keep();
    expect(house.wire).toEqual(['POST /graph/v1.0/$batch']);
  });

  it('leaves the bin as well where its run was to empty it', async () => {
    const house = await startHousekeeping();
    await house.end(await house.test({ purgeTestGuest: true }));
    const { chores } = await house.keep();
    expect(chores.slice(-2)).toMatchObject([{ kind: 'guest' }, { kind: 'binnedGuest', state: 'done' }]);
    expect(house.tenant.state.deleted).toEqual([]);
  });

  it('leaves the bin also where only the bin was left', async () => {
    const house = await startHousekeeping();
    const id = await house.test({ purgeTestGuest: true });
    house.tenant.mishap({
      kind: 'fail',
      route: 'DELETE /directory/deletedItems/{id}',
      times: 1,
      status: 403,
    });
    await house.activities.cleanUp({ id, sequence: 5 });
    await house.end(id);
    expect(told(await house.keep())).toEqual(['binnedGuest done']);
    expect(house.tenant.state.deleted).toEqual([]);
  });

  it('is found where the answer to the invitation was lost', async () => {
    const house = await startHousekeeping();
    house.tenant.mishap({ kind: 'loseReply', route: 'POST /invitations', times: 2 });
    await house.end(await house.test());
    expect(house.tenant.state.users.map(({ mail }) => mail)).toContain(PROBE);
    expect(told(await house.keep())).toContain('guest done');
  });

  it('was there before the run: then the account stays, and only its place in the test team goes', async () => {
    const house = await startHousekeeping();
    await house.invite(PROBE);
    await house.end(await house.test());
    expect(told(await house.keep())).toEqual(['subscription done', 'membership done']);
    expect(house.tenant.state.users.map(({ mail }) => mail)).toContain(PROBE);
  });

  it('is known for ours also after a later run found it there', async () => {
    const house = await startHousekeeping();
    await house.end(await house.test());
    await house.end(await house.test());
    expect(told(await house.keep())).toContain('guest done');
  });

  it('is nobody’s whom no request named, nor one invited by hand after the run', async () => {
    const house = await startHousekeeping();
    const id = await house.test();
    await house.activities.cleanUp({ id, sequence: 5 });
    await house.end(id);
    house.pass(DAY);
    for (const mail of [PROBE, 'somebody@fabrikam.example']) await house.invite(mail);
    expect(told(await house.keep())).toEqual([]);
  });

  it('stays where a permission is missing, which is named; the rest is done', async () => {
    const house = await startHousekeeping();
    await house.end(await house.test());
    house.revoke('User.DeleteRestore.All');
    const { chores } = await house.keep();
    // The subscription has run out by itself meanwhile.
    expect(chores).toMatchObject([
      { kind: 'membership', state: 'done' },
      { kind: 'guest', state: 'left', why: 'the app lacks Microsoft Graph User.DeleteRestore.All' },
    ]);
  });

  it('waits for a service that is busy, and is passed over by a pass that has no more patience', async () => {
    const house = await startHousekeeping();
    await house.end(await house.test());
    house.tenant.mishap({ kind: 'throttle', route: 'DELETE /users/{id}', times: 1, retryAfterSeconds: 600 });
    const { chores } = await house.keep();
    expect(chores.at(-1)).toMatchObject({
      kind: 'guest',
      state: 'left',
      why: expect.stringMatching(/busy/) as string,
    });
    house.pass(3_600_000);
    expect(told(await house.keep())).toEqual(['guest done']);
    expect(house.tenant.faults).toEqual([]);
  });
});

describe('the account of somebody who was there before and is gone', () => {
  it('is not mistaken for the one the invitation made, which the run itself removes', async () => {
    const house = await startHousekeeping();
    await house.invite(PROBE);
    const id = await house.admit();
    await house.activities.inspect({ id, sequence: 1, now: house.tenant.clock.now() });
    const [before] = house.tenant.state.users.filter(({ mail }) => mail === PROBE);
    await house.tenant.call('DELETE', `/users/${before?.id}`);
    await house.climb(id);
    await house.activities.cleanUp({ id, sequence: await house.activities.countSteps({ id }) });
    expect(house.tenant.state.users.map(({ mail }) => mail)).not.toContain(PROBE);
  });
});

describe('a pass that is cut short', () => {
  it('leaves to a run that began meanwhile what that may use', async () => {
    const house = await startHousekeeping();
    const { tenantId } = house.tenant;
    await house.end(await house.test());
    const id = await house.begin();
    house.tenant.mishap({ kind: 'throttle', route: 'DELETE /users/{id}', times: 1, retryAfterSeconds: 5 });
    await expect(house.keeping.tidyTenant({ id, tenantId, givesUp: false })).rejects.toThrow(/busy/);
    await house.admit();
    house.pass(10_000);
    await house.keeping.tidyTenant({ id, tenantId, givesUp: false });
    const tidied = await house.housekeeping.tidied(id, tenantId);
    expect(tidied?.chores.at(-1)).toMatchObject({
      kind: 'guest',
      state: 'left',
      why: 'A run began meanwhile, and may use it.',
    });
  });

  it('goes on from what it wrote down, and counts right', async () => {
    const house = await startHousekeeping();
    const { tenantId } = house.tenant;
    await house.end(await house.test());
    const id = await house.begin();
    house.tenant.mishap({ kind: 'throttle', route: 'DELETE /users/{id}', times: 1, retryAfterSeconds: 5 });
    await expect(house.keeping.tidyTenant({ id, tenantId, givesUp: false })).rejects.toThrow(/busy/);
    house.pass(10_000);
    await house.keeping.tidyTenant({ id, tenantId, givesUp: false });
    await house.keeping.closeHousekeeping({ id });
    const { counts = [], missing } = (await house.housekeeping.find(id)) ?? {};
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
    const house = await startHousekeeping();
    const { tenantId } = house.tenant;
    const old = await house.admit({ dryRun: true }, 'RITM0012345');
    await house.activities.inspect({ id: old, sequence: 1, now: house.tenant.clock.now() });
    // More rows than one transaction takes.
    const write = { at: 'some time', document: 'federation' as const, isUndo: false, properties: [] };
    await Promise.all(
      Array.from({ length: 120 }, (_, sequence) => house.runs.begin(old, { sequence, ...write })),
    );
    await house.end(old);
    house.pass(200 * DAY);
    const young = await house.admit({ dryRun: true });
    await house.activities.inspect({ id: young, sequence: 1, now: house.tenant.clock.now() });
    await house.end(young);
    house.pass(199 * DAY);
    expect(told(await house.keep())).toEqual([]);
    house.pass(2 * DAY);
    expect(told(await house.keep())).toEqual(['run done']);

    expect([await house.runs.find(old), await house.runs.steps(old)]).toEqual([undefined, []]);
    expect(await house.runs.begun(old)).toEqual([]);
    expect(findBreak(await house.runs.steps(young))).toBeUndefined();
    const { items } = await house.runs.list(tenantId, { size: 10 });
    expect(items.map(({ id }) => id)).toEqual([young]);
    // Who reads on from the first sees the second, under its own number, once.
    expect(await house.runs.finished(tenantId, { after: 0, size: 5 })).toEqual({ ids: [young], last: 2 });
    expect(await house.runs.finished(tenantId, { after: 2, size: 5 })).toEqual({ ids: [], last: 2 });
    // The caller's key is free again.
    expect(await house.admit({ dryRun: true }, 'RITM0012345')).toBeDefined();
  });

  it('of a run stay as long as its date has not come, or its way back is under way', async () => {
    const house = await startHousekeeping();
    const { tenantId, clock } = house.tenant;
    const enableUntil = new Date(clock.now() + 300 * DAY).toISOString();
    const id = await house.admit({ enableUntil });
    await house.end(id);
    house.pass(401 * DAY);
    expect(told(await house.keep())).toEqual([]);
    const kept = await house.timeBoxes.find(tenantId, id);
    if (kept === undefined) throw new Error('There is no box.');
    await house.timeBoxes.put(tenantId, { ...kept.box, endedBy: 'en-back' }, kept.etag);
    expect(told(await house.keep())).toEqual(['run done']);
    expect(await house.timeBoxes.list(tenantId)).toEqual([]);
  });

  it('of a run whose removal was cut short at any call go with the next pass, and its keys are free', async () => {
    const storage = await startStorageProxy(newBareStorage());
    const house = await startHousekeeping({}, storage.connectionString);
    const { tenantId } = house.tenant;
    const forget = async (nth: number): Promise<boolean> => {
      const enableUntil = new Date(house.tenant.clock.now() + DAY).toISOString();
      const id = await house.admit({ enableUntil }, 'RITM0012345');
      await house.end(id);
      const kept = await house.timeBoxes.find(tenantId, id);
      if (kept === undefined) throw new Error('There is no box.');
      await house.timeBoxes.put(tenantId, { ...kept.box, endedBy: 'en-back' }, kept.etag);
      house.pass(401 * DAY);
      const [{ number = 0 } = {}] = await house.archive.ended(tenantId, 0, 1);
      const fault = storage.addFault({ effect: { kind: 'refused', status: 501 }, nth });
      const isCut = await house.archive.forgetRun(tenantId, { id, number }).then(
        () => false,
        () => true,
      );
      fault.remove();
      if (isCut) expect([nth, ...told(await house.keep())]).toEqual([nth, 'run done']);
      expect([await house.runs.find(id), await house.runs.steps(id)]).toEqual([undefined, []]);
      expect(await house.runs.list(tenantId, { size: 10 })).toEqual({ items: [] });
      expect(await house.timeBoxes.list(tenantId)).toEqual([]);
      expect(await house.archive.ended(tenantId, 0, 10)).toEqual([]);
      return isCut;
    };
    let cuts = 0;
    while (await forget(cuts + 1)) cuts++;
    expect(cuts).toBeGreaterThan(8);
    await storage.stop();
  });

  it('of a run go with as many operations among a hundred as among five, and with no look through its tenant', async () => {
    const storage = await startStorageProxy(newBareStorage());
    const house = await startHousekeeping({}, storage.connectionString);
    const { tenantId } = house.tenant;
    const oneMore = async (key: string): Promise<void> => house.end(await house.admit({ dryRun: true }, key));
    const costOfOne = async (): Promise<string[]> => {
      const [one] = await house.archive.ended(tenantId, 0, 1);
      const before = storage.calls().length;
      expect(one && (await house.archive.forgetRun(tenantId, one))).toBe('forgotten');
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
    const house = await startHousekeeping();
    const id = await house.admit();
    expect(await house.archive.forgetRun(house.tenant.tenantId, { id, number: 1 })).toBe('stillOpen');
    expect(await house.runs.find(id)).toBeDefined();
  });

  it('of audits and passes go after their time, but for the latest', async () => {
    const house = await startHousekeeping();
    const startedAt = house.tenant.out.now();
    const ids = ['a', 'b'].map(
      (chance, n) => `au-${(startedAt.getTime() + n).toString(36).padStart(9, '0')}-${chance}`,
    );
    for (const id of ids)
      await house.audits.begin({ id, startedAt: startedAt.toISOString(), startedBy: 'timer', tenants: [] });
    await house.keep();
    house.pass(401 * DAY);
    await house.keep();
    const histories = { count: async () => 0, purge: async () => 0 };
    const [latest] = await house.housekeeping.newest(1);
    const id = latest?.id ?? '';
    await house.keeping.tidyInstallation(
      { id },
      async () => undefined,
      () => undefined,
      histories,
    );
    expect(told((await house.housekeeping.tidied(id, 'installation')) ?? { chores: [] })).toEqual([
      'audit done',
      'pass done',
    ]);
    expect((await house.audits.newest(5)).map((audit) => audit.id)).toEqual([ids[1]]);
    expect((await house.housekeeping.newest(5)).map((pass) => pass.id)).toEqual([id]);
  });

  it('hold no tenant by a lease whose run is over, and leave that of one under way', async () => {
    const house = await startHousekeeping();
    const id = await house.admit();
    expect(told(await house.keep())).toEqual([]);
    await house.end(id);
    await house.plantLease('en-nobody000');
    expect(told(await house.keep())).toEqual(['lease done']);
    expect(await house.admit()).toBeDefined();
  });
});
