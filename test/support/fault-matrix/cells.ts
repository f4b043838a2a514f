import { FAULT_CLASSES } from './classes';
import type { FaultClass, Realm } from './fault-class';

/** What is done to a tenant in a cell: a request, and then its undo. */
export type Job = 'guestAccess' | 'externalAccess';
export type Phase = 'run' | 'undo';

/** The n-th call of a route, or to the storage, of either half of a job; or a document, of which there is one. */
export interface Target {
  realm: Realm;
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

/** Each call that was heard, by its name and its number among those of that name. */
export function targetsOf(realm: Realm, job: Job, phase: Phase, calls: readonly string[]): Target[] {
  const counts = new Map<string, number>();
  return calls.map((call) => {
    const nth = (counts.get(call) ?? 0) + 1;
    counts.set(call, nth);
    return { realm, job, phase, call, nth };
  });
}

export const isWrite = ({ call }: Target): boolean =>
  !/^(GET|read|query) /.test(call) && !call.endsWith('/$batch');

/** How far the next cell lies from the one before: a prime, so that each comes once and neighbours lie apart. */
const STRIDE = 1009;

/** Every call under every class that befalls such calls. However early it is broken off, all have had their share. */
export function allCells(targets: readonly Target[]): Cell[] {
  const cells = targets.flatMap((target) =>
    classesOf(target.realm).map((faultClass) => ({ ...target, faultClass })),
  );
  return cells.map((_, index) => cells[(index * strideIn(cells.length)) % cells.length]!);
}

const classesOf = (realm: Realm): FaultClass[] => FAULT_CLASSES.filter((one) => one.realm === realm);
const strideIn = (length: number): number => (length % STRIDE === 0 ? 1 : STRIDE);

/**
 * A covering part of them, always the same: each class once on a call of its realm, the calls that write before those
 * that read, and each in turn; then what calls are left, as many as there is room for.
 */
export function coveringCells(targets: readonly Target[], size: number): Cell[] {
  const first = targets.filter(
    (target, index) =>
      targets.findIndex(({ call, phase }) => call === target.call && phase === target.phase) === index,
  );
  const inTurn = [...first.filter(isWrite), ...first.filter((target) => !isWrite(target))];
  const cells: Cell[] = [];
  const left: Cell[] = [];
  for (const realm of ['microsoft', 'storage', 'document'] as const) {
    const own = inTurn.filter((target) => target.realm === realm);
    const classes = classesOf(realm);
    classes.forEach((faultClass, index) => cells.push({ ...own[index % own.length]!, faultClass }));
    own.slice(classes.length).forEach((target, index) =>
      // A prime apart, so that those left do not all meet the first classes.
      left.push({ ...target, faultClass: classes[(index * 7 + 3) % classes.length]! }),
    );
  }
  return [...cells, ...left].slice(0, size);
}
