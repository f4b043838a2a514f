import { createHash } from 'node:crypto';
import { odata } from '@azure/data-tables';
import type { Join } from '../../domain/enablement/enablement';
import type { EnablementStore } from './enablement-store';
import { joinKey, rangeOf } from '../tables/keys';
import { joinRowSchema } from '../tables/rows/run-rows';
import { allRows, isConflict, withTables, type Tables } from '../tables/tables';

/** So many are kept of a run: whoever joins it more often under other names says nothing new. */
const MOST_JOINS = 50;

/** Who joined a run: a row each, beside its steps. */
export function tableJoins(tables: Tables): Pick<EnablementStore, 'noteJoin' | 'joins'> {
  const joins = (id: string): Promise<Join[]> => {
    const { from, to } = rangeOf('joined');
    const filter = odata`PartitionKey eq ${id} and RowKey ge ${from} and RowKey lt ${to}`;
    return withTables(tables, async () => {
      const found = await allRows(tables, tables.runs, filter, (row) => joinRowSchema.parse(row));
      return found.sort((a, b) => (a.at < b.at ? -1 : 1));
    });
  };
  return {
    joins,
    async noteJoin(id, join) {
      const { by, byId, through } = join;
      const who = createHash('sha256')
        .update(JSON.stringify([by, byId, through]))
        .digest('hex');
      if ((await joins(id)).length >= MOST_JOINS) return;
      await withTables(tables, () => tables.runs.createEntity({ ...joinKey(id, who), ...join })).catch(
        (error: unknown) => {
          if (!isConflict(error)) throw error;
        },
      );
    },
  };
}
