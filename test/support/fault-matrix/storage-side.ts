import type { StorageProxy } from '../../../local/storage/storage-proxy';
import type { StorageTrouble } from './fault-class';
import { storageCallName, storageLanes } from './storage-calls';

/** The storage, lane by lane. */
export interface StorageSide {
  /** The calls of a lane from now on, by name; what the matrix itself looks at is none of them. */
  listen(lane: number, hear: (call: string) => void): () => void;
  /** Has the n-th call of a name, from now on, meet trouble, and those of its lane that follow; answers whether it did. */
  trouble(lane: number, call: string, nth: number, trouble: StorageTrouble): () => boolean;
  /** What is looked up in between is nobody's call. */
  looking<T>(look: () => Promise<T>): Promise<T>;
  /** Takes back what has not struck. */
  calm(): void;
}

export function storageSide(storage: StorageProxy, tenantIds: readonly string[]): StorageSide {
  const lanes = storageLanes(tenantIds);
  let auditState: { remove(): void }[] = [];
  let lookers = 0;

  // Never strikes: it hears every call, so that a run is known by its tenant's rows before anything befalls it.
  storage.addFault({ effect: { kind: 'slow', ms: 0 }, where: (call) => void lanes.laneOf(call) === true });
  return {
    listen(lane, hear) {
      const received = storage.addFault({
        effect: { kind: 'slow', ms: 0 },
        where(call) {
          if (lookers === 0 && lanes.laneOf(call) === lane) hear(storageCallName(call));
          return false;
        },
      });
      return () => received.remove();
    },
    trouble(lane, name, nth, { effect, times }) {
      let seen = 0;
      const fault = storage.addFault({
        effect,
        times,
        where(call) {
          if (lookers > 0 || lanes.laneOf(call) !== lane) return false;
          if (storageCallName(call) === name) seen++;
          return seen >= nth;
        },
      });
      auditState.push(fault);
      return () => fault.hits() > 0;
    },
    async looking(look) {
      lookers++;
      try {
        return await look();
      } finally {
        lookers--;
      }
    },
    calm() {
      for (const fault of auditState.splice(0)) fault.remove();
      auditState = [];
    },
  };
}
