import type { HttpResponseInit } from '@azure/functions';
import type { AuditReport } from '../../api/answers/audit';

type Tenant = AuditReport['tenants'][number];

const STYLE = `
body { font: 11pt/1.4 system-ui, sans-serif; margin: 2em auto; max-width: 60em; padding: 0 1em; color: #1b1b1b }
table { border-collapse: collapse; width: 100%; margin: .5em 0 1em }
th, td { border: 1px solid #999; padding: .3em .5em; text-align: left; vertical-align: top }
th { background: #eee }
section { break-inside: avoid-page }
h2 { border-top: 2px solid #1b1b1b; padding-top: .5em }
@media print { body { margin: 0; max-width: none } }
`;

const NAMES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const safe = (text: string): string => text.replace(/[&<>"]/g, (sign) => NAMES[sign] ?? sign);

function table(head: readonly string[], lines: readonly (readonly string[])[]): string {
  if (lines.length === 0) return '';
  const row = (cells: readonly string[], tag: 'th' | 'td'): string =>
    `<tr>${cells.map((text) => `<${tag}>${safe(text)}</${tag}>`).join('')}</tr>`;
  return `<table><thead>${row(head, 'th')}</thead><tbody>${lines.map((one) => row(one, 'td')).join('')}</tbody></table>`;
}

/** A report as a page to print or to send on: it fetches nothing, and runs nothing. */
export function auditAsPage(report: AuditReport): HttpResponseInit {
  const { id, startedAt, finishedAt, startedBy, tenants, missing } = report;
  const state = finishedAt === undefined ? 'is under way' : `was over at ${finishedAt}`;
  const body = [
    `<h1>Audit ${safe(id)}</h1>`,
    `<p>Started at ${safe(startedAt)} by ${safe(startedBy)}; ${safe(state)}. All times are UTC.</p>`,
    table(['Tenant', 'Outcome', 'Open', 'Accepted', 'Unknown', 'Guests', 'Never came'], tenants.map(lineOf)),
    missing.length > 0 ? `<p>Without a result: ${safe(missing.join(', '))}.</p>` : '',
    ...tenants.map(sectionOf),
  ].join('\n');
  return {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    },
    body: `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Audit ${safe(id)}</title><style>${STYLE}</style></head>
<body>
${body}
</body></html>
`,
  };
}

function lineOf({ tenantId, outcome, findings, unknown, guests }: Tenant): string[] {
  const open = findings.filter(({ state }) => state === 'new' || state === 'stillOpen');
  const accepted = findings.filter(({ state }) => state === 'accepted');
  const numbers = [open.length, accepted.length, unknown.length, guests?.all, guests?.neverCame];
  return [tenantId, outcome, ...numbers.map((one) => (one === undefined ? 'not known' : String(one)))];
}

/** What is known of whether guests get in, in words. */
export const saidOf = ({ result, at, rung, claim, enablement, note }: NonNullable<Tenant['proof']>): string =>
  [
    result === 'never' ? 'That guests get in was not shown yet.' : '',
    result === 'proven' ? `Proven on ${at} up to rung ${rung} (${enablement}). ${claim}` : '',
    result === 'failed'
      ? `On ${at} guests did not get in; the proof reached rung ${rung} (${enablement}).`
      : '',
    note ?? '',
  ]
    .filter((part) => part !== '')
    .join(' ');

function sectionOf({
  tenantId,
  at,
  findings,
  unknown,
  rules,
  proof,
  teamsAsOf,
  remediation: run,
}: Tenant): string {
  const RESULTS = { true: 'passes', false: 'fails', null: 'unknown' } as const;
  return `<section><h2>${safe(tenantId)}</h2><p>Read at ${safe(at)}.${teamsAsOf ? ` Teams as Microsoft’s own monitor saw it at ${safe(teamsAsOf)}.` : ''}${proof ? ` ${safe(saidOf(proof))}` : ''}${run ? ` ${safe(remediationInWords(run))}` : ''}</p>
${table(
  ['What', 'State', 'Since', 'Finding', 'Remediation'],
  findings.map(({ kind, state, since, text, acceptance, remediation }) => [
    kind,
    state,
    since,
    acceptance
      ? `${text} Accepted by ${acceptance.by} until ${acceptance.until}: ${acceptance.reason}`
      : text,
    remediation?.text ?? '',
  ]),
)}
${table(
  ['Unknown', 'Why'],
  unknown.map(({ control, title, reason }) => [
    control === undefined ? title : `${title} (${control})`,
    reason,
  ]),
)}
${table(
  ['Rule', 'Control', 'Result'],
  rules.map(({ id, control, passes }) => [id, control, RESULTS[`${passes}`]]),
)}</section>`;
}

const REMEDIATION = {
  notBegun: 'has not begun; where something else was changing the tenant, the next audit asks again',
  underWay: 'is under way',
  finished: 'is over',
} as const;

const remediationInWords = ({ run, state, summary = '' }: NonNullable<Tenant['remediation']>): string =>
  `The run ${run}, which is to put back what was found, ${REMEDIATION[state]}. ${summary}`.trim();
