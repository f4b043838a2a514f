import type { FaultEffect } from '../../../local/storage/storage-faults';
import type { FaultClass } from './fault-class';
const storage = (name: string, effect: FaultEffect, times = 1): FaultClass => ({
  name: `storage ${name}`,
  realm: 'storage',
  storage: { effect, times },
});

/** Whatever its storage does to it, a run ends as if nothing had happened. */
export const STORAGE_CLASSES: readonly FaultClass[] = [
  storage('away', { kind: 'unreachable' }, 9),
  storage('slow', { kind: 'slow', ms: 150 }),
  storage('refuses once', { kind: 'refused' }),
  storage('refuses for longer than the SDK asks', { kind: 'refused' }, 6),
  storage('fails after the effect', { kind: 'doneButFailed' }),
  storage('fails after the effect, again and again', { kind: 'doneButFailed' }, 4),
  storage('loses its answer', { kind: 'doneButLost' }),
  storage('cuts its answer in the head', { kind: 'doneButCut', at: 20 }),
  storage('cuts the last byte of its answer', { kind: 'doneButCut', at: -1 }),
];
