import type { AuditEvent } from '../domain/events/audit-event';
import { cardOf } from './teams-card';

const CHANGES: Readonly<Record<AuditEvent['data']['findings'][number]['change'], string>> = {
  new: 'New',
  resolved: 'Gone',
  acceptanceEnded: 'No longer accepted',
};
/** Two lines each. */
const MOST = 6;

/** The card of what an audit has to tell. */
export function auditCard({ timestamp, data }: AuditEvent): unknown {
  const { auditId, tenantId, tenantName, summary, alarms, findings, omitted } = data;
  const more = omitted + Math.max(0, findings.length - MOST);
  return cardOf({
    title: alarms > 0 ? 'Audit: an alarm' : 'Audit: something changed',
    summary,
    facts: [
      ['Tenant', tenantName ?? tenantId],
      ['Audit', auditId],
      ['Looked at', timestamp],
      ['More findings', more > 0 ? String(more) : undefined],
    ],
    lines: findings.slice(0, MOST).flatMap(({ change, text, who, remedy: remediate }) => {
      const further = [who, remediate].filter((part) => part !== undefined).join(' ');
      return [`${CHANGES[change]}: ${text}`, ...(further === '' ? [] : [further])];
    }),
  });
}
