import type { EnablementStore } from '../store/enablement-store';

const HOUR = 3_600_000;
/** No switch takes longer than two days; a run may have begun some days before it wrote. */
const LOOK_BACK_HOURS = 120;
const MOST_RUNS = 20;

/** Hours since we last changed a control, by its id, as far as our own records of the last days tell. */
export async function agesOfChanges(
  store: EnablementStore,
  tenantId: string,
  now: Date,
): Promise<Map<string, number>> {
  const { items } = await store.list(tenantId, { size: MOST_RUNS });
  const recent = items.filter(
    ({ acceptedAt }) => now.getTime() - Date.parse(acceptedAt) < LOOK_BACK_HOURS * HOUR,
  );
  const steps = (await Promise.all(recent.map(({ id }) => store.steps(id)))).flat();
  const ages = new Map<string, number>();
  for (const { kind, controls = [], ended, result } of steps) {
    const isWritten = (kind === 'applied' || kind === 'putBack') && hasWritten(result);
    if (!isWritten) continue;
    const age = (now.getTime() - Date.parse(ended)) / HOUR;
    for (const control of controls) ages.set(control, Math.min(age, ages.get(control) ?? Infinity));
  }
  return ages;
}

const hasWritten = (result: unknown): boolean =>
  typeof result === 'object' && result !== null && 'written' in result;
