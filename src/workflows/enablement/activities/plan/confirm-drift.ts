import type { Applied } from '../../../../settings/apply-changes';
import { controlOf } from '../../../../controls/checklist';
import { isSame } from '../../../../controls/values/value';
import { BETWEEN_READINGS, USUAL_LAG } from '../../../../domain/proof/reading-lag';
import { isUndoing } from '../../../../domain/enablement/request';
import type { Enablement } from '../../../../domain/enablement/enablement';
import { ServiceThrottled } from '../../../../microsoft/http/service-errors';
import { placeOf, serviceOf } from '../../../../settings/read-settings';
import { ownWritesFor } from '../apply/own-writes';
import type { TenantContext } from '../../../context/tenant-context';

type Moved = Extract<Applied, { kind: 'moved' }>;

/**
 * What moved since the plan, once it was read twice, some minutes apart: replicas disagree, and who is said to have
 * changed a setting must have done so. Where the value read is one that we wrote ourselves lately, nobody else did.
 * @param since when the step was tried for the first time, milliseconds
 * @throws ServiceBusy until the second look is due
 */
export async function confirmMoved(
  tenantContext: Pick<TenantContext, 'store' | 'now'>,
  run: Enablement,
  since: number,
  moved: Moved,
): Promise<Moved> {
  // An undo leaves alone what reads otherwise, and accuses nobody. What somebody decided since is no reading.
  if (isUndoing(run.request) || moved.reason !== undefined) return moved;
  const waited = tenantContext.now().getTime() - since;
  const { control, property, found } = moved;
  const late = (await ownWritesFor(tenantContext, run)).unsettled({ control, property });
  const isOurs = late?.values.some((value) => isSame(value, found)) === true;
  const isNew = isOurs && isSame(late.after, found);
  if (!isNew && waited < (isOurs ? USUAL_LAG : BETWEEN_READINGS))
    throw comeBack(control, tenantContext.now());
  if (!isOurs) return moved;
  const at = new Date(late.at).toISOString();
  return {
    ...moved,
    ownSince: at,
  };
}

function comeBack(control: string, now: Date): ServiceThrottled {
  const document = controlOf(control).document ?? 'team';
  const service = serviceOf(document) === 'graph' ? 'Microsoft Graph' : 'Teams administration';
  const call = { service, method: 'GET', route: placeOf(document) } as const;
  return new ServiceThrottled(call, new Date(now.getTime() + BETWEEN_READINGS).toISOString());
}
