import type { Step } from '../enablement/step';

const COLUMNS = [
  'sequence',
  'kind',
  'controls',
  'started',
  'ended',
  'as',
  'asId',
  'text',
  'before',
  'after',
  'requestIds',
  'error',
  'previousHash',
  'hash',
] as const;

/** The evidence as a table for people's own tools (RFC 4180). */
export function stepsAsCsv(steps: readonly Step[]): string {
  const lines = steps.map((step) => COLUMNS.map((column) => cell(step[column])).join(','));
  return [COLUMNS.join(','), ...lines].map((line) => `${line}\r\n`).join('');
}

export function cell(value: unknown): string {
  const text = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
  // A spreadsheet runs a cell that begins like a formula; what a requester wrote must stay text.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
