import type { StorageCall } from '../../../local/storage/storage-faults';

/** Whose call it is: told by the partitions of tenants, and by those of runs as soon as their tenant's rows name them. */
export interface StorageLanes {
  /** The number of the lane, where the call is about one. */
  laneOf(call: StorageCall): number | undefined;
}

const RUN_IN_ROW = /\/(?:open|callback|until|holds)!([^!]+)/;

export function storageLanes(tenantIds: readonly string[]): StorageLanes {
  const lanes = new Map(tenantIds.map((id, n) => [id, n]));
  return {
    laneOf(call) {
      const partition = partitionOf(call);
      const lane = lanes.get(partition);
      if (lane === undefined || !tenantIds.includes(partition)) return lane;
      for (const row of call.rows) {
        const run = RUN_IN_ROW.exec(row)?.[1];
        if (run !== undefined) lanes.set(run, lane);
      }
      return lane;
    },
  };
}

function partitionOf({ rows, filter = '' }: StorageCall): string {
  const [row] = rows;
  if (row !== undefined) return row.slice(0, row.indexOf('/'));
  return /PartitionKey eq '([^']+)'/.exec(filter)?.[1] ?? '';
}

/** What a call is about, without whose: `update GastvrijRuns run`, `transaction GastvrijTenants lease, open`. */
export function storageCallName({ kind, table, rows, filter = '' }: StorageCall): string {
  const keys = rows.map((row) => row.slice(row.indexOf('/') + 1));
  const inFilter = [...filter.matchAll(/RowKey \w+ '([^']*)'/g)].map(([, key = '']) => key);
  const heads = [...new Set([...keys, ...inFilter].map(headOf))].toSorted();
  return `${kind} ${table} ${heads.join(', ')}`.trimEnd();
}

/** `step!000003` is a `step`; what begins with a number or an id is known by no name. */
const headOf = (key: string): string => {
  const head = /^[A-Za-z]+/.exec(key.split(/[!"~]/)[0] ?? '')?.[0] ?? '';
  return head === '' || /^[0-9a-f]{8}-/.test(key) ? '{}' : head;
};
