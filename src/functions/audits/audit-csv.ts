import type { AuditReport } from '../../api/answers/audit';
import { saidOf } from './audit-page';
import { csvOf, shownInCell } from '../http/csv';

const COLUMNS = [
  'tenant',
  'what',
  'control',
  'property',
  'state',
  'since',
  'expected',
  'found',
  'text',
  'remediation',
  'run',
];

/** A report as a table for people's own tools (RFC 4180): findings, what is unknown, and the rules of benchmarks. */
export function auditAsCsv({ tenants, missing }: AuditReport): string {
  const lines = [
    ...tenants.flatMap(({ tenantId, findings, unknown, rules, proof }) => [
      ...findings.map(({ kind, control, property, state, since, expected, found, text, remediation }) => [
        ...[tenantId, kind, control, property, state, since, expected, found, text],
        ...[remediation?.state ?? '', remediation?.run ?? ''],
      ]),
      ...unknown.map(({ control, reason }) => [
        tenantId,
        'unknown',
        control ?? '',
        '',
        '',
        '',
        '',
        '',
        reason,
      ]),
      ...(proof ? [[tenantId, 'proof', '', '', proof.result, proof.at, '', proof.rung, saidOf(proof)]] : []),
      ...rules.map(({ id, control, passes }) => [
        ...[tenantId, 'rule', control, id, passes === null ? 'unknown' : passes ? 'passes' : 'fails'],
      ]),
    ]),
    ...missing.map((tenantId) => [tenantId, 'missing', '', '', '', '', '', '', 'No result of this tenant.']),
  ];
  const cells = lines.map((line) => COLUMNS.map((_, index) => shownInCell(line[index])));
  return csvOf([COLUMNS, ...cells]);
}
