import { createHash } from 'node:crypto';
import type { Join } from '../../domain/enablement/enablement';
import type { EnablementStore } from './enablement-store';
import { joinKey, rangeOf } from '../tables/keys';
import { joinRowSchema } from '../tables/rows/run-rows';
import { listRunRows } from '../tables/partition-reading';
import { isConflict, withTables, type Tables } from '../tables/tables';
import { readable } from '../tables/unreadable-rows';

/** So many may join a run: whoever cannot be noted cannot join, for he could agree to what he asked for. */
const MOST_JOINS = 100;

/** Who joined a run: a row each, beside its steps. */
export function tableJoins(tables: Tables): Pick<EnablementStore, 'noteJoin' | 'joins'> {
  const joins = async (id: string): Promise<Join[]> => {
    const found = (await listRunRows(tables, id, rangeOf('joined'))).map((row) =>
      readable(tables.unreadable, tables.runs, row, (one) => joinRowSchema.parse(one)),
    );
    return found.filter((one) => one !== undefined).sort((a, b) => (a.at < b.at ? -1 : 1));
  };
  return {
    joins,
    async noteJoin(id, join) {
      const { by, byId, through } = join;
      const who = createHash('sha256')
        .update(JSON.stringify([by, byId, through]))
        .digest('hex');
      const row = { ...joinKey(id, who), ...join };
      const noted = await listRunRows(tables, id, rangeOf('joined'));
      if (noted.some(({ rowKey }) => rowKey === row.rowKey)) return 'noted';
      if (noted.length >= MOST_JOINS) return 'full';
      await withTables(tables, () => tables.runs.createEntity(row)).catch((error: unknown) => {
        if (!isConflict(error)) throw error;
      });
      return 'noted';
    },
  };
}
