import { accept } from '../../../src/domain/audit/audit-finding';
import type { TenantAudit } from '../../../src/domain/audit/tenant-audit';
import type { Control } from '../../../src/controls/control';
import { applyChanges } from '../../../src/settings/apply-changes';
import { readDocument } from '../../../src/settings/read-settings';
import type { TenantSettings } from '../../../src/domain/tenant/tenant-settings';
import { askForProof } from '../../../src/workflows/audit/activities/request-proof';
import { AUDITED } from '../../../src/workflows/audit/activities/audit-readings';
import { startAudits, type Audits } from '../../support/start/start-audits';
import { clientsOf, writesOf } from '../../support/start/start-tenant';
import { CLOSED, everything, UNTOUCHED } from '../../support/controls/desired-settings';

const desired = everything();
const scope = { domains: desired.domains };

/** Opens a control as far as the wish wants it, as somebody else would; answers the undo. */
async function openUp({ tenant }: Audits, control: Control): Promise<() => Promise<void>> {
  const { document = 'team', id, judge } = control;
  const clients = clientsOf(tenant);
  const { now } = tenant.clientContext;
  const { readings } = await readDocument(clients, document, scope, now);
  const reading = readings.find((one) => one.control === id);
  const judged = reading?.kind === 'known' ? judge(reading.values, desired) : undefined;
  if (reading?.kind !== 'known' || judged?.kind !== 'change') throw new Error(`${id} is not closed.`);
  const changes = Object.entries(judged.to).map(([property, after]) => ({
    control: id,
    property,
    before: reading.values[property] ?? null,
    after,
  }));
  await applyChanges(clients, document, changes, scope, now);
  return async () => {
    const back = changes.map((one) => ({ ...one, before: one.after, after: one.before }));
    await applyChanges(clients, document, back, scope, now);
  };
}

const notes = ({ outcome, findings }: TenantAudit): string[] => [
  outcome,
  ...findings.map(({ control, kind, state }) => `${control ?? ''} ${kind} ${state}`),
];

describe('an audit', () => {
  it('reads every switch of a tenant, writes none, and takes the first sight of it for how it should be', async () => {
    const audits = await startAudits(CLOSED);
    const first = await audits.audit();
    expect(first).toMatchObject({ outcome: 'clean', findings: [], unknown: [], read: AUDITED.length });
    expect(first.adopted).toBe(AUDITED.length);
    expect(writesOf(audits.tenant)).toEqual([]);
    expect(audits.tenant.faults).toEqual([]);
  });

  it('takes at most eight requests from the second time on', async () => {
    const audits = await startAudits(UNTOUCHED);
    await audits.audit();
    expect(await audits.audit()).toMatchObject({ outcome: 'clean', read: AUDITED.length });
    expect(audits.wire.length).toBeLessThanOrEqual(8);
    expect(
      audits.wire.filter((line) => line.startsWith('POST')).every((line) => line.endsWith('$batch')),
    ).toBe(true);
  });

  it('says which rules of CIS, CISA and EIDSCA the tenant passes', async () => {
    const { rules } = await (await startAudits(CLOSED)).audit();
    expect(rules).toContainEqual({ id: 'CIS 5.1.6.3', control: 'E-1', passes: true });
    expect(rules).toContainEqual({ id: 'EIDSCA.ST09', control: 'G-1', passes: false });
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });

  it('runs once a tenant: a second try answers from the record', async () => {
    const audits = await startAudits(UNTOUCHED);
    const { tenantId } = audits.tenant;
    await audits.activities.auditTenant({ id: 'au-000000000-x', tenantId, givesUp: true });
    const calls = audits.wire.length;
    await audits.activities.auditTenant({ id: 'au-000000000-x', tenantId, givesUp: true });
    expect(audits.wire).toHaveLength(calls);
  });

  it('asks for a proof once a week, and once only where it is tried twice; it writes nothing by itself', async () => {
    const audits = await startAudits(UNTOUCHED, { canaryProof: 'weekly' });
    const { tenantId, state } = audits.tenant;
    const { proof } = await audits.audit();
    const [run] = await audits.runs.openRuns(tenantId);
    expect(proof?.note).toContain(`A proof was started (${run?.id})`);
    const tenant = {
      tenantId,
      canaryProof: 'weekly',
      testGuestEmail: run?.request.testGuestEmail,
    } as TenantSettings;
    const operator = {
      runs: audits.runs,
      newId: () => 'en-another',
      now: audits.tenant.clientContext.now,
      log: () => undefined,
    };
    const again = { auditId: run?.request.requestedBy.slice('audit '.length) ?? '', proving: {} };
    expect(await askForProof(operator, tenant, again)).toMatchObject({ begins: run?.id });
    expect((await audits.audit()).proof?.note).toBeUndefined();
    expect(await audits.runs.openRuns(tenantId)).toHaveLength(1);
    expect([writesOf(audits.tenant), state.users.filter(({ userType }) => userType === 'Guest')]).toEqual([
      [],
      [],
    ]);
  });

  it('says that it cannot have proven anything without a test guest', async () => {
    const audits = await startAudits(UNTOUCHED, { canaryProof: 'weekly', testGuestEmail: undefined });
    expect((await audits.audit()).proof).toMatchObject({
      result: 'never',
      note: 'No proof was started: no test guest is registered.',
    });
  });

  it('counts guests, and says how many never came', async () => {
    const users = [1, 2, 3].map((n) => ({
      id: `aaaaaaaa-0000-4000-8000-00000000000${n}`,
      mail: `guest${n}@fabrikam.example`,
      displayName: `Guest ${n}`,
      userType: 'Guest',
      hasAccepted: n === 1,
    }));
    const { guests, findings } = await (await startAudits({ ...UNTOUCHED, users })).audit();
    expect(guests).toEqual({ all: 3, neverCame: 2 });
    expect(findings).toMatchObject([{ kind: 'pendingGuests', key: 'guests.neverCame' }]);
  });

  it('leaves guests uncounted where it may not count them, and reads the rest', async () => {
    const graphRoles = AUDITED.flatMap(({ toRead }) => toRead.graph);
    const audits = await startAudits({ ...UNTOUCHED, app: { graphRoles, directoryRoles: ['Teams Reader'] } });
    expect(await audits.audit()).toMatchObject({ outcome: 'clean', guests: null, read: AUDITED.length });
  });
});

describe.each(AUDITED.filter(({ can }) => can === 'change').map((one): [string, Control] => [one.id, one]))(
  'a change of %s by somebody else',
  (_, control) => {
    it('is found by the next run, told once, and resolved when it is healed', async () => {
      const audits = await startAudits(CLOSED);
      await audits.audit();
      const heal = await openUp(audits, control);
      const found = await audits.audit();
      const mine = found.findings.filter((one) => one.control === control.id);
      expect(mine.length).toBeGreaterThan(0);
      expect(mine.every(({ kind, state }) => kind === 'loosened' && state === 'new')).toBe(true);
      expect(found.findings).toHaveLength(mine.length);
      expect((await audits.audit()).findings.map(({ state }) => state)).toEqual(mine.map(() => 'stillOpen'));
      await heal();
      const healed = await audits.audit();
      expect([healed.outcome, ...healed.findings.map(({ state }) => state)]).toEqual([
        'clean',
        ...mine.map(() => 'resolved'),
      ]);
    });
  },
);

describe('a finding that is accepted between two tries of one audit', () => {
  it('is accepted in what that audit says', async () => {
    const audits = await startAudits(CLOSED);
    const { tenantId } = audits.tenant;
    await audits.audit();
    const control = AUDITED.find(({ id }) => id === 'T-1') as Control;
    await openUp(audits, control);
    await audits.audit();
    const kept = await audits.audits.auditState(tenantId);
    if (kept === undefined) throw new Error('nothing is known');
    const { etag, auditState, ...rest } = kept;
    const acceptance = {
      until: '2027-01-01T00:00:00Z',
      reason: 'A trial.',
      by: 'Ada Admin',
      at: '2026-03-04T00:00:00Z',
    };
    const findings = accept(auditState.findings, 'T-1.AllowGuestUser', acceptance) ?? [];
    await audits.audits.keep(tenantId, { ...rest, auditState: { ...auditState, findings } }, etag);
    expect(notes(await audits.audit())).toEqual(['clean', 'T-1 loosened accepted']);
  });
});

const text = (status: number, body: string, headers: Record<string, string> = {}) =>
  (async () => new Response(body, { status, headers })) as typeof fetch;

describe('what cannot be read', () => {
  const FAILURES: [string, typeof fetch][] = [
    ['for want of a right', text(403, '{"error":{"code":"Authorization_RequestDenied"}}')],
    ['because a service is busy for ever', text(429, '', { 'retry-after': '30' })],
    ['because a service is broken', text(500, 'oops')],
    [
      'because nobody answers in time',
      async () => {
        throw new TypeError('fetch failed');
      },
    ],
    ['because the answer is no JSON', text(200, '<html>Sign in</html>')],
    ['because the answer is JSON of another shape', text(200, '{"surprise":[1]}')],
    ['because every answer is empty', text(200, '{}')],
  ];

  it.each(FAILURES)(
    '%s is no difference, no pass, no end of a finding, and no reason to write',
    async (_, way) => {
      const audits = await startAudits(CLOSED);
      await audits.audit();
      await openUp(audits, AUDITED.find(({ id }) => id === 'T-1') as Control);
      const before = await audits.audit();
      const written = writesOf(audits.tenant).filter((line) => !line.includes('$batch')).length;
      audits.reroute(way);
      const dark = await audits.audit();
      expect(notes(dark)).toEqual(['unread', 'T-1 loosened stillOpen']);
      expect(dark.rules.every(({ passes }) => passes === null)).toBe(true);
      audits.reroute(undefined);
      expect(notes(await audits.audit())).toEqual(['findings', 'T-1 loosened stillOpen']);
      expect(before.findings).toHaveLength(1);
      expect(writesOf(audits.tenant).filter((line) => !line.includes('$batch'))).toHaveLength(written);
    },
  );

  it('waits for a service that is busy, as long as there is time', async () => {
    const audits = await startAudits(CLOSED);
    audits.reroute(text(429, '', { 'retry-after': '30' }));
    const { tenantId } = audits.tenant;
    const asked = audits.activities.auditTenant({ id: 'au-000000000-y', tenantId, givesUp: false });
    await expect(asked).rejects.toThrow(/is busy/);
  });
});
