import type { Control, Documents, Reading } from '../../controls/control';
import type { Audited } from './audit';
import type { AuditFinding } from './audit-finding';
import type { BaselineComparison } from './compare-baseline';
import { reportOf, type ProofReport } from './recurring-proof';
import type { AuditState } from './audit-state';
import type { Said, Sentence } from '../../texts/said';

/** A rule of a benchmark, and whether a tenant passes it; null where what decides it could not be read. */
export interface RuleResult {
  /** `CIS 5.1.6.3`, `MS.AAD.8.2`, `EIDSCA.AP04`. */
  id: string;
  control: string;
  passes: boolean | null;
}

/** Guests of a tenant, by number. */
export interface GuestCounts {
  all: number;
  /** Invited more than thirty days ago, and never came. */
  neverCame: number;
}

/** What one audit said of one tenant. */
export interface TenantAudit {
  tenantId: string;
  /** ISO 8601, UTC. */
  at: string;
  /** `unread`: nothing of it could be read. */
  outcome: 'clean' | 'findings' | 'unread';
  findings: AuditFinding[];
  /** What could not be read; `control` is absent where it is no setting. */
  unknown: { control?: string; title: string; reason: string; reasonSaid?: Said }[];
  rules: RuleResult[];
  /** Null where nobody may count them. */
  guests: GuestCounts | null;
  /** When Microsoft's own monitor looked, where the settings of Teams come from that; ISO 8601. */
  teamsAsOf?: string;
  /** Whether guests really get in; absent where that was never tried. */
  proof?: ProofReport;
  /** How many switches were read, and how many of them for the first time. */
  read: number;
  adopted: number;
}

/** Puts in words what an audit came to; the findings of a tenant count only where they are open and nobody accepted them. */
export function tenantAuditOf(
  { auditState, looks }: Audited,
  before: AuditState,
  about: Pick<TenantAudit, 'tenantId' | 'at' | 'guests' | 'unknown'> & {
    controls: readonly Control[];
    teamsAsOf?: string | undefined;
    /** What was done about a proof that is due. */
    proofNote?: Sentence;
  },
): TenantAudit {
  const { tenantId, at, controls, guests, teamsAsOf, proofNote } = about;
  const { findings } = auditState;
  const unknown = looks.flatMap((look) =>
    look.kind === 'unknown'
      ? [
          {
            ...titled(controls, look),
            reason: look.reason,
            ...(look.reasonSaid && { reasonSaid: look.reasonSaid }),
          },
        ]
      : [],
  );
  const isClean = findings.every(({ state }) => state === 'accepted' || state === 'resolved');
  const isRead = looks.some(
    ({ kind, control }) => kind !== 'unknown' && (auditState.readings[control]?.at ?? '') >= at,
  );
  const outcome = !isRead ? 'unread' : isClean ? 'clean' : 'findings';
  const proof = reportOf(auditState.proving ?? {}, proofNote);
  const adopted = Object.keys(auditState.baseline).filter((id) => before.baseline[id] === undefined).length;
  return {
    tenantId,
    at,
    outcome,
    findings,
    unknown: [...unknown, ...about.unknown],
    rules: rulesOf(controls, looks, auditState),
    guests,
    ...(teamsAsOf && { teamsAsOf }),
    ...(proof && { proof }),
    read: looks.length - unknown.length,
    adopted,
  };
}

const titled = (
  controls: readonly Control[],
  { control }: BaselineComparison,
): { control: string; title: string } => ({
  control,
  title: controls.find(({ id }) => id === control)?.title ?? control,
});

function rulesOf(
  controls: readonly Control[],
  looks: readonly BaselineComparison[],
  { readings }: AuditState,
): RuleResult[] {
  const isDark = (id: string): boolean =>
    looks.some((look) => look.control === id && look.kind === 'unknown');
  // A monitor may show a part of a document; whoever judges by the whole of it must not take that for all.
  const inPart = controls.filter(({ id }) => isDark(id)).map(({ document }) => document);
  const isUnknown = (id: string): boolean =>
    isDark(id) ||
    (readings[id]?.source !== undefined && inPart.includes(controls.find((one) => one.id === id)?.document));
  const documents: Documents = Object.fromEntries(
    controls.flatMap(({ id, document }) => {
      const reading = readings[id];
      return document === undefined || reading === undefined || isUnknown(id)
        ? []
        : [[document, reading.values]];
    }),
  );
  const results = controls.flatMap(({ id, benchmarks }) =>
    benchmarks.flatMap(({ id: rule, passes }): RuleResult[] => {
      if (passes === undefined) return [];
      const reading: Reading | undefined = isUnknown(id) ? undefined : readings[id];
      return [{ id: rule, control: id, passes: reading ? passes(reading.values, documents) : null }];
    }),
  );
  // A rule that several controls decide is named once, with the first of them.
  return results.filter((one, index) => results.findIndex(({ id }) => id === one.id) === index);
}
