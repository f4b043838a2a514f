import type { Enablement } from '../../domain/enablement/enablement';
import { FAULTS_IN_WORDS, type ChainFault, type ChainReport } from '../../domain/enablement/evidence';
import type { Step } from '../../domain/enablement/step';
import { canonicalJson, findFault } from './hash-chain';

/** What the row of a run says that its steps must bear out. */
export type Anchor = Partial<Pick<Enablement, 'request' | 'runOutcome' | 'lastHash'>>;

/**
 * Whether every step fits the one before it, and the run's own row fits them: its request, its conclusion, its last hash.
 * @param unreadable the numbers of those whose rows nobody can read
 */
export function checkEvidence(
  steps: readonly Step[],
  anchor: Anchor = {},
  unreadable: readonly number[] = [],
): ChainReport {
  const last = steps.at(-1);
  const found = firstFault(steps, unreadable) ?? againstRow(steps, anchor);
  const isAnchored = anchor.lastHash !== undefined;
  const common = { ...(last && { lastHash: last.hash }), isAnchored };
  if (found === undefined) {
    const end = isAnchored ? 'up to its end' : 'so far';
    return { isWhole: true, ...common, text: `${steps.length} steps, whole ${end}.` };
  }
  const { sequence, fault } = found;
  return {
    isWhole: false,
    ...common,
    brokenAt: sequence,
    fault,
    text: `Not whole, from step ${sequence} on: ${FAULTS_IN_WORDS[fault]}.`,
  };
}

/** The first that does not fit, or cannot be read: behind a step that is missing to us the others prove nothing. */
function firstFault(steps: readonly Step[], unreadable: readonly number[]): ReturnType<typeof findFault> {
  const [sequence] = [...unreadable].sort((a, b) => a - b);
  if (sequence === undefined) return findFault(steps);
  return findFault(steps.filter((step) => step.sequence < sequence)) ?? { sequence, fault: 'stepUnreadable' };
}

function againstRow(
  steps: readonly Step[],
  { request, runOutcome, lastHash }: Anchor,
): { sequence: number; fault: ChainFault } | undefined {
  const [first] = steps;
  if (request && first && isOther(request, first.result)) return { sequence: 0, fault: 'requestDiffers' };
  if (lastHash !== undefined) {
    const at = steps.findIndex(({ hash }) => hash === lastHash);
    if (at < 0) return { sequence: steps.length, fault: 'endMissing' };
    if (at < steps.length - 1) return { sequence: at + 1, fault: 'addedAfterEnd' };
  }
  const last = steps.at(-1);
  if (runOutcome && (last?.kind !== 'finished' || isOther(runOutcome, last.result)))
    return { sequence: Math.max(0, steps.length - 1), fault: 'outcomeDiffers' };
  return undefined;
}

const isOther = (a: unknown, b: unknown): boolean => canonicalJson(a) !== canonicalJson(b);
