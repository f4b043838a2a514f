import { createHash } from 'node:crypto';
import type { Step, StepReport } from '../enablement/step';

/** The `previousHash` of the first step. */
export const CHAIN_START = '0'.repeat(64);

/** Numbers a step and ties it to the one before it: a step changed, dropped or added later breaks the chain. */
export function chainStep(previous: Step | undefined, sequence: number, report: StepReport): Step {
  const previousHash = previous?.hash ?? CHAIN_START;
  // Through JSON, as the row holds it: what is left out there must not count here.
  const content = JSON.parse(JSON.stringify({ ...report, sequence, previousHash })) as Omit<Step, 'hash'>;
  return { ...content, hash: hashOf(content) };
}

/** The sequence of the first step that does not fit, or undefined when the evidence is whole. */
export function findBreak(steps: readonly Step[]): number | undefined {
  let previousHash = CHAIN_START;
  for (const [index, { hash, ...content }] of steps.entries()) {
    const fits =
      content.sequence === index && content.previousHash === previousHash && hashOf(content) === hash;
    if (!fits) return index;
    previousHash = hash;
  }
  return undefined;
}

function hashOf(content: Omit<Step, 'hash'>): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

/** JSON with sorted names, so that the hash does not hang on the order in which a row was read back. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
