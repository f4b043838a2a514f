import { controlOf } from '../../controls/checklist';
import type { DocumentId } from '../../controls/control';
import { isSame, type Values } from '../../controls/values/value';
import type { PlannedChange } from '../plan/plan';
import { planUndo } from '../plan/undo-plan';
import type { AuditFinding } from '../audit/audit-finding';
import type { Situation } from './remedy-context';

/**
 * The run whose undo sets a finding back: somebody did again what it had done. None where the undo would change anything
 * that is as it should be. @returns the id of the newest such run
 */
export function undoFor(
  { control, property = '', expected = null, found }: AuditFinding,
  { runs, baseline, readings, isManual }: Situation,
): string | undefined {
  // Readings of one document show the same values: all of it.
  const valuesOf = (document: DocumentId): Values | undefined => {
    const reading = readings.find((one) => controlOf(one.control).document === document);
    return reading?.kind === 'known' ? reading.values : undefined;
  };
  const isMine = (one: PlannedChange): boolean => one.control === control && one.property === property;
  return runs.find(({ written }) => {
    if (!written.some((one) => isMine(one) && isSame(one.before, expected) && isSame(one.after, found)))
      return false;
    const rules = { hash: () => '', alwaysApprove: false, isManual };
    const { changes, manualSteps } = planUndo({ written, valuesOf }, rules);
    const isAllBack = changes.every((one) => isSame(one.after, baseline[one.control]?.[one.property]?.value));
    return manualSteps.length === 0 && changes.some(isMine) && isAllBack;
  })?.id;
}
