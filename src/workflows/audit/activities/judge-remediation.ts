import type { Audited } from '../../../domain/audit/audit';
import { withRemediation, type RemediationRules } from '../../../domain/remediation/remediate-findings';
import type { AuditState } from '../../../domain/audit/audit-state';
import { whoChanged } from '../../../inspection/who-changed';
import type { AuditReader } from './audit-readings';

/** Says of each finding whether it is undone; where a conflict is new, also who conflicts, as far as the directory tells. */
export async function judgeRemediation(
  { tenant, readers }: Pick<AuditReader, 'tenant' | 'readers'>,
  audited: Audited,
  before: AuditState,
  asked: Omit<RemediationRules, 'remediate' | 'conflictAuthors'>,
): Promise<Audited> {
  const rules = { ...asked, remediate: tenant.remediate ?? [] };
  const judged = withRemediation(audited, before, rules);
  const { findings, remediated = {} } = judged.auditState;
  const conflicts = findings.flatMap(({ key, control, property }) => {
    const { isConflict, changedBackBy, at: from = '' } = remediated[key] ?? {};
    const isNew =
      isConflict && changedBackBy === undefined && control !== undefined && property !== undefined;
    return isNew ? [{ key, control, property, from, to: asked.at }] : [];
  });
  if (conflicts.length === 0) return judged;
  const authors = await whoChanged(readers.graph, conflicts);
  const conflictAuthors = new Map(conflicts.map(({ key }, index) => [key, authors[index]?.reason ?? '']));
  return withRemediation(audited, before, { ...rules, conflictAuthors });
}
