import { controlOf } from '../../controls/checklist';
import type { Change } from '../../controls/control';

/**
 * What a person sets in place of these changes, a line a control: details first and the switch they hang on last, so
 * that nothing opens wider on the way.
 */
export function manualStepsFor(changes: readonly Change[]): ManualStep[] {
  const ids = [...new Set(changes.map(({ control }) => control))].toReversed();
  return ids.map((id) => {
    const { title, adminPage, inPowerShell } = controlOf(id);
    const mine = changes.filter(({ control }) => control === id);
    const to = Object.fromEntries(mine.map(({ property, after }) => [property, after]));
    const from = Object.fromEntries(mine.map(({ property, before }) => [property, before]));
    return { control: id, title, powerShell: inPowerShell?.(to, from) ?? '', adminPage };
  });
}

/** What a person must set, because we may not. */
export interface ManualStep {
  control: string;
  title: string;
  /** The line to type; empty where there is none. */
  powerShell: string;
  /** Where it is set with the mouse. */
  adminPage: string;
}
