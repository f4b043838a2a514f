import { audit, NO_STANDING } from '../../audit/audit';
import { countsOf, type AuditCounts } from '../../audit/audit-run';
import { newsIn } from '../../audit/news';
import { tenantAuditOf, type TenantAudit } from '../../audit/tenant-audit';
import type { AuditStore } from '../../store/audit-store';
import type { EnablementStore } from '../../store/enablement-store';
import type { Summon } from './announce';
import { mendingRunOf } from './ask-mending';
import { AUDITED, findingsBeside, readAll, readBeside, type AuditReader } from './audit-readings';
import { judgeMending } from './judge-mending';
import { newsLetter } from './news-letter';
import { isOurGuest, sinceLastAudit } from './since-last-audit';

/** What an audit works with: no client among it can write. */
export interface AuditTools {
  audits: AuditStore;
  runs: Pick<EnablementStore, 'list' | 'steps' | 'openRuns'>;
  /** Undefined where the tenant is not served any more. */
  readerFor: (tenantId: string) => Promise<AuditReader | undefined>;
  now: () => Date;
}

export interface AuditActivities {
  /** The tenants of a run, in lanes that are gone through side by side. */
  openAudit: (input: { id: string }) => Promise<{ lanes: string[][] }>;
  /** Audits one tenant, once a run. @param input.givesUp whether a busy service is taken for unknown */
  auditTenant: (
    input: { id: string; tenantId: string; givesUp: boolean },
    summon?: Summon,
  ) => Promise<{ outcome: string; findings: number; mends?: true }>;
  closeAudit: (input: { id: string }) => Promise<AuditCounts>;
}

const toldOf = ({ outcome, findings }: TenantAudit) => ({
  outcome,
  findings: findings.length,
  // Left out where nothing is to be put back: most tenants want none of it.
  ...(findings.some(({ mending }) => mending?.state === 'due') && { mends: true as const }),
});

/** So many tenants at once: far below what Microsoft allows an application in all tenants together. */
const LANES = 20;

export function createAuditActivities({ audits, runs, readerFor, now }: AuditTools): AuditActivities {
  return {
    async openAudit({ id }) {
      const run = await audits.find(id);
      if (run === undefined) throw new Error(`There is no audit ${id}.`);
      const { tenants } = run;
      const lanes = Array.from({ length: Math.min(LANES, tenants.length) }, (_, lane) =>
        tenants.filter((__, index) => index % LANES === lane),
      );
      return { lanes };
    },

    async auditTenant({ id, tenantId, givesUp }, summon) {
      const recorded = await audits.result(id, tenantId);
      if (recorded) return toldOf(recorded);
      const result = await auditOnce(id, tenantId, givesUp);
      if (result === undefined) return { outcome: 'notServed', findings: 0 };
      await audits.record(id, result);
      if (await hasLetters(result)) await summon?.(tenantId, 'audits');
      return toldOf(result);
    },

    async closeAudit({ id }) {
      const counts = countsOf(await audits.results(id));
      await audits.finish(id, { finishedAt: now().toISOString(), counts });
      return counts;
    },
  };

  async function hasLetters({ tenantId, findings, at }: TenantAudit): Promise<boolean> {
    if (newsIn(findings, at).length === 0) return false;
    return (await audits.news.letters(tenantId)).some(({ state }) => state === 'waiting');
  }

  /** What is known of a tenant is kept before the result is recorded: a second try finds it there and audits nothing twice. */
  async function auditOnce(id: string, tenantId: string, givesUp: boolean): Promise<TenantAudit | undefined> {
    let kept = await audits.standing(tenantId);
    if (kept?.auditId === id) return kept.result;
    const reader = await readerFor(tenantId);
    if (reader === undefined) return undefined;
    const at = now().toISOString();
    const [readings, beside] = await Promise.all([
      readAll(reader, kept?.standing.readings ?? {}, givesUp),
      readBeside(reader, givesUp),
    ]);
    const isQuiet = (await runs.openRuns(tenantId)).length === 0;
    const isOurs = beside.testGuest !== undefined && (await isOurGuest(runs, tenantId, beside.testGuest.id));
    // While a run is under way, what it made is no leftover, and what was one may be its own.
    const seen = findingsBeside(isQuiet ? beside : { ...beside, watches: [] }, isOurs);
    const unread = isQuiet ? beside.unread : [...beside.unread, 'leftover'];

    for (;;) {
      const before = kept?.standing ?? NO_STANDING;
      const since = await sinceLastAudit(runs, tenantId, before.upTo);
      const { guests, unknown } = beside;
      const evidence = { auditId: id, at, controls: AUDITED, readings, since, beside: seen, unread };
      const run = mendingRunOf(id, tenantId);
      const asked = { lately: since.mended ?? [], run, at };
      const audited = await judgeMending(reader, audit(before, evidence), before, asked);
      const result = tenantAuditOf(audited, before, { tenantId, at, controls: AUDITED, guests, unknown });
      const next = { standing: audited.standing, auditId: id, result };
      const letter = await newsLetter(reader, runs, { auditId: id, at, before, audited, readings });
      if ((await audits.keep(tenantId, next, kept?.etag, letter)) === 'kept') return result;
      // Somebody accepted a finding in between: judge again by that, and read nothing again.
      kept = await audits.standing(tenantId);
      if (kept?.auditId === id) return kept.result;
    }
  }
}
