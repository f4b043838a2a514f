import { Refused } from '../../http/faults';
import { lackedBy } from '../../proof/permissions';
import { readGrants } from '../../proof/read-grants';
import type { Tools } from './tools';

/** Why something could not be done at Microsoft, in words for a person; by name what our identity lacks, where that is it. */
export async function whyNot(fault: unknown, { out }: Pick<Tools, 'out'>): Promise<string> {
  if (!(fault instanceof Refused)) return fault instanceof Error ? fault.message : 'for an unknown reason';
  const { method, route } = fault.call;
  const lacked = await lackedBy(`${method} ${route}`, fault.raw, () => readGrants(out));
  return lacked === undefined ? fault.message : `our identity lacks ${lacked}`;
}
