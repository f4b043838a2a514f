import { withLeft, withoutControls } from '../../audit/baseline';
import { keyOf, type AuditFinding } from '../../audit/finding';
import type { Mended } from '../../audit/mended';
import { mendingOf } from '../../audit/mending';
import type { Move } from '../../controls/apply-changes';
import { isSame } from '../../controls/value';
import type { Enablement } from '../../enablement/enablement';
import type { PlannedChange } from '../../enablement/plan';
import { sinceLastAudit } from './since-last-audit';
import type { Tools } from './tools';

/** What an audit found and a run is to put back, as the audit recorded it. */
export async function findingsToMend(
  { audits }: Pick<Tools, 'audits'>,
  { tenantId, request: { mends } }: Enablement,
): Promise<AuditFinding[]> {
  if (mends === undefined) return [];
  const recorded = await audits.result(mends.auditId, tenantId);
  if (recorded === undefined) throw new Error(`Audit ${mends.auditId} has no result of ${tenantId}.`);
  return recorded.findings.filter(({ key }) => mends.findings.includes(key));
}

/**
 * What speaks against putting a finding back by now: somebody accepted it, a run or a person has another word, it was
 * put back already this week. The run holds the lease of the tenant, so that no other run can make this stale.
 */
export async function objections(
  { audits, store, mend = [], now }: Tools,
  { id: run, tenantId }: Enablement,
): Promise<(finding: AuditFinding) => string | undefined> {
  const kept = await audits.standing(tenantId);
  const standing = kept?.standing;
  const since = await sinceLastAudit(store, tenantId, standing?.upTo ?? '');
  const baseline = withLeft(withoutControls(standing?.baseline ?? {}, since.setByHand), since.left);
  const lately = new Map<string, Mended>(Object.entries(standing?.mended ?? {}));
  for (const one of since.mended ?? []) lately.set(one.key, one);
  const at = now().toISOString();

  return (finding) => {
    const { key, control = '', property = '', expected = null } = finding;
    if (!mend.includes(control))
      return 'It is not to be put back any more: its control was taken off the list.';
    const { acceptance } =
      standing?.findings.find((one) => one.key === key && one.state === 'accepted') ?? {};
    if (acceptance) return `${acceptance.by} accepted it: ${acceptance.reason}`;
    if (!isSame(baseline[control]?.[property]?.value ?? null, expected))
      return 'A run or a person has said since that it should be otherwise.';
    const mending = mendingOf({ ...finding, lastSeen: at }, lately.get(key), { mend, run, at });
    return mending?.state === 'due' ? undefined : mending?.text;
  };
}

/** What speaks against writing a plan that somebody may have agreed to long after it was made. */
export async function lateObjection(
  tools: Tools,
  run: Enablement,
  changes: readonly PlannedChange[],
): Promise<() => Move | undefined> {
  const findings = await findingsToMend(tools, run);
  const objectionTo = await objections(tools, run);
  const moves = changes.flatMap(({ control, property, before }): Move[] => {
    const finding = findings.find(({ key }) => key === keyOf({ control, property }));
    const reason = finding && objectionTo(finding);
    return reason === undefined ? [] : [{ control, property, expected: before, found: before, reason }];
  });
  return () => moves[0];
}
