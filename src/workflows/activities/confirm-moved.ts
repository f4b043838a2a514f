import type { Applied } from '../../controls/apply-changes';
import { controlOf } from '../../controls/checklist';
import { isSame } from '../../controls/value';
import { BETWEEN_LOOKS, USUAL_LAG } from '../../enablement/reading-lag';
import { putsBack } from '../../enablement/request';
import type { Enablement } from '../../enablement/enablement';
import { ServiceBusy } from '../../http/faults';
import { placeOf, serviceOf } from '../../controls/documents';
import { ownWritesFor } from './own-writes';
import type { Tools } from './tools';

type Moved = Extract<Applied, { kind: 'moved' }>;

/**
 * What moved since the plan, once it was read twice, some minutes apart: replicas disagree, and who is said to have
 * changed a setting must have done so. Where the value read is one that we wrote ourselves lately, nobody else did.
 * @param since when the step was tried for the first time, milliseconds
 * @throws ServiceBusy until the second look is due
 */
export async function confirmMoved(
  tools: Pick<Tools, 'store' | 'now'>,
  run: Enablement,
  since: number,
  moved: Moved,
): Promise<Moved> {
  // A way back leaves alone what reads otherwise, and accuses nobody. What somebody decided since is no reading.
  if (putsBack(run.request) || moved.reason !== undefined) return moved;
  const waited = tools.now().getTime() - since;
  const { control, property, found } = moved;
  const late = (await ownWritesFor(tools, run)).unsettled({ control, property });
  const isOurs = late?.values.some((value) => isSame(value, found)) === true;
  const isNew = isOurs && isSame(late.after, found);
  if (!isNew && waited < (isOurs ? USUAL_LAG : BETWEEN_LOOKS)) throw comeBack(control, tools.now());
  if (!isOurs) return moved;
  const at = new Date(late.at).toISOString();
  return {
    ...moved,
    ownSince: at,
  };
}

function comeBack(control: string, now: Date): ServiceBusy {
  const document = controlOf(control).document ?? 'team';
  const service = serviceOf(document) === 'graph' ? 'Microsoft Graph' : 'Teams administration';
  const call = { service, method: 'GET', route: placeOf(document) } as const;
  return new ServiceBusy(call, new Date(now.getTime() + BETWEEN_LOOKS).toISOString());
}
