import type { Step } from '../../domain/enablement/step';
import { canonicalJson, contentOf } from '../../store/evidence/hash-chain';
import { csvOf, shownInCell } from '../http/csv';

const COLUMNS = [
  'sequence',
  'kind',
  'controls',
  'started',
  'ended',
  'as',
  'text',
  'before',
  'after',
  'requestIds',
  'error',
  'previousHash',
  'hash',
] as const;

/**
 * The evidence as a table for people's own tools. `record` holds what the hash of a step is made of, in Base64: there it
 * is neither changed by a spreadsheet nor run by it.
 */
export const stepsAsCsv = (steps: readonly Step[]): string =>
  csvOf([[...COLUMNS, 'record'], ...steps.map(cellsOf)]);

/** A step as the table shows it, with fields in the order in which they are hashed: one order for whoever compares. */
export function cellsOf(step: Step): string[] {
  const record = canonicalJson(contentOf(step));
  const shown = { ...(JSON.parse(record) as Omit<Step, 'hash'>), hash: step.hash };
  return [...COLUMNS.map((column) => shownInCell(shown[column])), Buffer.from(record).toString('base64')];
}
