import { FAULT_CLASSES, type FaultClass } from './classes';

/** What is done to a tenant in a cell: a request, and then its undo. */
export type Job = 'guestAccess' | 'externalAccess';
export type Phase = 'run' | 'undo';

/** The n-th call of a route, of either half of a job. */
export interface Target {
  job: Job;
  phase: Phase;
  call: string;
  nth: number;
}

export interface Cell extends Target {
  faultClass: FaultClass;
}

export const nameOf = ({ job, phase, call, nth, faultClass }: Cell): string =>
  `${job}, ${phase}, ${call} (${nth}): ${faultClass.name}`;

/** Each call that was heard, by its route and its number among those of that route. */
export function targetsOf(job: Job, phase: Phase, calls: readonly string[]): Target[] {
  const counts = new Map<string, number>();
  return calls.map((call) => {
    const nth = (counts.get(call) ?? 0) + 1;
    counts.set(call, nth);
    return { job, phase, call, nth };
  });
}

export const isWrite = ({ call }: Target): boolean => !call.startsWith('GET ') && !call.endsWith('/$batch');

/** How far the next cell lies from the one before: a prime, so that each comes once and neighbours lie apart. */
const STRIDE = 1009;

/** Every call under every fault class. However early it is broken off, all calls and classes have had their share. */
export function allCells(targets: readonly Target[]): Cell[] {
  const cells = targets.flatMap((target) => FAULT_CLASSES.map((faultClass) => ({ ...target, faultClass })));
  return cells.map((_, index) => cells[(index * strideIn(cells.length)) % cells.length]!);
}

const strideIn = (length: number): number => (length % STRIDE === 0 ? 1 : STRIDE);

/**
 * A covering part of them, always the same: each fault class once on a call that writes, the calls in turn; then reads,
 * route by route; then the writes again under other classes; as many as there is room for.
 */
export function coveringCells(targets: readonly Target[], size: number): Cell[] {
  const firsts = targets.filter(
    (target, index) =>
      targets.findIndex(({ call, phase }) => call === target.call && phase === target.phase) === index,
  );
  const writes = firsts.filter(isWrite);
  const reads = firsts.filter((target) => !isWrite(target));
  const onWrites = FAULT_CLASSES.map((faultClass, index) => ({
    ...writes[index % writes.length]!,
    faultClass,
  }));
  const onReads = reads.map((target, index) => ({
    ...target,
    faultClass: FAULT_CLASSES[(index * 7) % FAULT_CLASSES.length]!,
  }));
  const rest = writes.map((target, index) => ({
    ...target,
    faultClass: FAULT_CLASSES[(index + 1 + Math.floor(FAULT_CLASSES.length / 2)) % FAULT_CLASSES.length]!,
  }));
  return [...onWrites, ...onReads, ...rest].slice(0, size);
}
