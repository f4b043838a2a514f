import type { Step, StepReport } from '../../domain/enablement/step';
import type { BegunWrite, EnablementStore } from './enablement-store';
import { chainStep } from '../evidence/hash-chain';
import { begunKey, rangeOf, sequenceIn, stepKey } from '../tables/keys';
import { findRunRow, listRunRows, listRunRowsNow } from '../tables/partition-reading';
import { gatherJson, spreadJson } from '../tables/long-json';
import { begunRowSchema, stepSchema } from '../tables/rows/evidence-rows';
import { legible, legibleUnlessPassed, readable, UnreadableRecord } from '../tables/unreadable-rows';
import { findRow, isConflict, withTables, type Tables } from '../tables/tables';

const stepIn = (row: Record<string, unknown>): Step => stepSchema.parse(gatherJson(row));

/** The steps of a run: one row each, only ever added to. */
export function tableEvidence(
  tables: Tables,
): Pick<EnablementStore, 'begin' | 'begun' | 'record' | 'findStep' | 'steps' | 'legibleSteps'> {
  const findStep = (id: string, sequence: number): Promise<Step | undefined> =>
    readStep(tables, id, sequence);

  const begin: EnablementStore['begin'] = async (id, { sequence, properties, putOff, ...write }) => {
    const row = {
      ...begunKey(id, sequence),
      ...write,
      ...spreadJson(properties, 'properties'),
      ...(putOff && spreadJson(putOff, 'putOff')),
    };
    await withTables(tables, () => tables.runs.upsertEntity(row, 'Replace'));
  };

  const begun: EnablementStore['begun'] = async (id) => {
    const found: BegunWrite[] = [];
    for (const row of await listRunRowsNow(tables, id, rangeOf('begun'))) {
      const read = legibleUnlessPassed(tables, tables.runs, row, (one) => begunRowSchema.parse(one));
      if (read === undefined) continue;
      const { rowKey, putOff, ...write } = read;
      found.push({ sequence: sequenceIn(rowKey), ...write, ...(putOff && { putOff }) });
    }
    return found;
  };

  async function record(id: string, sequence: number, report: StepReport): Promise<Step> {
    const step = chainStep(await previousOf(tables, id, sequence), sequence, report);
    try {
      const row = stepRow(id, step);
      await withTables(tables, () => tables.runs.createEntity(row));
      return step;
    } catch (error) {
      if (!isConflict(error)) throw error;
      const recorded = await findStep(id, sequence);
      if (recorded === undefined) throw error;
      return recorded;
    }
  }

  const stepRows = (id: string) => listRunRows(tables, id, rangeOf('step'));

  const steps: EnablementStore['steps'] = async (id) =>
    (await stepRows(id))
      .map((row) => legibleUnlessPassed(tables, tables.runs, row, stepIn))
      .filter((step) => step !== undefined);

  const legibleSteps: EnablementStore['legibleSteps'] = async (id) => {
    const all = (await stepRows(id)).map(
      (row) =>
        readable(tables.unreadable, tables.runs, row, stepIn) ??
        Number(/\d+$/.exec(String(row['rowKey']))?.[0]),
    );
    return {
      steps: all.filter((one) => typeof one !== 'number'),
      unreadable: all.filter((one) => typeof one === 'number'),
    };
  };

  return { begin, begun, record, findStep, steps, legibleSteps };
}

async function readStep(tables: Tables, id: string, sequence: number): Promise<Step | undefined> {
  const row = await findRunRow(tables, stepKey(id, sequence));
  return row && legible(tables.unreadable, tables.runs, row, stepIn);
}

/**
 * The step before one, which every step but the first hangs on. Behind one that nobody can read, whoever goes on past it
 * begins a new chain: the record is not whole from there on, and says so.
 */
async function previousOf(tables: Tables, id: string, sequence: number): Promise<Step | undefined> {
  if (sequence === 0) return undefined;
  const previous = await readStep(tables, id, sequence - 1).catch((error: unknown) => {
    if (tables.passedOver && error instanceof UnreadableRecord) return undefined;
    throw error;
  });
  if (previous === undefined && tables.passedOver === undefined) {
    throw new Error(`Step ${sequence} of ${id} cannot be recorded before step ${sequence - 1}.`);
  }
  return previous;
}

const stepRow = (id: string, step: Step) => ({
  ...stepKey(id, step.sequence),
  kind: step.kind,
  text: step.text.slice(0, 1000).replace(/[\ud800-\udbff]$/, ''),
  ...spreadJson(step),
});

/** The row of a step, and its hash, under the first number that is free, from the one it was meant to have on. */
export async function nextStepRow(tables: Tables, id: string, sequence: number, report: StepReport) {
  let next = sequence;
  while (await findRow(tables.runs, stepKey(id, next))) next++;
  const step = chainStep(await previousOf(tables, id, next), next, report);
  return { row: stepRow(id, step), hash: step.hash };
}
