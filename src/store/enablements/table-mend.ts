import { odata } from '@azure/data-tables';
import type { RunOutcome } from '../../domain/enablement/outcome';
import type { EnablementStore, OpenRun } from './enablement-store';
import * as keys from '../tables/keys';
import { gatherJson, spreadJson } from '../tables/long-json';
import { parsedRequest, runRowSchema } from '../tables/rows/run-rows';
import { readable } from '../tables/unreadable-rows';
import { findRow, isStale, withTables, type Tables } from '../tables/tables';

type Row = Record<string, unknown>;

/**
 * Writes again what nobody can read in the row of a run, from its other rows: without that row nobody could end the run,
 * and its tenant would stay taken for ever. What was rewritten is named in the row; the bytes that were there stay beside.
 */
export function tableMend(tables: Tables, store: Pick<EnablementStore, 'legibleSteps'>) {
  return {
    async remediate(open: OpenRun): Promise<void> {
      for (;;) {
        const row = await withTables(tables, () => findRow(tables.runs, keys.runKey(open.id)));
        if (row === undefined || isWhole(tables, row)) return;
        const { etag, timestamp: _, ...rest } = row;
        const remediated = { ...rest, ...(await mendedIn(row, open)), ...keys.runKey(open.id) };
        try {
          await tables.runs.updateEntity(remediated, 'Replace', { etag: String(etag) });
          return;
        } catch (error) {
          if (!isStale(error)) throw error;
        }
      }
    },
  } satisfies Pick<EnablementStore, 'remediate'>;

  async function mendedIn(row: Row, { id, request, acceptedAt }: OpenRun): Promise<Row> {
    const { tenantId } = request;
    const spoiled: Row = {};
    const set = (name: string, values: Row): void => void (spoiled[name] = values);
    if (typeof row['tenantId'] !== 'string') set('tenantId', { tenantId });
    if (typeof row['acceptedAt'] !== 'string') set('acceptedAt', { acceptedAt });
    if (!isRead(() => parsedRequest(gatherJson(row, 'request'))))
      set('request', spreadJson(request, 'request'));
    if (typeof row['commandCount'] !== 'number')
      set('commandCount', { commandCount: await lastCommandOf(id) });
    for (const name of ['takenOverAt', 'lastHash', 'confirmation', 'undo'])
      if (row[name] !== undefined && !isText(row, name)) set(name, { [name]: undefined });
    Object.assign(spoiled, await endMended(row, id));
    const kept = Object.keys(spoiled).flatMap((name): [string, unknown][] =>
      row[name] === undefined ? [] : [[`unreadable_${name}`, row[name]]],
    );
    const values = Object.assign({}, ...Object.values(spoiled)) as Row;
    return { ...Object.fromEntries(kept), ...values, rewritten: Object.keys(spoiled).join(',') };
  }

  /** A run is over when its row says when and how: what its last step says, where the row does not. */
  async function endMended(row: Row, id: string): Promise<Row> {
    const { closedAt } = row;
    const isSaid = isRead(() => (gatherJson(row, 'runOutcome') as RunOutcome).outcome.length);
    if (closedAt === undefined && row['runOutcome'] === undefined) return {};
    if (typeof closedAt === 'string' && isSaid) return {};
    const { steps } = await store.legibleSteps(id);
    const finished = steps.findLast(({ kind }) => kind === 'finished')?.result as RunOutcome | undefined;
    const said = isSaid ? (gatherJson(row, 'runOutcome') as RunOutcome) : finished;
    // Neither the row nor a step says how it ended: it did not, as far as anybody knows, and is ended anew.
    if (said === undefined) return { runOutcome: { runOutcome: undefined, closedAt: undefined } };
    return { runOutcome: { ...spreadJson(said, 'runOutcome'), closedAt: said.finishedAt } };
  }

  async function lastCommandOf(id: string): Promise<number> {
    const { from, to } = keys.rangeOf('command');
    const filter = odata`PartitionKey eq ${id} and RowKey ge ${from} and RowKey lt ${to}`;
    let last = 0;
    for await (const { rowKey } of tables.runs.listEntities({ queryOptions: { filter, select: ['rowKey'] } }))
      last = Math.max(last, Number(String(rowKey).slice(from.length)) || 0);
    return last;
  }
}

function isWhole(tables: Tables, row: Row): boolean {
  const run = readable(tables.unreadable, tables.runs, row, (one) => runRowSchema.parse(one));
  return run !== undefined && (run.closedAt === undefined) === (run.runOutcome === undefined);
}

/** Of these two kinds of values both are text, and those of the second are JSON. */
const isText = (row: Row, name: string): boolean =>
  name === 'takenOverAt' || name === 'lastHash'
    ? typeof row[name] === 'string'
    : isRead(() => gatherJson(row, name));

function isRead(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}
