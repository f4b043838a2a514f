import { RestError, TableClient, TableTransaction, type TransactionAction } from '@azure/data-tables';
import { startStorageProxy, type StorageProxy } from '../../../local/storage/storage-proxy';
import type { FaultEffect } from '../../../local/storage/storage-faults';
import { newBareStorage } from '../../support/storage';

const KIB = 1024;

describe('the storage of the tests', () => {
  let storage: StorageProxy;
  let table: TableClient;
  let n = 0;
  beforeAll(async () => {
    storage = await startStorageProxy(newBareStorage());
    table = TableClient.fromConnectionString(storage.connectionString, 'Rows', {
      allowInsecureConnection: true,
      retryOptions: { maxRetries: 0 },
    });
    await table.createTable();
  });
  afterAll(() => storage.stop());

  const row = (properties: Record<string, unknown> = {}, rowKey = `row${n++}`) => ({
    partitionKey: 'p',
    rowKey,
    ...properties,
  });
  /** `400 EntityTooLarge`, or what was done. */
  const answerTo = async (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'done',
      (error: unknown) => {
        if (!(error instanceof RestError)) throw error;
        const body = error.details as { odataError?: { code?: string } } | undefined;
        return `${error.statusCode} ${body?.odataError?.code ?? error.code}`;
      },
    );
  const pieces = (count: number, length: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`p${at}`, 'a'.repeat(length)]));
  const properties = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`p${at}`, 1]));

  const REFUSED: [what: string, entity: () => Record<string, unknown>, answer: string][] = [
    [
      'a string of 32 K characters and one',
      () => row({ a: 'a'.repeat(32 * KIB + 1) }),
      '400 PropertyValueTooLarge',
    ],
    ['65 KB of bytes', () => row({ a: Buffer.alloc(65 * KIB) }), '400 PropertyValueTooLarge'],
    ['253 properties', () => row(properties(253)), '400 TooManyProperties'],
    ['a MiB in letters of two bytes', () => row(pieces(17, 31 * KIB)), '400 EntityTooLarge'],
    ['a key of 513 characters', () => row({}, 'k'.repeat(513)), '400 KeyValueTooLarge'],
    ['a slash in a key', () => row({}, 'a/b'), '400 OutOfRangeInput'],
    ['a control character in a key', () => row({}, 'a\u0085b'), '400 OutOfRangeInput'],
  ];
  it.each(REFUSED)('refuses %s, alone and in a transaction', async (_, entity, answer) => {
    expect(await answerTo(table.createEntity(entity() as never))).toBe(answer);
    const both: TransactionAction[] = [
      ['create', row()],
      ['upsert', entity() as never, 'Replace'],
    ];
    expect(await answerTo(table.submitTransaction(both))).toBe(answer);
  });

  const TAKEN: [what: string, entity: () => Record<string, unknown>][] = [
    ['a string of 32 K characters', () => row({ a: 'a'.repeat(32 * KIB) })],
    ['64 KB of bytes', () => row({ a: Buffer.alloc(64 * KIB) })],
    ['252 properties', () => row(properties(252))],
    ['just under a MiB', () => row(pieces(16, 32_700))],
    ['a key of 512 characters', () => row({}, `${n++}`.padEnd(512, 'k'))],
  ];
  it.each(TAKEN)('takes %s', async (_, entity) => {
    expect(await answerTo(table.createEntity(entity() as never))).toBe('done');
    expect(await answerTo(table.submitTransaction([['create', entity() as never]]))).toBe('done');
  });

  it('counts what a merge leaves standing', async () => {
    const first = row(pieces(15, 32_000));
    await table.createEntity(first);
    const more = {
      partitionKey: 'p',
      rowKey: first.rowKey,
      more: 'a'.repeat(30_000),
      yet: 'a'.repeat(30_000),
    };
    expect(await answerTo(table.updateEntity(more, 'Merge'))).toBe('400 EntityTooLarge');
    expect(await answerTo(table.submitTransaction([['update', more, 'Merge']]))).toBe('400 EntityTooLarge');
    expect(await answerTo(table.updateEntity(more, 'Replace'))).toBe('done');
  });

  it('refuses a transaction of 101 operations, of more than 4 MiB, or with a row twice', async () => {
    const of = (count: number, more: () => Record<string, unknown>) => {
      const transaction = new TableTransaction();
      for (let at = 0; at < count; at++) transaction.createEntity(row(more()));
      return answerTo(table.submitTransaction(transaction.actions));
    };
    expect(await of(101, () => ({}))).toBe('400 InvalidInput');
    expect(await of(100, () => ({}))).toBe('done');
    expect(await of(9, () => pieces(15, 32_000))).toBe('413 RequestBodyTooLarge');
    const twice = row();
    expect(
      await answerTo(
        table.submitTransaction([
          ['create', twice],
          ['upsert', twice, 'Merge'],
        ]),
      ),
    ).toBe('400 InvalidDuplicateRow');
  });

  const EFFECTS: [effect: FaultEffect, answer: string, isDone: boolean][] = [
    [{ kind: 'refused' }, '503 ServerBusy', false],
    [{ kind: 'unreachable' }, 'undefined', false],
    [{ kind: 'doneButFailed' }, '500 InternalError', true],
    [{ kind: 'doneButLost' }, 'undefined', true],
    [{ kind: 'doneButCut', at: 20 }, 'undefined', true],
    [{ kind: 'doneButCut', at: -1 }, 'undefined', true],
    [{ kind: 'slow', ms: 20 }, 'done', true],
  ];
  it.each(EFFECTS)('lets a call meet %j on command, and no other', async (effect, answer, isDone) => {
    const [before, met, after] = [row(), row(), row()];
    const fault = storage.addFault({ effect, on: 'transaction', table: 'Rows', nth: 2 });
    const put = (entity: ReturnType<typeof row>) => answerTo(table.submitTransaction([['create', entity]]));
    expect(await put(before)).toBe('done');
    expect(await put(met)).toContain(answer);
    expect(await put(after)).toBe('done');
    expect(fault.hits()).toBe(1);
    expect(await answerTo(table.getEntity('p', met.rowKey))).toBe(isDone ? 'done' : '404 ResourceNotFound');
    expect(storage.calls().filter(({ rows }) => rows.includes(`p/${met.rowKey}`))).toHaveLength(2);
    fault.remove();
  });

  it('breaks the call that touches one row, as often as it is told', async () => {
    const mine = row();
    const fault = storage.addFault({
      effect: { kind: 'refused' },
      row: new RegExp(`^p/${mine.rowKey}$`),
      times: 2,
    });
    expect(await answerTo(table.createEntity(row()))).toBe('done');
    expect(await answerTo(table.createEntity(mine))).toBe('503 ServerBusy');
    expect(await answerTo(table.createEntity(mine))).toBe('503 ServerBusy');
    expect(await answerTo(table.createEntity(mine))).toBe('done');
    expect(fault.hits()).toBe(2);
  });
});
