import type { NewsEvent } from '../audit/news-event';
import { cardOf } from './card';

const CHANGES: Readonly<Record<NewsEvent['data']['findings'][number]['change'], string>> = {
  new: 'New',
  resolved: 'Gone',
  acceptanceEnded: 'No longer accepted',
};
/** Two lines each. */
const MOST = 6;

/** The card of what an audit has to tell. */
export function newsCard({ timestamp, data }: NewsEvent): unknown {
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
    lines: findings.slice(0, MOST).flatMap(({ change, text, who, mend }) => {
      const further = [who, mend].filter((part) => part !== undefined).join(' ');
      return [`${CHANGES[change]}: ${text}`, ...(further === '' ? [] : [further])];
    }),
  });
}
