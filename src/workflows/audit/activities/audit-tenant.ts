import { audit } from '../../../domain/audit/audit';
import { countsOf, missingIn, type AuditCounts } from '../../../domain/audit/audit-run';
import { auditChangesIn } from '../../../domain/events/audit-changes';
import type { AuditFinding } from '../../../domain/audit/audit-finding';
import { NO_AUDIT_STATE } from '../../../domain/audit/audit-state';
import { tenantAuditOf, type TenantAudit } from '../../../domain/audit/tenant-audit';
import { controlsOfTeam } from '../../../controls/team-controls';
import type { Log } from '../../../domain/events/log-event';
import type { AuditStore } from '../../../store/audits/audit-store';
import type { EnablementStore } from '../../../store/enablements/enablement-store';
import type { Dispatch } from '../../delivery/activities/emit-event';
import { remediationRunOf } from './request-remediation';
import { askForProof } from './request-proof';
import { withMissingNamed } from '../../context/name-missing-permissions';
import { readSnapshot } from './audit-snapshot';
import { knownAfter, targetsIn, withNamed } from './audit-teams';
import { AUDITED, findingsBeside, readAll, readBeside, type AuditReader } from './audit-readings';
import { judgeRemediation } from './judge-remediation';
import { lateValuesFor } from '../../enablement/activities/apply/late-values';
import { buildAuditEvent } from '../../delivery/activities/build-audit-event';
import { underWayIn } from './open-run-changes';
import { isOurGuest, sinceLastAudit } from './since-last-audit';
import { say } from '../../../texts/say';

/** What an audit works with: no client among it can write. What is to be done in a tenant it asks for, as a run. */
export interface AuditContext {
  audits: AuditStore;
  runs: Pick<
    EnablementStore,
    'list' | 'find' | 'steps' | 'guestCalls' | 'openRuns' | 'hasOpenRuns' | 'admit'
  >;
  /** Undefined where the tenant is not served any more. */
  readerFor: (tenantId: string) => Promise<AuditReader | undefined>;
  now: () => Date;
  newId: () => string;
}

export interface AuditActivities {
  /** The tenants of a run, in lanes that are gone through side by side. */
  openAudit: (input: { id: string }) => Promise<{ lanes: string[][] }>;
  /** Audits one tenant, once a run. @param input.givesUp whether a throttling service is taken for unknown */
  auditTenant: (
    input: { id: string; tenantId: string; givesUp: boolean },
    dispatch?: Dispatch,
    log?: Log,
  ) => Promise<{
    outcome: string;
    findings: number;
    /** A run it asked for, to be started. */
    begins?: string;
    /** Whether something is to be undone. */
    remediates?: true;
  }>;
  closeAudit: (input: { id: string }) => Promise<AuditCounts>;
}

/** What an audit of a tenant came to. A run it asked for that nobody hears of here is started by the sweeper. */
interface Done {
  result: TenantAudit;
  begins?: string | undefined;
}

const isDue = ({ remediation }: AuditFinding): boolean => remediation?.state === 'due';

const notesOf = ({ result: { outcome, findings }, begins }: Done) => ({
  outcome,
  findings: findings.length,
  ...(begins && { begins }),
  ...(findings.some(isDue) && { remediates: true as const }),
});

/** So many tenants at once: far below what Microsoft allows an application in all tenants together. */
const LANES = 20;

export function createAuditActivities(tenantContext: AuditContext): AuditActivities {
  const { audits, runs, readerFor, now } = tenantContext;
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

    async auditTenant({ id, tenantId, givesUp }, dispatch, log = () => undefined) {
      const recorded = await audits.result(id, tenantId);
      if (recorded) return notesOf({ result: recorded });
      const audited = await auditOnce(id, tenantId, givesUp, log);
      if (audited === undefined) return { outcome: 'notServed', findings: 0 };
      await audits.record(id, audited.result);
      if (await hasDeliveries(audited.result)) await dispatch?.(tenantId, 'audits');
      return notesOf(audited);
    },

    async closeAudit({ id }) {
      const [run, results] = [await audits.find(id), await audits.results(id)];
      const counts = countsOf(results);
      const missing = missingIn(run?.tenants ?? [], results);
      await audits.finish(id, { finishedAt: now().toISOString(), counts, ...missing });
      return counts;
    },
  };

  async function hasDeliveries({ tenantId, findings, at }: TenantAudit): Promise<boolean> {
    if (auditChangesIn(findings, at).length === 0) return false;
    return (await audits.deliveries.deliveries(tenantId)).some(({ state }) => state === 'waiting');
  }

  /** What is known of a tenant is kept before the result is recorded: a second try finds it there and audits nothing twice. */
  async function auditOnce(
    id: string,
    tenantId: string,
    givesUp: boolean,
    log: Log,
  ): Promise<Done | undefined> {
    let kept = await audits.auditState(tenantId);
    if (kept?.auditId === id) return { result: kept.result };
    const reader = await readerFor(tenantId);
    if (reader === undefined) return undefined;
    const at = now().toISOString();
    let since = await sinceLastAudit(runs, tenantId, kept?.auditState.upTo ?? '');
    const known = knownAfter(kept?.auditState.readings ?? {}, since);
    const teams = reader.tenant.teams ?? withNamed(kept?.auditState.teams, since);
    const controls = [...AUDITED, ...teams.flatMap(controlsOfTeam)];
    const begun = await underWayIn(runs, tenantId);
    // First and alone: while it is being made, nothing else is read for nothing.
    const shown = reader.snapshots ? await readSnapshot(reader.snapshots, now, givesUp) : [];
    const [read, beside] = await Promise.all([
      readAll(reader, known, targetsIn(teams, known), givesUp),
      readBeside(reader, givesUp),
    ]);
    const readings = [...read, ...(await withMissingNamed(shown, reader.readGrants))];
    const teamsAsOf = shown.find(({ kind }) => kind === 'known')?.at;
    const isQuiet = !(await runs.hasOpenRuns(tenantId));
    // A run that ended while we read has had its word, and one that began may have written.
    if (begun.length > 0) since = await sinceLastAudit(runs, tenantId, kept?.auditState.upTo ?? '');
    const underWay = isQuiet ? begun : [...begun, ...(await underWayIn(runs, tenantId))];
    const lateValues = await lateValuesFor(runs, tenantId, Date.parse(at));
    const isOurs = beside.testGuest !== undefined && (await isOurGuest(runs, tenantId, beside.testGuest));
    // While a run is under way, what it made is no leftover, and what was one may be its own.
    const seen = findingsBeside(isQuiet ? beside : { ...beside, watches: [] }, isOurs);
    const unread = isQuiet ? beside.unread : [...beside.unread, 'leftover'];

    for (;;) {
      const before = kept?.auditState ?? NO_AUDIT_STATE;
      const { guests, unknown } = beside;
      const evidence = {
        auditId: id,
        at,
        controls,
        readings,
        since,
        underWay,
        lateValues,
        beside: seen,
        unread,
      };
      const run = remediationRunOf(id, tenantId);
      const asked = { lately: since.remediated ?? [], run, at };
      const audited = await judgeRemediation(reader, audit(before, evidence), before, asked);
      const { proving = {} } = audited.auditState;
      // What is to be undone comes first: both take the tenant's lease.
      const { begins, note: proofNote } = audited.auditState.findings.some(isDue)
        ? { note: say('audit.remediatesFirst') }
        : await askForProof({ ...tenantContext, log }, reader.tenant, { auditId: id, proving });
      const about = { tenantId, at, controls, guests, unknown, teamsAsOf, ...(proofNote && { proofNote }) };
      const result = tenantAuditOf(audited, before, about);
      const auditState = {
        ...audited.auditState,
        proving: { ...proving, ...(begins && { begunAt: at }) },
        teams: withNamed(before.teams, since),
      };
      const next = { auditState, auditId: id, result };
      const delivery = await buildAuditEvent(reader, runs, { auditId: id, at, before, audited, readings });
      if ((await audits.keep(tenantId, next, kept?.etag, delivery)) === 'kept') return { result, begins };
      // Somebody accepted a finding in between: judge again by that, and read nothing again.
      kept = await audits.auditState(tenantId);
      if (kept?.auditId === id) return { result: kept.result };
      since = await sinceLastAudit(runs, tenantId, kept?.auditState.upTo ?? '');
    }
  }
}
