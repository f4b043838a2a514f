import { AUDITED } from './audit-readings';
import type { DocumentId, Reading } from '../../../controls/control';
import { documentsOf, serviceOf } from '../../../settings/read-settings';
import { readingsIn, SAFEST_TYPE, SNAPSHOT_TYPES } from '../../../settings/snapshot-readings';
import type { ConfigurationSnapshots, SnapshotJob } from '../../../microsoft/graph/configuration-snapshots';
import { isRefused, Refused, ServiceThrottled } from '../../../microsoft/http/service-errors';

const HOUR = 3_600_000;
/** A snapshot so young is as good as a new one; an order so young is waited for, or has failed. */
const YOUNG = 6 * HOUR;
/** One so old says nothing any more. Where none was ready in time, that of the night before is taken. */
const TOO_OLD = 36 * HOUR;
/** How long Microsoft takes for one is documented nowhere. */
const CHECK_AGAIN = 90_000;

const DOCUMENTS: readonly DocumentId[] = documentsOf(AUDITED).filter(
  (document) => serviceOf(document) === 'teamsAdmin',
);

/**
 * What Teams holds, as Microsoft's own monitor shows it: orders a snapshot and takes it when it is there.
 * @param givesUp whether it is waited for no longer
 * @throws ServiceBusy while one is being made
 */
export async function readSnapshot(
  snapshots: ConfigurationSnapshots,
  now: () => Date,
  givesUp: boolean,
): Promise<Reading[]> {
  const age = ({ orderedAt }: SnapshotJob): number => now().getTime() - Date.parse(orderedAt);
  try {
    const jobs = await snapshots.list();
    const latest = jobs.find(({ state }) => state === 'done');
    if (latest === undefined || age(latest) >= YOUNG) {
      const young = jobs.find((job) => age(job) < YOUNG);
      if (young === undefined) await order(jobs, latest);
      if (!givesUp && young?.state !== 'failed') throw beingMade();
    }
    if (latest?.snapshotId === undefined || age(latest) >= TOO_OLD)
      return unknown('Microsoft’s monitor has no snapshot that is young enough yet.');
    const resources = await snapshots.read(latest.snapshotId);
    return DOCUMENTS.flatMap((document) => readingsIn(resources, document, latest.orderedAt));
  } catch (fault) {
    if (fault instanceof ServiceThrottled && !givesUp) throw fault;
    const missing = isRefused(fault, 401, 403) ? { missing: NEEDED } : {};
    const reason = fault instanceof Error ? fault.message : 'for an unknown reason';
    return unknown(reason).map((one) => ({ ...one, ...missing }));
  }

  async function order(jobs: readonly SnapshotJob[], latest: SnapshotJob | undefined): Promise<void> {
    for (const job of jobs) if (job !== latest) await snapshots.discard(job);
    try {
      await snapshots.order(SNAPSHOT_TYPES);
    } catch (fault) {
      if (!(fault instanceof Refused) || fault.raw.status !== 400) throw fault;
      await snapshots.order([SAFEST_TYPE]);
    }
  }

  function beingMade(): ServiceThrottled {
    const route = '/admin/configurationManagement/configurationSnapshotJobs';
    const retryAt = new Date(now().getTime() + CHECK_AGAIN).toISOString();
    return new ServiceThrottled({ service: 'Microsoft Graph', method: 'GET', route }, retryAt);
  }

  function unknown(reason: string): Extract<Reading, { kind: 'unknown' }>[] {
    const controls = AUDITED.filter(({ document }) => document !== undefined && DOCUMENTS.includes(document));
    return controls.map(({ id: control }) => ({
      kind: 'unknown',
      control,
      reason,
      at: now().toISOString(),
    }));
  }
}

const NEEDED = { graph: ['ConfigurationMonitoring.ReadWrite.All'], roles: [] };
