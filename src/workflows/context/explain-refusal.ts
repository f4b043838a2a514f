import { Refused } from '../../microsoft/http/service-errors';
import { missingPermissionFor } from '../../microsoft/permissions/needed-permissions';
import { readGrants } from '../../microsoft/permissions/read-granted-permissions';
import type { TenantContext } from './tenant-context';
import type { Sentence } from '../../texts/said';
import { say, verbatim } from '../../texts/say';

/** Why something could not be done at Microsoft, in words for a person; by name what our identity lacks, where that is it. */
export async function explainRefusal(
  fault: unknown,
  { clientContext }: Pick<TenantContext, 'clientContext'>,
): Promise<Sentence> {
  if (!(fault instanceof Refused))
    return fault instanceof Error ? verbatim(fault.message) : say('reading.unknownReason');
  const { method, route } = fault.call;
  const missingPermission = await missingPermissionFor(`${method} ${route}`, fault.raw, () =>
    readGrants(clientContext),
  );
  return missingPermission === undefined
    ? verbatim(fault.message)
    : say('left.lacks', { missing: verbatim(missingPermission).said });
}
