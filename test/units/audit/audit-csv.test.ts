import { parseCsv } from '../../../local/cli/csv';
import { auditAsCsv } from '../../../src/functions/audits/audit-csv';

const TENANT = {
  ...{ tenantId: 't-1', findings: [{ kind: 'loosened', control: 'E-1', state: 'new', text: 'Loosened.' }] },
  unknown: [{ control: 'T-1', title: 'Guest access', reason: 'It could not be read.' }],
  rules: [{ id: 'CIS 5.1.6.1', control: 'E-3', passes: false }],
  proof: { result: 'proven', at: '2026-03-02T08:00:00.000Z', rung: 3, claim: 'Teams lists the guest.' },
};

describe('an audit as a table', () => {
  it('has as many cells in every row as there are columns, whatever the row tells of', () => {
    const report = { tenants: [TENANT], missing: ['t-2'] } as unknown as Parameters<typeof auditAsCsv>[0];
    const [columns = [], ...rows] = parseCsv(auditAsCsv(report).replace(/^\ufeff/, ''));
    expect(rows.map(([tenant, what]) => [tenant, what])).toEqual([
      ['t-1', 'loosened'],
      ['t-1', 'unknown'],
      ['t-1', 'proof'],
      ['t-1', 'rule'],
      ['t-2', 'missing'],
    ]);
    expect(rows.map((row) => row.length)).toEqual(rows.map(() => columns.length));
  });
});
