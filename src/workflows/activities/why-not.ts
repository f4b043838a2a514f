import type { Permissions } from '../../controls/control';
import { isMissingNothing, missingOf, permissionsInWords, readGrants } from '../../controls/permissions';
import type { LeftoverKind } from '../../housekeeping/chore';
import { isRefused, NoToken } from '../../http/faults';
import { NEEDED_TO_FIND, NEEDED_TO_TIDY } from '../../proof/permissions';
import type { Tools } from '.';

const NEEDED: Readonly<Record<LeftoverKind | 'looking', Permissions[]>> = {
  looking: [NEEDED_TO_FIND],
  guest: [NEEDED_TO_TIDY.guest],
  binnedGuest: [NEEDED_TO_TIDY.guest],
  membership: [NEEDED_TO_TIDY.membership],
  subscription: [],
};

/** Why something could not be done at Microsoft, in words for a person; by name what is missing, where something is. */
export async function whyNot(
  fault: unknown,
  doing: LeftoverKind | 'looking',
  { out }: Pick<Tools, 'out'>,
): Promise<string> {
  if (!(fault instanceof NoToken) && isRefused(fault, 401, 403)) {
    const missing = missingOf(NEEDED[doing], await readGrants(out));
    if (!isMissingNothing(missing)) return `Our identity lacks ${permissionsInWords(missing)}.`;
  }
  return fault instanceof Error ? fault.message : 'For an unknown reason.';
}
