import type { InspectedResult } from '../enablement/activities/inspect/inspection';
import { resultOf } from './recorded-steps';
import type { TenantContext } from './tenant-context';

/**
 * The group of the test team a run proves with, as its inspection noted it: a run keeps to one team, whatever is
 * registered meanwhile, and cleans up where it was.
 */
export async function canaryOf(
  { store, canaryGroupId }: TenantContext,
  id: string,
): Promise<string | undefined> {
  const inspected = await resultOf<InspectedResult>(store, id, 'inspected');
  // Runs that began before inspections noted it went by the setting.
  return inspected?.canaryGroupId ?? canaryGroupId;
}
