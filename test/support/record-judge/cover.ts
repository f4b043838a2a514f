import type { Change, DocumentId } from '../../../src/controls/control';
import { controlOf } from '../../../src/controls/checklist';
import type { Step } from '../../../src/domain/enablement/step';
import type { Facts, RunFacts, TenantFacts, Write } from './facts';

/** A request under way when its run was closed may take effect a little later. */
const LAST_EFFECT = 5 * 60_000;

export const isClosed = ({ run }: RunFacts): boolean => run.closedAt !== undefined;

export const runsOf = ({ runs }: Facts, tenantId: string): RunFacts[] =>
  runs.filter(({ run }) => run.tenantId === tenantId);

/** Whether a write falls into the time of a run. */
function isAround({ run }: RunFacts, at: number): boolean {
  const end = run.closedAt === undefined ? Infinity : Date.parse(run.closedAt) + LAST_EFFECT;
  return !run.request.dryRun && Date.parse(run.acceptedAt) <= at && at <= end;
}

/** The runs in whose time a write falls: one of them must have done it. */
export const runsAround = (facts: Facts, tenantId: string, { at }: Write): RunFacts[] =>
  runsOf(facts, tenantId).filter((run) => isAround(run, Date.parse(at)));

/** The writes that fall into the time of a run. */
export const writesDuring = ({ writes, tenantId }: TenantFacts, run: RunFacts): Write[] =>
  run.run.tenantId === tenantId ? writes.filter(({ at }) => isAround(run, Date.parse(at))) : [];

export const documentOf = (control: string): DocumentId | undefined => controlOf(control).document;

/** What a step says it wrote. */
export function writtenBy({ kind, result }: Step): Change[] {
  if (kind !== 'applied' && kind !== 'undone') return [];
  const { written = [] } = (result ?? {}) as { written?: Change[] };
  return written;
}

/** What a step says was sent, while no answer and no reading says whether it arrived. */
export function perhapsWrittenBy({ kind, result }: Step): Change[] {
  if (!['applied', 'undone', 'commandReceived'].includes(kind)) return [];
  const { mayBeWritten = [] } = (result ?? {}) as { mayBeWritten?: Change[] };
  return mayBeWritten;
}

/** What a step names without claiming it: Microsoft said that it was not done, and it was so at the next look. */
export function foundBy({ result }: Step): Change[] {
  const { foundAsDesired = [] } = (result ?? {}) as { foundAsDesired?: Change[] };
  return foundAsDesired;
}

/** Results of the steps of a kind, as plain data. */
const resultsOf = ({ steps }: RunFacts, ...kinds: Step['kind'][]): Record<string, unknown>[] =>
  steps
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ result }) => (result ?? {}) as Record<string, unknown>);

/** What a run says of its clean-up, over all its clean-ups. */
export function cleanUpOf(facts: RunFacts): { removed: string[]; left: string[] } {
  const lists = (name: 'removed' | 'left'): string[] =>
    resultsOf(facts, 'cleanedUp').flatMap((result) => (result[name] ?? []) as string[]);
  return {
    removed: lists('removed'),
    left: [...lists('left'), ...(facts.run.runOutcome?.cleanUp.left ?? [])],
  };
}

/** What the proof of a run had reached, try by try. */
export const proofsOf = (
  facts: RunFacts,
): { guestId?: string; rung?: number; rosterSubscription?: unknown }[] =>
  resultsOf(facts, 'probed', 'commandReceived').flatMap(({ proof }) =>
    proof === undefined ? [] : [proof as object],
  );
