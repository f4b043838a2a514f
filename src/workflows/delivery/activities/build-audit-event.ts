import type { Audited } from '../../../domain/audit/audit';
import type { Moved } from '../../../domain/audit/change-author';
import { isAlarm, isSetting, auditChangesIn, type AuditChange } from '../../../domain/events/audit-changes';
import { auditEventOf, type ReportedChange } from '../../../domain/events/audit-event';
import { remedyFor } from '../../../domain/remediation/suggest-remedy';
import type { PastRun, Situation } from '../../../domain/remediation/remedy-context';
import type { AuditState } from '../../../domain/audit/audit-state';
import type { Reading } from '../../../controls/control';
import { newDelivery, type Delivery } from '../../../domain/events/delivery';
import { whoChanged } from '../../../inspection/who-changed';
import type { EnablementStore } from '../../../store/enablements/enablement-store';
import type { AuditReader } from '../../audit/activities/audit-readings';
import { isManual } from '../../context/readings';
import { writtenIn } from '../../enablement/activities/apply/written-changes';

/** What somebody does again was done lately. */
const MOST_RUNS = 20;
const WEEK = 7 * 24 * 3_600_000;

interface Audit {
  auditId: string;
  /** When it looked, ISO 8601. */
  at: string;
  before: AuditState;
  audited: Audited;
  readings: readonly Reading[];
}

/**
 * The delivery that tells what is new in an audit; undefined where nothing is, or nobody is to be told. Only where there is
 * one is the log of the directory read, once.
 */
export async function buildAuditEvent(
  { tenant, readers, isNotified, now }: AuditReader,
  runs: Pick<EnablementStore, 'list' | 'steps'>,
  { auditId, at, before, audited, readings }: Audit,
): Promise<Delivery | undefined> {
  const { auditState } = audited;
  const updates = isNotified ? auditChangesIn(auditState.findings, at) : [];
  if (updates.length === 0) return undefined;
  const moved = updates.filter((one) => one.change !== 'resolved' && isSetting(one));
  const until = now().toISOString();
  const authors = await whoChanged(
    readers.graph,
    moved.map((one) => movedBetween(one, before, until)),
  );
  const situation: Situation = {
    auditId,
    tenant,
    baseline: auditState.baseline,
    readings,
    runs: updates.some(isAlarm) ? await pastRuns(runs, tenant.tenantId) : [],
    isManual: (document, isRead) => isManual(tenant, document, isRead),
  };
  const changes = updates.map((one): ReportedChange => {
    const author = authors[moved.indexOf(one)];
    const remedy = one.change === 'resolved' ? undefined : remedyFor(one.finding, situation);
    return { ...one, ...(author && { author }), ...(remedy && { remedy }) };
  });
  const { tenantId, name } = tenant;
  const event = auditEventOf({ auditId, tenantId, at, ...(name && { tenantName: name }) }, changes);
  return newDelivery({ kind: 'audit', edition: auditId, event }, at);
}

/** What is new moved since the last look; what was accepted for a time had moved before it was first seen. */
function movedBetween({ finding, change }: AuditChange, { readings }: AuditState, until: string): Moved {
  const { control, property, since } = finding;
  const what = { ...(control && { control }), ...(property && { property }) };
  const weekBefore = new Date(Date.parse(since) - WEEK).toISOString();
  if (change === 'acceptanceEnded') return { ...what, from: weekBefore, to: since };
  return { ...what, from: readings[control ?? '']?.at ?? weekBefore, to: until };
}

async function pastRuns(runs: Pick<EnablementStore, 'list' | 'steps'>, tenantId: string): Promise<PastRun[]> {
  const { items } = await runs.list(tenantId, { size: MOST_RUNS, isFinished: true });
  return Promise.all(items.map(async ({ id }) => ({ id, written: writtenIn(await runs.steps(id)) })));
}
