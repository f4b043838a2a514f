import type { OperationKind } from './table-operation';

/** A call as the storage heard it. */
export interface StorageCall {
  kind: OperationKind;
  table: string;
  /** `<partition key>/<row key>` of each row it names. */
  rows: string[];
  /** What a query filters by. */
  filter?: string;
  /** What was answered; 0 where the answer never arrived. */
  status: number;
}

/** What a call may meet. Those that begin with `done` happen all the same: only the caller does not know. */
export type FaultEffect =
  /** Takes so long, in real milliseconds, and is done then. */
  | { kind: 'slow'; ms: number }
  /** Is not done and answered so (503 when left out). */
  | { kind: 'refused'; status?: number }
  /** Is not done; the connection breaks. */
  | { kind: 'unreachable' }
  /** Is done and answered as if it had failed (500 when left out). */
  | { kind: 'doneButFailed'; status?: number }
  /** Is done; the connection breaks before anything is answered. */
  | { kind: 'doneButLost' }
  /** Is done; only so many bytes of the answer arrive, counted from its first line. Below zero: all but so many. */
  | { kind: 'doneButCut'; at: number };

export interface StorageFault {
  effect: FaultEffect;
  /** Which kinds of calls; all when left out. */
  on?: OperationKind | readonly OperationKind[];
  table?: string;
  /** Matches `<partition key>/<row key>` of any row the call names. */
  row?: RegExp;
  /** Picks the calls, where their kind, table and rows do not tell them apart. */
  where?: (call: StorageCall) => boolean;
  /** The first of these calls that it befalls, from 1 on, counted from now. */
  nth?: number;
  /** How many calls in a row it befalls: one when left out. */
  times?: number;
}

export interface AddedFault {
  /** How many calls it befell so far. */
  hits(): number;
  remove(): void;
}

export interface StorageFaults {
  add(fault: StorageFault): AddedFault;
  /** The effect that this call meets: of the fault that was added last, where several fit. */
  meet(call: StorageCall): FaultEffect | undefined;
}

export function createStorageFaults(): StorageFaults {
  const standing = new Set<{ fault: StorageFault; seen: number; hits: number }>();
  return {
    add(fault) {
      const one = { fault, seen: 0, hits: 0 };
      standing.add(one);
      return { hits: () => one.hits, remove: () => void standing.delete(one) };
    },
    meet(call) {
      let met: FaultEffect | undefined;
      for (const one of standing) {
        const { nth = 1, times = 1, effect } = one.fault;
        if (!fits(one.fault, call)) continue;
        one.seen++;
        if (one.seen < nth || one.seen >= nth + times) continue;
        one.hits++;
        met = effect;
      }
      return met;
    },
  };
}

const fits = ({ on, table, row, where }: StorageFault, call: StorageCall): boolean =>
  (on === undefined || [on].flat().includes(call.kind)) &&
  (table === undefined || table === call.table) &&
  (row === undefined || call.rows.some((one) => row.test(one))) &&
  (where === undefined || where(call));
