import type { EnablementStore } from './enablement-store';
import * as keys from '../tables/keys';
import { spreadJson } from '../tables/long-json';
import { changeRun, readRun } from './table-run-rows';
import { recordAdmittedUndo } from './table-undo-links';
import { isConflict, withTables, type Tables } from '../tables/tables';

type Runs = Pick<EnablementStore, 'find' | 'confirm' | 'restore'>;

/** The row of a run: what was asked, and how it ended. Every change goes under its ETag. */
export function tableRuns(tables: Tables): Runs {
  return {
    async restore(run) {
      const { id, request, acceptedAt } = run;
      await withTables(tables, () => recordAdmittedUndo(tables, run));
      const { tenantId } = request;
      const row = {
        ...keys.runKey(id),
        tenantId,
        acceptedAt,
        ...spreadJson(request, 'request'),
        commandCount: 0,
      };
      await withTables(tables, () => tables.runs.createEntity(row)).catch((error: unknown) => {
        if (!isConflict(error)) throw error;
      });
    },

    async find(id) {
      const found = await readRun(tables, id);
      if (found === undefined) return undefined;
      const { version: _, ...run } = found;
      return run;
    },

    confirm: (id, confirmation) =>
      changeRun<Awaited<ReturnType<Runs['confirm']>>>(
        tables,
        id,
        ({ runOutcome, confirmation: earlier, version: etag }) => {
          if (runOutcome?.partnerTest === undefined) return { answer: { kind: 'notPending' } };
          // The very same was written, and the storage answered that it was not.
          const { by, byId, at } = confirmation;
          if (earlier?.by === by && earlier.byId === byId && earlier.at === at)
            return { answer: { kind: 'confirmed' } };
          if (earlier !== undefined) return { answer: { kind: 'earlier', by: earlier.by } };
          const changed = { ...keys.runKey(id), ...spreadJson(confirmation, 'confirmation') };
          return {
            answer: { kind: 'confirmed' },
            write: () => tables.runs.updateEntity(changed, 'Merge', { etag }),
          };
        },
        () => ({ kind: 'unknown' }),
      ),
  };
}
