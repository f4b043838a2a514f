import { createHash } from 'node:crypto';
import { CHECKLIST } from '../../controls/checklist';
import { documentsOf } from '../../controls/documents';
import type { DocumentId } from '../../controls/control';
import type { Rung } from '../../enablement/assurance';
import { changeInWords, planChanges, type Plan } from '../../enablement/plan';
import type { Tools } from '.';
import type { InspectedResult } from './inspect';
import { resultOf, runOf } from './recorded-steps';

export interface Planning {
  isDryRun: boolean;
  /** Those that differ, in the order in which they are written. */
  documents: DocumentId[];
  /** The rung the run must reach. */
  target: Rung;
  deadlineHours: number;
}

/** Compares what was read with what the profile needs. Reads and writes nothing at Microsoft. */
export function planActivity({ store, now, canaryGroupId }: Tools) {
  return async ({ id, sequence }: { id: string; sequence: number }): Promise<Planning> => {
    const { request } = await runOf(store, id);
    const inspected = await resultOf<InspectedResult>(store, id, 'inspected');
    const readings = inspected?.documents.flatMap((document) => document.readings) ?? [];
    const at = now().toISOString();
    const made = planChanges(CHECKLIST, readings, request.profile, (text) =>
      createHash('sha256').update(text).digest('hex'),
    );
    const step = await store.record(id, sequence, {
      kind: 'planned',
      controls: made.changes.map(({ control }) => control),
      started: at,
      ended: at,
      text:
        made.changes.length > 0
          ? made.changes.map(changeInWords).join('; ')
          : 'Every setting is already as wished.',
      result: made,
      requestIds: [],
    });
    const plan = step.result as Plan;
    const differing = new Set(plan.changes.map(({ document }) => document));
    return {
      isDryRun: request.dryRun,
      documents: documentsOf(CHECKLIST).filter((document) => differing.has(document)),
      target: canaryGroupId === undefined ? 1 : 3,
      deadlineHours: request.deadlineHours,
    };
  };
}
