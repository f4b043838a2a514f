import { z } from 'zod';
import { inWords, type Value } from '../../controls/values/value';
import type { Author } from '../audit/change-author';
import { remediationRequestSchema } from '../remediation/remediation-request';
import { isAlarm, isSetting, type AuditChange } from './audit-changes';
import type { Remedy } from '../remediation/suggest-remedy';

const CHANGES = ['new', 'resolved', 'acceptanceEnded'] as const satisfies readonly AuditChange['change'][];
const KINDS = ['loosened', 'tightened', 'proofFailed', 'leftover', 'pendingGuests'] as const;
/**
 * What a receiver gets when an audit of a tenant has news: flat as every event of ours, and one for an audit and tenant.
 * A new part keeps the version; a part that goes or changes its meaning makes a new one.
 */
export const auditEventSchema = z.strictObject({
  type: z.literal('audit.changed'),
  version: z.literal(1),
  /** When the audit looked, not when it was sent. */
  timestamp: z.iso.datetime(),
  data: z.strictObject({
    auditId: z.string(),
    tenantId: z.string(),
    tenantName: z.string().optional(),
    /** What changed, in words for a person. */
    summary: z.string(),
    /** Findings by which more is let in than should be. */
    alarms: z.int().min(0),
    findings: z.array(
      z.strictObject({
        findingId: z.string(),
        change: z.enum(CHANGES),
        kind: z.enum(KINDS),
        control: z.string().optional(),
        property: z.string().optional(),
        expected: z.string().optional(),
        found: z.string().optional(),
        /** When it was first seen so. */
        since: z.iso.datetime(),
        /** What it means; for what is tightened, what people will see. */
        text: z.string(),
        /** Who changed it, or why nobody knows. */
        who: z.string().optional(),
        changedBy: z.string().optional(),
        changedAt: z.iso.datetime().optional(),
        /** What fixes it: the request, the undo, or what a person must do. */
        remedy: z.string().optional(),
        request: remediationRequestSchema.optional(),
        /** The enablement whose undo fixes it. */
        undo: z.string().optional(),
      }),
    ),
    /** Findings that did not fit. */
    omitted: z.int().min(0),
  }),
});
export type AuditEvent = z.output<typeof auditEventSchema>;

/** Standard Webhooks asks for bodies under 20 kB. */
const MOST = 8;
const LONGEST = { text: 400, value: 150, name: 150, remediate: 450 };
const cut = (text: string, longest: number): string =>
  text.length > longest ? `${text.slice(0, longest - 1)}…` : text;

/** A piece of news with what was found out about it. */
export interface ReportedChange extends AuditChange {
  author?: Author;
  remedy?: Remedy;
}

/** Alarms come first, what is gone last; what does not fit is counted. */
export function auditEventOf(
  about: { auditId: string; tenantId: string; tenantName?: string; at: string },
  changes: readonly ReportedChange[],
): AuditEvent {
  const { auditId, tenantId, tenantName, at } = about;
  const inOrder = changes.toSorted((a, b) => rankOf(a) - rankOf(b));
  return {
    type: 'audit.changed',
    version: 1,
    timestamp: at,
    data: {
      auditId,
      tenantId,
      ...(tenantName && { tenantName }),
      summary: summaryOf(changes),
      alarms: changes.filter(isAlarm).length,
      findings: inOrder.slice(0, MOST).map((one) => findingOf(tenantId, one)),
      omitted: Math.max(0, changes.length - MOST),
    },
  };
}

const rankOf = (updates: AuditChange): number =>
  isAlarm(updates) ? 0 : updates.change === 'resolved' ? 2 : 1;

function findingOf(tenantId: string, changes: ReportedChange): AuditEvent['data']['findings'][number] {
  const { finding, change, author, remedy } = changes;
  const { key, kind, control, property, expected, found, since, text } = finding;
  const value = (one: Value | undefined): string => cut(inWords(one), LONGEST.value);
  return {
    findingId: `${tenantId}.${key}`,
    change,
    kind,
    ...(isSetting(changes) && { control, property, expected: value(expected), found: value(found) }),
    since,
    text: cut(text, LONGEST.text),
    ...(author && { who: cut(author.reason, LONGEST.text) }),
    ...(author?.by && { changedBy: cut(author.by, LONGEST.name) }),
    ...(author?.at && { changedAt: author.at }),
    ...(remedy && { remedy: cut(remedy.text, LONGEST.remediate) }),
    ...(remedy?.request && { request: remedy.request }),
    ...(remedy?.undo && { undo: remedy.undo }),
  };
}

/** `1 loosened: an alarm. 2 tightened: people will notice. 1 as it should be again.` */
function summaryOf(changes: readonly ReportedChange[]): string {
  const open = changes.filter(({ change }) => change !== 'resolved');
  const having = (kind: (typeof KINDS)[number]): number =>
    open.filter(({ finding }) => finding.kind === kind).length;
  const counted: [number, string][] = [
    [having('loosened'), 'loosened: an alarm'],
    [having('tightened'), 'tightened: people will notice'],
    [having('proofFailed'), 'where a test guest did not get in'],
    [having('leftover'), 'left over from a test'],
    [having('pendingGuests'), 'about guests who never came'],
    [open.filter(({ change }) => change === 'acceptanceEnded').length, 'of these no longer accepted'],
    [changes.length - open.length, 'gone since the audit before'],
  ];
  return counted.flatMap(([number, words]) => (number === 0 ? [] : [`${number} ${words}.`])).join(' ');
}
