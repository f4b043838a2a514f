import { randomUUID } from 'node:crypto';
import type { TableClient } from '@azure/data-tables';
import { startStorageProxy, type StorageProxy } from '../../../local/storage/storage-proxy';
import { parseRequest } from '../../../src/domain/enablement/parse-request';
import type { EnablementStore } from '../../../src/store/enablements/enablement-store';
import { tableEnablementStore } from '../../../src/store/enablements/table-enablement-store';
import { openTables, type Tables } from '../../../src/store/tables/tables';
import { newBareStorage } from '../../support/storage';

const AT = '2026-03-02T08:00:00.000Z';
const step = { started: AT, ended: AT, text: '', result: {}, requestIds: [] };
const probe = { kind: 'probe', at: AT, by: 'Grace' } as const;

let storage: StorageProxy;
let tables: Tables;

beforeAll(async () => {
  storage = await startStorageProxy(newBareStorage());
  tables = openTables({ connectionString: storage.connectionString });
});
afterAll(() => storage.stop());

/** A run with a step, a command, a begun write and a call about its guest. */
async function aRun(): Promise<string> {
  const store = tableEnablementStore(tables);
  const id = `en-${randomUUID()}`;
  const asked = { tenantId: randomUUID(), goal: 'guestAccess', requestedBy: 'Ada Admin' };
  const parsed = parseRequest(asked, { testGuestEmail: 'probe@fabrikam.example' });
  if (parsed.kind === 'rejected') throw new Error(JSON.stringify(parsed.violations));
  await store.admit({ id, request: parsed.request, work: id, acceptedAt: AT });
  await store.record(id, 0, { kind: 'accepted', ...step });
  await store.sendCommand(id, probe);
  await store.begin(id, { sequence: 1, at: AT, document: 'E-1', isUndo: false, properties: ['a'] });
  await store.beginGuestAct(id, { kind: 'invite', at: AT });
  return id;
}

const reads = (): number => {
  const { read = 0, query = 0 } = storage.operations();
  return read + query;
};

const readAll = async (store: EnablementStore, id: string) => ({
  run: await store.find(id),
  steps: await store.steps(id),
  begun: await store.begun(id),
  guestCalls: await store.guestCalls(id),
});

describe('the records of a run that are read at once', () => {
  it('cost one query, and are the same as those read apart', async () => {
    const id = await aRun();
    const [apart, atOnce] = [tableEnablementStore(tables), tableEnablementStore(tables).atOnce(id)];
    const [run, steps, first] = [await apart.find(id), await apart.steps(id), await apart.findStep(id, 0)];
    expect([run?.commands.length, steps.length]).toEqual([1, 1]);
    const before = reads();
    expect([await atOnce.find(id), await atOnce.steps(id), await atOnce.findStep(id, 0)]).toEqual([
      run,
      steps,
      first,
    ]);
    expect(reads() - before).toBe(1);
  });

  it('are not what says whose something is: of that, what another hand notes is seen at once', async () => {
    const id = await aRun();
    const [mine, other] = [tableEnablementStore(tables).atOnce(id), tableEnablementStore(tables)];
    await readAll(mine, id);
    await other.begin(id, { sequence: 2, at: AT, document: 'E-1', isUndo: false, properties: ['b'] });
    const n = await other.beginGuestAct(id, { kind: 'invite', at: AT });
    await other.answerGuestAct(id, n, { kind: 'done', at: AT });
    const recorded = await other.record(id, 1, { kind: 'applied', ...step });
    expect(await mine.begun(id)).toEqual(await other.begun(id));
    // Steps no older than the writes they are held against: one that was recorded since would look as if it broke off.
    expect(await mine.steps(id)).toContainEqual(recorded);
    expect(await mine.guestCalls(id)).toEqual(await other.guestCalls(id));
    expect(await mine.beginGuestAct(id, { kind: 'invite', at: AT })).toBe(n + 1);
  });

  it('hold what the same hand writes', async () => {
    const id = await aRun();
    const store = tableEnablementStore(tables).atOnce(id);
    await readAll(store, id);
    await store.record(id, 1, { kind: 'probed', ...step });
    await store.begin(id, { sequence: 2, at: AT, document: 'E-1', isUndo: false, properties: ['a'] });
    await store.sendCommand(id, probe, 1);
    await store.beginGuestAct(id, { kind: 'invite', at: AT });
    const held = await readAll(store, id);
    expect(held).toEqual(await readAll(tableEnablementStore(tables), id));
    expect(held.run?.commands).toHaveLength(2);
    expect([held.steps, held.begun, held.guestCalls].map(({ length }) => length)).toEqual([2, 2, 2]);
  });

  it('hold no step that is not there yet: another hand may record it', async () => {
    const id = await aRun();
    const [mine, other] = [tableEnablementStore(tables).atOnce(id), tableEnablementStore(tables)];
    expect(await mine.findStep(id, 1)).toBeUndefined();
    const theirs = await other.record(id, 1, { kind: 'probed', ...step });
    expect(await mine.record(id, 1, { kind: 'probed', ...step, text: 'mine' })).toEqual(theirs);
    expect(await mine.findStep(id, 1)).toEqual(theirs);
  });

  it('overwrite nothing that somebody said meanwhile', async () => {
    const id = await aRun();
    const [mine, other] = [tableEnablementStore(tables).atOnce(id), tableEnablementStore(tables)];
    await readAll(mine, id);
    await other.sendCommand(id, { kind: 'cancel', at: AT, by: 'Ada' });
    expect(await mine.sendCommand(id, probe, 1)).toEqual({ kind: 'commandReceived', sequence: 3 });
    const kinds = (await other.find(id))?.commands.map(({ kind }) => kind);
    expect(kinds).toEqual(['probe', 'cancel', 'probe']);
  });

  it('hold every command that the row of the run counts, also one said between two pages of them', async () => {
    const id = await aRun();
    for (let part = 0; part < 10; part++)
      await tables.runs.submitTransaction(
        Array.from({ length: 100 }, (_, n) => [
          'create',
          { partitionKey: id, rowKey: `delivery!${part}!${n}` },
        ]),
      );
    const other = tableEnablementStore(tables);
    const runs = between(tables.runs, () => other.sendCommand(id, { kind: 'cancel', at: AT, by: 'Ada' }));
    const mine = tableEnablementStore({ ...tables, runs }).atOnce(id);
    expect((await mine.find(id))?.commands.map(({ kind }) => kind)).toEqual(['probe', 'cancel']);
  });

  it('are read again after a reading that failed', async () => {
    const id = await aRun();
    const store = tableEnablementStore(tables).atOnce(id);
    storage.addFault({ effect: { kind: 'refused', status: 403 }, on: 'query' });
    await expect(store.steps(id)).rejects.toMatchObject({ statusCode: 403 });
    expect(await store.steps(id)).toHaveLength(1);
  });
});

/** The same table, with something that happens between the first page of a list and the next. */
function between(table: TableClient, happens: () => Promise<unknown>): TableClient {
  return new Proxy(table, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (name !== 'listEntities')
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      return async function* (...given: Parameters<TableClient['listEntities']>) {
        let page = 0;
        for await (const rows of target.listEntities(...given).byPage()) {
          yield* rows;
          if (page++ === 0) await happens();
        }
      };
    },
  });
}
