import { odata } from '@azure/data-tables';
import type { Step, StepReport } from '../enablement/step';
import type { EnablementStore } from './enablement-store';
import { chainStep } from './hash-chain';
import { begunKey, rangeOf, stepKey } from './keys';
import { gatherJson, spreadJson } from './long-json';
import { stepSchema } from './rows';
import { legible } from './unreadable';
import { findRow, isConflict, withTables, type Tables } from './tables';

const stepIn = (row: Record<string, unknown>): Step => stepSchema.parse(gatherJson(row));

/** The steps of a run: one row each, only ever added to. */
export function tableEvidence(
  tables: Tables,
): Pick<EnablementStore, 'begin' | 'record' | 'findStep' | 'steps'> {
  async function findStep(id: string, sequence: number): Promise<Step | undefined> {
    const row = await withTables(tables, () => findRow(tables.runs, stepKey(id, sequence)));
    return row && legible(tables.unreadable, tables.runs, row, stepIn);
  }

  async function begin(id: string, sequence: number, at: string): Promise<boolean> {
    try {
      await withTables(tables, () => tables.runs.createEntity({ ...begunKey(id, sequence), at }));
      return true;
    } catch (error) {
      if (!isConflict(error)) throw error;
      return false;
    }
  }

  async function record(id: string, sequence: number, report: StepReport): Promise<Step> {
    const previous = sequence > 0 ? await findStep(id, sequence - 1) : undefined;
    if (sequence > 0 && previous === undefined) {
      throw new Error(`Step ${sequence} of ${id} cannot be recorded before step ${sequence - 1}.`);
    }
    const step = chainStep(previous, sequence, report);
    try {
      const { partitionKey, rowKey } = stepKey(id, sequence);
      const row = {
        partitionKey,
        rowKey,
        kind: step.kind,
        text: step.text.slice(0, 1000),
        ...spreadJson(step),
      };
      await withTables(tables, () => tables.runs.createEntity(row));
      return step;
    } catch (error) {
      if (!isConflict(error)) throw error;
      const recorded = await findStep(id, sequence);
      if (recorded === undefined) throw error;
      return recorded;
    }
  }

  async function steps(id: string): Promise<Step[]> {
    const { from, to } = rangeOf('step');
    const filter = odata`PartitionKey eq ${id} and RowKey ge ${from} and RowKey lt ${to}`;
    return withTables(tables, async () => {
      const found: Step[] = [];
      for await (const row of tables.runs.listEntities<Record<string, unknown>>({
        queryOptions: { filter },
      })) {
        found.push(legible(tables.unreadable, tables.runs, row, stepIn));
      }
      return found;
    });
  }

  return { begin, record, findStep, steps };
}
