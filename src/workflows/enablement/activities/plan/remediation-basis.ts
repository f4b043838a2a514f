import { withLeft, withoutControls } from '../../../../domain/audit/baseline';
import { keyOf, type AuditFinding } from '../../../../domain/audit/audit-finding';
import type { Remediated } from '../../../../domain/remediation/remediation-state';
import { remediationOf } from '../../../../domain/remediation/remediate-findings';
import type { Move } from '../../../../settings/apply-changes';
import { isSame } from '../../../../controls/values/value';
import type { Enablement } from '../../../../domain/enablement/enablement';
import type { PlannedChange } from '../../../../domain/plan/plan';
import { sinceLastAudit } from '../../../audit/activities/since-last-audit';
import type { TenantContext } from '../../../context/tenant-context';

/** What an audit found and a run is to undo, as the audit recorded it. */
export async function findingsToRemediate(
  { audits }: Pick<TenantContext, 'audits'>,
  { tenantId, request: { remediates } }: Enablement,
): Promise<AuditFinding[]> {
  if (remediates === undefined) return [];
  const recorded = await audits.result(remediates.auditId, tenantId);
  if (recorded === undefined) throw new Error(`Audit ${remediates.auditId} has no result of ${tenantId}.`);
  return recorded.findings.filter(({ key }) => remediates.findings.includes(key));
}

/**
 * What speaks against putting a finding back by now: somebody accepted it, a run or a person has another word, it was
 * put back already this week. The run holds the lease of the tenant, so that no other run can make this stale.
 */
export async function objections(
  { audits, store, remediate = [], now }: TenantContext,
  { id: run, tenantId }: Enablement,
): Promise<(finding: AuditFinding) => string | undefined> {
  const kept = await audits.auditState(tenantId);
  const auditState = kept?.auditState;
  const since = await sinceLastAudit(store, tenantId, auditState?.upTo ?? '');
  const baseline = withLeft(withoutControls(auditState?.baseline ?? {}, since.setManually), since.left);
  const lately = new Map<string, Remediated>(Object.entries(auditState?.remediated ?? {}));
  for (const one of since.remediated ?? []) lately.set(one.key, one);
  const at = now().toISOString();

  return (finding) => {
    const { key, control = '', property = '', expected = null } = finding;
    if (!remediate.includes(control))
      return 'It is not to be put back any more: its control was taken off the list.';
    const { acceptance } =
      auditState?.findings.find((one) => one.key === key && one.state === 'accepted') ?? {};
    if (acceptance) return `${acceptance.by} accepted it: ${acceptance.reason}`;
    if (!isSame(baseline[control]?.[property]?.value ?? null, expected))
      return 'A run or a person has said since that it should be otherwise.';
    const remediation = remediationOf({ ...finding, lastSeen: at }, lately.get(key), { remediate, run, at });
    return remediation?.state === 'due' ? undefined : remediation?.text;
  };
}

/** What speaks against writing a plan that somebody may have agreed to long after it was made. */
export async function lateObjection(
  tenantContext: TenantContext,
  run: Enablement,
  changes: readonly PlannedChange[],
): Promise<() => Move | undefined> {
  const findings = await findingsToRemediate(tenantContext, run);
  const objectionTo = await objections(tenantContext, run);
  const moves = changes.flatMap(({ control, property, before }): Move[] => {
    const finding = findings.find(({ key }) => key === keyOf({ control, property }));
    const reason = finding && objectionTo(finding);
    return reason === undefined ? [] : [{ control, property, expected: before, found: before, reason }];
  });
  return () => moves[0];
}
