import { accept, follow, type AuditFinding, type Seen } from '../../../src/domain/audit/audit-finding';
import { isAlarm, auditChangesIn } from '../../../src/domain/events/audit-changes';
import { proofFinding } from '../../../src/domain/audit/recurring-proof';
import { auditEventOf, auditEventSchema, type ReportedChange } from '../../../src/domain/events/audit-event';

const [MONDAY, TUESDAY, WEDNESDAY, THURSDAY] = [2, 3, 4, 5].map((day) => `2026-03-0${day}T02:00:00.000Z`) as [
  string,
  string,
  string,
  string,
];
const seen = (more: Partial<Seen> = {}): Seen => ({
  key: 'T-1.AllowGuestUser',
  kind: 'tightened',
  control: 'T-1',
  property: 'AllowGuestUser',
  expected: true,
  found: false,
  text: 'Guests are shut out.',
  ...more,
});
const READ = (): boolean => false;
const UNREADABLE = (): boolean => true;
const night = (
  before: readonly AuditFinding[],
  at: string,
  found: readonly Seen[],
  isUnknown = READ,
): AuditFinding[] => follow(before, found, isUnknown, at);
const until = (before: readonly AuditFinding[], date: string): AuditFinding[] =>
  accept(before, seen().key, { until: date, reason: 'A fair.', by: 'Ada', at: MONDAY }) ?? [];
const changes = (findings: readonly AuditFinding[], at: string): string[] =>
  auditChangesIn(findings, at).map(({ change, finding }) => `${change} ${finding.kind}`);

describe('what an audit has to tell', () => {
  const first = night([], MONDAY, [seen()]);

  it.each<[string, AuditFinding[], string, string[]]>([
    ['a finding that came', first, MONDAY, ['new tightened']],
    ['nothing of one that goes on', night(first, TUESDAY, [seen()]), TUESDAY, []],
    ['one whose value moved on', night(first, TUESDAY, [seen({ found: null })]), TUESDAY, ['new tightened']],
    ['one that is gone', night(first, TUESDAY, []), TUESDAY, ['resolved tightened']],
    ['nothing of one that was gone already', night(night(first, TUESDAY, []), WEDNESDAY, []), WEDNESDAY, []],
    ['nothing of one that cannot be read', night(first, TUESDAY, [], UNREADABLE), TUESDAY, []],
    ['nothing of one that is accepted', night(until(first, THURSDAY), TUESDAY, [seen()]), TUESDAY, []],
    [
      'one whose acceptance has ended',
      night(until(first, TUESDAY), WEDNESDAY, [seen()]),
      WEDNESDAY,
      ['acceptanceEnded tightened'],
    ],
    [
      'nothing of one whose acceptance ended while it could not be read',
      night(until(first, TUESDAY), WEDNESDAY, [], UNREADABLE),
      WEDNESDAY,
      [],
    ],
    [
      'and then, once it can be read again',
      night(night(until(first, TUESDAY), WEDNESDAY, [], UNREADABLE), THURSDAY, [seen()]),
      THURSDAY,
      ['acceptanceEnded tightened'],
    ],
    [
      'one that is gone although somebody lived with it',
      night(until(first, THURSDAY), TUESDAY, []),
      TUESDAY,
      ['resolved tightened'],
    ],
  ])('is %s', (_, findings, at, updates) => {
    expect(changes(findings, at)).toEqual(updates);
  });

  it('is an alarm only where more is let in than should be', () => {
    const all = night([], MONDAY, [seen({ key: 'a', kind: 'loosened' }), seen({ key: 'b' })]);
    expect(auditChangesIn(all, MONDAY).map(isAlarm)).toEqual([true, false]);
    const gone = night(all, TUESDAY, []);
    expect(auditChangesIn(gone, TUESDAY).map(isAlarm)).toEqual([false, false]);
  });
});

describe('the event of it', () => {
  const about = { auditId: 'au-1', tenantId: 't', at: MONDAY };
  const eventOf = (updates: readonly ReportedChange[]) =>
    auditEventSchema.parse(auditEventOf(about, updates));
  const checkResultOf = (...found: Seen[]) => auditChangesIn(night([], MONDAY, found), MONDAY);

  it('puts alarms first and what is gone last, and counts each in words', () => {
    const before = night([], MONDAY, [seen({ key: 'gone' })]);
    const after = night(before, TUESDAY, [seen(), seen({ key: 'open', kind: 'loosened' })]);
    const { data } = eventOf(auditChangesIn(after, TUESDAY));
    expect(data.findings.map(({ kind, change }) => `${kind} ${change}`)).toEqual([
      'loosened new',
      'tightened new',
      'tightened resolved',
    ]);
    expect(data).toMatchObject({ alarms: 1, omitted: 0 });
    expect(data.summary).toBe(
      '1 loosened: an alarm. 1 tightened: people will notice. 1 gone since the audit before.',
    );
  });

  it('shows values as people read them, and those of settings only', () => {
    const { data } = eventOf(
      checkResultOf(seen(), seen({ key: 'leftover.guest.1', kind: 'leftover', control: undefined as never })),
    );
    expect(data.findings[0]).toMatchObject({ expected: 'true', found: 'false' });
    expect(data.findings[1]).not.toHaveProperty('found');
  });

  it('tells of a proof that failed, in the words of its finding', () => {
    const verdict = { kind: 'BLOCKED' as const, control: 'T-1', text: 'Teams is shut.', advice: [] };
    const failed = { kind: 'failed' as const, enablement: 'en-1', at: MONDAY, rung: 1 as const, verdict };
    const { data } = eventOf(checkResultOf(...proofFinding({ last: failed })));
    expect(data).toMatchObject({
      alarms: 0,
      summary: '1 where a test guest did not get in.',
      findings: [
        { kind: 'proofFailed', text: expect.stringContaining('Teams is shut. What was reached') as string },
      ],
    });
  });

  it('stays under 20 kB, however much there is to tell, and counts what it leaves out', () => {
    const long = 'x'.repeat(5000);
    const many = Array.from({ length: 50 }, (_, n) =>
      seen({ key: `k${n}`, expected: long, found: long, text: long }),
    );
    const author = { by: long, at: MONDAY, reason: long };
    const request = {
      tenantId: 't',
      goal: 'guestAccess',
      profile: 'gated',
      requestedBy: 'audit',
      justification: 'x',
    } as const;
    const event = eventOf(
      checkResultOf(...many).map((one) => ({ ...one, author, remedy: { text: long, request } })),
    );
    expect(Buffer.byteLength(JSON.stringify(event))).toBeLessThan(20_000);
    expect(event.data.findings.length + event.data.omitted).toBe(50);
  });
});
