import type { Audited } from '../../audit/audit';
import type { Moved } from '../../audit/author';
import { isAlarm, isSetting, newsIn, type News } from '../../audit/news';
import { newsEventOf, type Told } from '../../audit/news-event';
import { remedyFor } from '../../audit/remedy';
import type { PastRun, Situation } from '../../audit/situation';
import type { Standing } from '../../audit/standing';
import type { Reading } from '../../controls/control';
import { newLetter, type Letter } from '../../enablement/letter';
import { whoChanged } from '../../explanations/who-changed';
import type { EnablementStore } from '../../store/enablement-store';
import type { AuditReader } from './audit-readings';
import { isByHand } from './readings';
import { writtenIn } from './written';

/** What somebody does again was done lately. */
const MOST_RUNS = 20;
const WEEK = 7 * 24 * 3_600_000;

interface Audit {
  auditId: string;
  /** When it looked, ISO 8601. */
  at: string;
  before: Standing;
  audited: Audited;
  readings: readonly Reading[];
}

/**
 * The letter that tells what is new in an audit; undefined where nothing is, or nobody is to be told. Only where there is
 * one is the log of the directory read, once.
 */
export async function newsLetter(
  { tenant, readers, isTold, now }: AuditReader,
  runs: Pick<EnablementStore, 'list' | 'steps'>,
  { auditId, at, before, audited, readings }: Audit,
): Promise<Letter | undefined> {
  const { standing } = audited;
  const news = isTold ? newsIn(standing.findings, at) : [];
  if (news.length === 0) return undefined;
  const moved = news.filter((one) => one.change !== 'resolved' && isSetting(one));
  const until = now().toISOString();
  const authors = await whoChanged(
    readers.graph,
    moved.map((one) => movedBetween(one, before, until)),
  );
  const situation: Situation = {
    auditId,
    tenant,
    baseline: standing.baseline,
    readings,
    runs: news.some(isAlarm) ? await pastRuns(runs, tenant.tenantId) : [],
    isByHand: (document, isRead) => isByHand(tenant, document, isRead),
  };
  const told = news.map((one): Told => {
    const author = authors[moved.indexOf(one)];
    const remedy = one.change === 'resolved' ? undefined : remedyFor(one.finding, situation);
    return { ...one, ...(author && { author }), ...(remedy && { remedy }) };
  });
  const { tenantId, name } = tenant;
  const event = newsEventOf({ auditId, tenantId, at, ...(name && { tenantName: name }) }, told);
  return newLetter({ kind: 'audit', edition: auditId, event }, at);
}

/** What is new moved since the last look; what was accepted for a time had moved before it was first seen. */
function movedBetween({ finding, change }: News, { readings }: Standing, until: string): Moved {
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
