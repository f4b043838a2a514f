import type { InspectedResult } from './inspected';
import { resultOf } from './recorded-steps';
import type { Tools } from './tools';

/**
 * The group of the test team a run proves with, as its inspection noted it: a run keeps to one team, whatever is
 * registered meanwhile, and cleans up where it was.
 */
export async function canaryOf({ store, canaryGroupId }: Tools, id: string): Promise<string | undefined> {
  const inspected = await resultOf<InspectedResult>(store, id, 'inspected');
  // Runs that began before inspections noted it went by the setting.
  return inspected?.canaryGroupId ?? canaryGroupId;
}
