import type { Step } from '../../src/domain/enablement/step';
import { cellsOf, stepsAsCsv } from '../../src/functions/enablements/steps-csv';
import { checkEvidence } from '../../src/store/evidence/check-evidence';
import type { ChainReport } from '../../src/domain/enablement/evidence';
import { UsageFault } from './command-line';
import { parseCsv } from './csv';

export interface Verified extends ChainReport {
  id?: string;
  steps: number;
  /** Whether the last of them is the end of the run. */
  isOver: boolean;
}

/**
 * Checks an export of the evidence of a run, JSON or CSV, with nothing but what is in it.
 * @param lastHash as the callback or the log told it; without it, the one the export names for itself
 * @throws UsageFault where the text is no such export
 */
export function verifyExport(text: string, lastHash?: string): Verified {
  const { id, steps, named } = text.trimStart().startsWith('{') ? fromJson(text) : fromCsv(text);
  const anchor = lastHash ?? named;
  const report = checkEvidence(steps, anchor === undefined ? {} : { lastHash: anchor });
  const isOver = steps.at(-1)?.kind === 'finished';
  return { ...(id && { id }), steps: steps.length, isOver, ...report };
}

interface Export {
  id?: string;
  steps: Step[];
  /** The last hash that the export itself names, where the run was over. */
  named?: string;
}

function fromJson(text: string): Export {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new UsageFault(`This is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const { id, steps, chain } = content as { id?: string; steps?: unknown; chain?: Partial<ChainReport> };
  if (!Array.isArray(steps) || !steps.every(isStep))
    throw new UsageFault('This is no evidence: it has no list of steps with hashes.');
  return { ...(id && { id }), steps, ...(chain?.isAnchored && chain.lastHash && { named: chain.lastHash }) };
}

const isStep = (step: unknown): step is Step =>
  typeof step === 'object' && step !== null && 'hash' in step && 'previousHash' in step;

/** What a person reads in the columns must be what the hashed record says, or the table is not the evidence. */
function fromCsv(text: string): Export {
  const [names = [], ...rows] = parseCsv(text.replace(/^\ufeff/, ''));
  const [hashAt, recordAt] = [names.indexOf('hash'), names.indexOf('record')];
  if (hashAt < 0 || recordAt < 0)
    throw new UsageFault('This is no evidence: a table of it has the columns "hash" and "record".');
  const [columns = []] = parseCsv(stepsAsCsv([]).replace(/^\ufeff/, ''));
  const isOurs = names.join() === columns.join();
  const steps = rows.map((row) => {
    const record = Buffer.from(row[recordAt] ?? '', 'base64').toString();
    const step = { ...contentIn(record), hash: row[hashAt] ?? '' } as Step;
    const cells = cellsOf(step);
    const isAsShown =
      isOurs && row.length === cells.length && cells.every((cell, index) => cell === row[index]);
    // A table that shows something else than what was hashed fits no hash.
    return isAsShown ? step : { ...step, text: `${step.text} (shown otherwise)` };
  });
  return { steps };
}

function contentIn(record: string): Record<string, unknown> {
  try {
    return JSON.parse(record) as Record<string, unknown>;
  } catch {
    return {};
  }
}
