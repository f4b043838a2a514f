import type { EnablementStore } from './enablement-store';
import * as keys from '../tables/keys';
import { tableAdmissions } from './table-admissions';
import { tableCommands } from './table-commands';
import { tableOutcomes } from './table-outcomes';
import { tableEvidence } from './table-evidence';
import { tableFinished } from './table-finished';
import { tableGuestCalls } from './table-guest-calls';
import { tableJoins } from './table-joins';
import { tableMend } from './table-mend';
import { tableOpenWork } from '../tenants/table-open-work';
import { tableOutbox } from '../deliveries/table-outbox';
import { tableRuns } from './table-runs';
import { readingAtOnce } from '../tables/partition-reading';
import { findRow, withTables, type Tables } from '../tables/tables';
import { unreadableRows } from '../tables/unreadable-rows';

/** Enablements in Azure Table Storage: one partition a run for its row and its steps, one a tenant for the rest. */
export function tableEnablementStore(tables: Tables): EnablementStore {
  const evidence = tableEvidence(tables);
  const joins = tableJoins(tables);
  const { findOpen, ...admissions } = tableAdmissions(tables, { ...evidence, ...joins });
  const runs = tableRuns(tables);
  const openWork = tableOpenWork(tables);

  return {
    ...admissions,
    ...evidence,
    ...runs,
    ...tableCommands(tables),
    ...tableOutcomes(tables),
    ...tableFinished(tables),
    ...tableGuestCalls(tables),
    ...joins,
    ...tableMend(tables, evidence),
    ...tableOutbox(tables),
    async admit(admission) {
      await openWork.fingerprint(admission.request.tenantId, admission.acceptedAt);
      const result = await admissions.admit(admission);
      if (result.kind === 'admitted') await runs.restore(admission);
      // Whoever claimed it may have died, or be slower than we are, before its own row was written.
      if (result.kind === 'replayed' || result.kind === 'joined') {
        const open = await findOpen(admission.request.tenantId, result.id);
        if (open) await runs.restore(open);
      }
      return result;
    },
    atOnce: (id) => tableEnablementStore(readingAtOnce(tables, id)),
    readingOn() {
      const passedOver = unreadableRows();
      const store = tableEnablementStore({ ...tables, passedOver });
      return { store, passedOver: () => passedOver.all().map(({ row }) => keys.rowInWords(row)) };
    },
    async ping() {
      await withTables(tables, () => findRow(tables.runs, { partitionKey: 'health', rowKey: 'health' }));
    },
  };
}
