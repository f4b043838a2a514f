import { controlOf } from '../../../../controls/checklist';
import {
  FILE_SHARING_CONTROLS,
  fileSharingByRules,
  type FileSharing,
} from '../../../../domain/proof/file-sharing-level';
import { assess } from '../../../../domain/plan/assess-controls';
import { ServiceThrottled } from '../../../../microsoft/http/service-errors';
import { readFor, readingsOf } from '../../../context/readings';
import { runOf } from '../../../context/recorded-steps';
import type { TenantContext } from '../../../context/tenant-context';
import { say } from '../../../../texts/say';

/** Reads the levels that decide about files; undefined where nobody registered how the test team's own site is shared. */
export async function readFileSharing(
  tenantContext: TenantContext,
  id: string,
): Promise<FileSharing | undefined> {
  const { store, canarySiteSharing: site } = tenantContext;
  if (site === undefined) return undefined;
  try {
    const controls = FILE_SHARING_CONTROLS.map(controlOf);
    const { desired, documents } = await readFor(tenantContext, await runOf(store, id), controls);
    return fileSharingByRules(
      assess(controls, readingsOf(documents), { ...desired, profile: 'gated' }),
      site,
    );
  } catch (fault) {
    if (!(fault instanceof ServiceThrottled)) throw fault;
    // What Teams has shown must not be asked again for the sake of what comes on top.
    return { isOpen: false, words: say('files.unread') };
  }
}
