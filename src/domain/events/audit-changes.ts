import type { AuditFinding } from '../audit/audit-finding';

/** What about a finding is worth telling; what merely goes on is not. */
type Change = 'new' | 'resolved' | 'acceptanceEnded';

export interface AuditChange {
  finding: AuditFinding;
  change: Change;
}

/**
 * What an audit has to tell: findings that came, that are gone, and that nobody lives with any longer. What stands open
 * since an earlier audit, is accepted, or could not be read is none.
 * @param at when the audit looked, ISO 8601
 */
export function auditChangesIn(findings: readonly AuditFinding[], at: string): AuditChange[] {
  return findings.flatMap((finding): AuditChange[] => {
    const { state, since } = finding;
    if (state === 'resolved') return [{ finding, change: 'resolved' }];
    if (state !== 'new') return [];
    return [{ finding, change: since < at ? 'acceptanceEnded' : 'new' }];
  });
}

/** Whether somebody is let in who should not be: everything else can wait. */
export const isAlarm = ({ finding, change }: AuditChange): boolean =>
  finding.kind === 'loosened' && change !== 'resolved';

/** Whether it is about a setting, which somebody moved. */
export const isSetting = ({ finding: { control, property } }: AuditChange): boolean =>
  control !== undefined && property !== undefined;
