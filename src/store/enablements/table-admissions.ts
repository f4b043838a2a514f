import { createHash } from 'node:crypto';
import { odata, TableTransaction } from '@azure/data-tables';
import type { EnablementSummary, Join } from '../../domain/enablement/enablement';
import type { Expiry } from '../../domain/enablement/expiry';
import { continuationAfter, rowKeyIn } from '../tables/continuation-token';
import type { EnablementStore, OpenRun } from './enablement-store';
import type { Admission } from './port/admission';
import * as keys from '../tables/keys';
import { spreadJson } from '../tables/long-json';
import { callerKeyRowSchema, listedRowSchema, openRowSchema } from '../tables/rows/run-rows';
import { dropLease, isAnyHolderOpen, leaseOf } from './table-lease';
import { openRunIn } from './table-open-rows';
import { legible, readable } from '../tables/unreadable-rows';
import { findRow, isConflict, withTables, type Tables } from '../tables/tables';

type Admissions = Pick<EnablementStore, 'admit' | 'knowsKey' | 'openRuns' | 'hasOpenRuns' | 'list'> & {
  findOpen(tenantId: string, id: string): Promise<OpenRun | undefined>;
};
type Evidence = Pick<EnablementStore, 'legibleSteps' | 'noteJoin'>;

/** One partition a tenant: lease, callers' keys, open runs and the list, so that admission is one transaction. */
export function tableAdmissions(tables: Tables, evidence: Evidence): Admissions {
  const admit: Admissions['admit'] = async (admission) => {
    const { id, request, work, earlierWork = [], acceptedAt, idempotency, callback } = admission;
    const { tenantId } = request;
    const [workHash = '', ...earlier] = [work, ...earlierWork].map(hashOf);
    const keyHash = idempotency && hashOf(idempotency.key);
    const key = keyHash === undefined ? undefined : keys.callerKey(tenantId, keyHash);

    const claimKey = (transaction: TableTransaction, forId: string): TableTransaction => {
      if (idempotency && key && keyHash) {
        transaction.createEntity({ ...key, id: forId, fingerprint: idempotency.fingerprint });
        transaction.upsertEntity({ ...keys.heldKey(tenantId, forId, keyHash) });
      }
      return transaction;
    };

    for (;;) {
      const claimed = key && (await withTables(tables, () => findRow(tables.tenants, key)));
      if (claimed) {
        const { id: earlier, fingerprint } = legible(tables.unreadable, tables.tenants, claimed, (one) =>
          callerKeyRowSchema.parse(one),
        );
        const mine = [idempotency?.fingerprint, ...(idempotency?.earlierFingerprints ?? [])];
        return mine.includes(fingerprint) ? { kind: 'replayed', id: earlier } : { kind: 'keyReused' };
      }
      const lease = await leaseOf(tables, tenantId);
      if (lease && !request.dryRun && ![workHash, ...earlier].includes(lease.work)) {
        // One of which nobody can read whose it is, where nobody is under way, is nobody's.
        if (lease.id !== '' || (await isAnyHolderOpen(tables, tenantId)))
          return { kind: 'occupied', by: lease.id };
        await dropLease(tables, tenantId, lease);
        continue;
      }

      try {
        if (lease && !request.dryRun) {
          // Before anything says that he joined: a crash in between must not leave somebody who asked unnoted.
          if ((await evidence.noteJoin(lease.id, askerOf(admission))) === 'full')
            return { kind: 'occupied', by: lease.id };
          if (key) await tables.tenants.submitTransaction(claimKey(new TableTransaction(), lease.id).actions);
          return { kind: 'joined', id: lease.id };
        }
        // The run first, then what points at it: the emulator shows a transaction's rows one by one.
        const transaction = new TableTransaction();
        transaction.createEntity({
          ...keys.openKey(tenantId, id),
          id,
          acceptedAt,
          ...spreadJson(request, 'request'),
        });
        const { goal, requestedBy } = request;
        transaction.createEntity({
          ...keys.listedKey(tenantId, acceptedAt, id),
          id,
          goal,
          requestedBy,
          acceptedAt,
        });
        if (callback) transaction.createEntity({ ...keys.addressKey(tenantId, id), id, ...callback });
        if (request.enableUntil !== undefined && !request.dryRun) {
          const box: Expiry = { id, until: request.enableUntil, extensions: [] };
          transaction.createEntity({ ...keys.expiryKey(tenantId, id), ...spreadJson(box) });
        }
        if (!request.dryRun) transaction.createEntity({ ...keys.leaseKey(tenantId), id, work: workHash });
        await tables.tenants.submitTransaction(claimKey(transaction, id).actions);
        break;
      } catch (error) {
        if (!isConflict(error)) throw error;
        // The client of the tables tries again what was done and answered badly, and then meets its own rows.
        if (await findRow(tables.tenants, keys.openKey(tenantId, id))) break;
        // Another request came between the look and the claim: look again, and see whose it is.
      }
    }
    return { kind: 'admitted' };
  };

  const knowsKey: Admissions['knowsKey'] = async (tenantId, key) =>
    (await withTables(tables, () => findRow(tables.tenants, keys.callerKey(tenantId, hashOf(key))))) !==
    undefined;

  const findOpen: Admissions['findOpen'] = async (tenantId, id) => {
    const row = await withTables(tables, () => findRow(tables.tenants, keys.openKey(tenantId, id)));
    return row && openRunIn(tables, evidence, row);
  };

  const openRuns: Admissions['openRuns'] = async (tenantId) => {
    const { from, to } = keys.rangeOf('open');
    const filter = odata`PartitionKey eq ${tenantId} and RowKey ge ${from} and RowKey lt ${to}`;
    return withTables(tables, async () => {
      const open: OpenRun[] = [];
      for await (const row of tables.tenants.listEntities<Record<string, unknown>>({
        queryOptions: { filter },
      }))
        open.push(await openRunIn(tables, evidence, row));
      return open.sort((a, b) => (a.acceptedAt < b.acceptedAt ? -1 : 1));
    });
  };

  const hasOpenRuns: Admissions['hasOpenRuns'] = async (tenantId) => {
    const { from, to } = keys.rangeOf('open');
    const filter = odata`PartitionKey eq ${tenantId} and RowKey ge ${from} and RowKey lt ${to}`;
    const queryOptions = { filter, select: ['rowKey'] };
    return withTables(tables, async () => {
      for await (const _ of tables.tenants.listEntities({ queryOptions })) return true;
      return false;
    });
  };

  const list: Admissions['list'] = async (tenantId, { size, continuation, isFinished }) => {
    // Runs that go on are few and have rows of their own; the list of all is filtered by what only a finished one has.
    const { from, to } = keys.rangeOf(isFinished === false ? 'open' : 'run');
    // Our own token and not the service's: it is one row key, and cannot make the service refuse what it is handed.
    const after = (continuation === undefined ? undefined : rowKeyIn(continuation)) ?? from;
    const range = odata`PartitionKey eq ${tenantId} and RowKey gt ${after} and RowKey lt ${to}`;
    const filter = isFinished === true ? `${range} and outcome ge ''` : range;
    const schema = isFinished === false ? openRowSchema.transform(summaryOf) : listedRowSchema;
    return withTables(tables, async () => {
      const found: { rowKey: string; item: EnablementSummary }[] = [];
      // One more than a page, to know whether there is another.
      const pages = tables.tenants
        .listEntities({ queryOptions: { filter } })
        .byPage({ maxPageSize: size + 1 });
      for await (const page of pages) {
        for (const row of page) {
          const item = readable(tables.unreadable, tables.tenants, row, (one) => schema.parse(one));
          if (item !== undefined) found.push({ rowKey: row.rowKey ?? '', item: { tenantId, ...item } });
        }
        if (found.length > size) break;
      }
      const shown = found.slice(0, size);
      const last = shown.at(-1);
      const isMore = last !== undefined && found.length > size;
      return {
        items: shown.map(({ item }) => item),
        ...(isMore && { continuation: continuationAfter(last) }),
      };
    });
  };

  return { admit, knowsKey, findOpen, openRuns, hasOpenRuns, list };
}

/** Who is noted as one who asked, where he is given the run of somebody else. */
const askerOf = ({ request, acceptedAt: at }: Admission): Join => {
  const { requestedBy: by, requestedById: byId, through } = request;
  return { by, ...(byId && { byId }), ...(through && { through }), at };
};

const hashOf = (callersKey: string): string => createHash('sha256').update(callersKey).digest('hex');

function summaryOf({ id, acceptedAt, request }: OpenRun): Omit<EnablementSummary, 'tenantId'> {
  return { id, acceptedAt, goal: request.goal, requestedBy: request.requestedBy };
}
