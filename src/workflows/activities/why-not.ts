import { Refused } from '../../http/faults';
import { lackedBy } from '../../proof/permissions';
import { readGrants } from '../../proof/read-grants';
import type { Tools } from './tools';
import type { Sentence } from '../../texts/said';
import { say, verbatim } from '../../texts/say';

/** Why something could not be done at Microsoft, in words for a person; by name what our identity lacks, where that is it. */
export async function whyNot(fault: unknown, { out }: Pick<Tools, 'out'>): Promise<Sentence> {
  if (!(fault instanceof Refused))
    return fault instanceof Error ? verbatim(fault.message) : say('reading.unknownReason');
  const { method, route } = fault.call;
  const lacked = await lackedBy(`${method} ${route}`, fault.raw, () => readGrants(out));
  return lacked === undefined
    ? verbatim(fault.message)
    : say('left.lacks', { missing: verbatim(lacked).said });
}
