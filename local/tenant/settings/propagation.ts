import type { TenantFile } from '../tenant-file';
import type { Propagation } from './propagation-field';
import { normal, seededRandom } from '../random';

const HOUR = 3_600_000;

export type PropagatingGate = 'entra' | 'crossTenant' | 'groups' | 'teams' | 'sharepoint' | 'roster';

/**
 * Hours until half, and until 95 % of changes are effective: our reading of what Microsoft documents and
 * administrators report (docs/tenant-file.md). An assumption, not a measurement.
 */
const USUAL: Readonly<Record<PropagatingGate, { median: number; p95: number }>> = {
  entra: { median: 0.42, p95: 1 },
  crossTenant: { median: 1, p95: 5 },
  groups: { median: 0.5, p95: 2 },
  teams: { median: 5, p95: 18 },
  sharepoint: { median: 0.33, p95: 1 },
  roster: { median: 2, p95: 20 },
};

/** How much of the slowness of a gate is the tenant's own, shared by all its gates. */
const SHARED = 0.5;

export interface PropagationModel {
  /** Milliseconds until a change made now is effective; Infinity for never. */
  draw(gate: PropagatingGate): number;
  /** Whether an answer within the flapping time shows the old state. */
  flaps(): boolean;
}

export function propagationModel({ propagation, seed }: TenantFile): PropagationModel {
  const random = seededRandom(seed);
  const tenant = normal(random);
  return {
    draw(gate) {
      const given: Propagation = propagation[gate] ?? USUAL[gate];
      if ('never' in given) return Infinity;
      if ('hours' in given) return given.hours * HOUR;
      const sigma = (Math.log(given.p95) - Math.log(given.median)) / 1.645;
      const z = Math.sqrt(SHARED) * tenant + Math.sqrt(1 - SHARED) * normal(random);
      return Math.exp(Math.log(given.median) + sigma * z) * HOUR;
    },
    flaps: () => random() < 0.3,
  };
}
