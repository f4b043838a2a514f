import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { ChainFault } from '../../domain/enablement/evidence';
import type { Step, StepReport } from '../../domain/enablement/step';

/** The `previousHash` of the first step. */
const CHAIN_START = '0'.repeat(64);

/** Numbers a step and ties it to the one before it: a step changed, dropped or added later breaks the chain. */
export function chainStep(previous: Step | undefined, sequence: number, report: StepReport): Step {
  const previousHash = previous?.hash ?? CHAIN_START;
  const content = asStored({ ...report, sequence, previousHash });
  return { ...content, hash: hashOf(content) };
}

/** The first step that does not fit, and why; undefined when each fits the one before it. */
export function findFault(steps: readonly Step[]): { sequence: number; fault: ChainFault } | undefined {
  let expected = CHAIN_START;
  for (const [sequence, step] of steps.entries()) {
    const { hash, previousHash } = step;
    if (step.sequence !== sequence) return { sequence, fault: 'stepMissing' };
    if (previousHash !== expected) return { sequence, fault: 'notChained' };
    if (hashOf(contentOf(step)) !== hash) return { sequence, fault: 'stepChanged' };
    expected = hash;
  }
  return undefined;
}

/** The sequence of the first step that does not fit, or undefined when the evidence is whole. */
export const findBreak = (steps: readonly Step[]): number | undefined => findFault(steps)?.sequence;

/** What a step's hash is made of: the step without it. */
export function contentOf({ hash: _, ...content }: Step): Omit<Step, 'hash'> {
  return content;
}

/** The one way to write a value as JSON: RFC 8785, so that any language comes to the same bytes (docs/evidence.md). */
export const canonicalJson = (value: unknown): string => canonicalize(value) ?? 'null';

/** SHA-256 over the canonical JSON in UTF-8, as lower-case hex. */
const hashOf = (content: Omit<Step, 'hash'>): string =>
  createHash('sha256').update(canonicalJson(content)).digest('hex');

/**
 * A step as the row holds it: what JSON leaves out must not count, and neither must half of a character, which no text
 * in UTF-8 can hold and the table would replace. `JSON.stringify` escapes just those.
 */
function asStored<T>(value: T): T {
  const text = JSON.stringify(value).replace(/\\\\|\\ud[89a-f][0-9a-f]{2}/g, (found) =>
    found === '\\\\' ? found : '\ufffd',
  );
  return JSON.parse(text) as T;
}
