import type { Change } from '../controls/control';
import { isSame } from '../controls/values/value';
import type { Past } from '../domain/diagnosis/explanation';
import type { Step } from '../domain/enablement/step';
import type { EnablementStore } from '../store/enablements/enablement-store';

const HOUR = 3_600_000;
/** No switch takes longer than two days; a run may have begun some days before it wrote. */
const LOOK_BACK_HOURS = 120;
const MOST_RUNS = 20;

/** What we changed lately, by the id of the control, as far as our own records of the last days tell. */
export async function recentChanges(
  store: EnablementStore,
  tenantId: string,
  now: number,
): Promise<Map<string, Past>> {
  const { items } = await store.list(tenantId, { size: MOST_RUNS });
  const recent = items.filter(({ acceptedAt }) => now - Date.parse(acceptedAt) < LOOK_BACK_HOURS * HOUR);
  return changesIn((await Promise.all(recent.map(({ id }) => store.steps(id)))).flat(), now);
}

/** The last value we wrote to each property counts, also where that was an undo. */
export function changesIn(steps: readonly Step[], now: number): Map<string, Past> {
  const past = new Map<string, Past>();
  const inOrder = steps.toSorted((a, b) => Date.parse(a.ended) - Date.parse(b.ended));
  for (const { kind, ended, result } of inOrder) {
    if (kind !== 'applied' && kind !== 'undone' && kind !== 'commandReceived') continue;
    const isShown = resultKind(result) === 'applied' || resultKind(result) === 'brokeOff';
    for (const { control, property, after } of changesAt('written', result)) {
      const stood = { ...past.get(control)?.stood, [property]: after };
      past.set(control, { age: (now - Date.parse(ended)) / HOUR, stood, ...(isShown && { isShown }) });
    }
    // A later look that showed it.
    if (resultKind(result) !== 'undoChecked') continue;
    for (const { control, property, after } of changesAt('seen', result)) {
      const known = past.get(control);
      if (known && isSame(known.stood[property], after)) past.set(control, { ...known, isShown: true });
    }
  }
  return past;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const resultKind = (result: unknown): unknown => (isRecord(result) ? result['kind'] : undefined);

/** @param name under which a result keeps changes */
const changesAt = (name: 'written' | 'seen', result: unknown): Change[] =>
  isRecord(result) && Array.isArray(result[name]) ? (result[name] as Change[]) : [];
