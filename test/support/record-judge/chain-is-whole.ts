import { findBreak } from '../../../src/store/evidence/hash-chain';
import type { Facts } from './facts';

/** Every record can be read, and no step of a run was changed, dropped or added later. */
export const chainIsWhole = ({ runs, unreadable }: Facts): string[] => [
  ...unreadable,
  ...runs.flatMap(({ run: { id }, steps }) => {
    const broken = findBreak(steps);
    return broken === undefined ? [] : [`the chain of run ${id} breaks at step ${broken}`];
  }),
];
