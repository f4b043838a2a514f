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

/** A step as the table shows it. */
export const cellsOf = (step: Step): string[] => [
  ...COLUMNS.map((column) => shownInCell(step[column])),
  Buffer.from(canonicalJson(contentOf(step))).toString('base64'),
];
