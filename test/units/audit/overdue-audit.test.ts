import { overdueAfter } from '../../../src/domain/audit/overdue-audit';

const at = (hours: number): string => new Date(Date.UTC(2027, 0, 1, 2) + hours * 3_600_000).toISOString();
const run = (more: { finishedAt?: string; nextDue?: string } = {}) => ({
  id: 'au-1',
  startedAt: at(0),
  startedBy: 'timer',
  ...more,
});

describe('an audit is overdue', () => {
  it.each([
    [
      'when the next has not begun an hour after it was due',
      run({ finishedAt: at(1), nextDue: at(24) }),
      25.1,
    ],
    ['when it has not ended twelve hours later', run({ nextDue: at(24) }), 12.1],
  ])('%s, and not a moment before', (_, latest, hours) => {
    const now = Date.parse(at(hours));
    expect(overdueAfter(latest, now)).toMatchObject({ audit: 'au-1' });
    expect(overdueAfter(latest, now - 0.2 * 3_600_000)).toBeUndefined();
  });

  it('neither before the first, nor where no timer is to start another', () => {
    expect(overdueAfter(undefined, Date.parse(at(99)))).toBeUndefined();
    expect(overdueAfter(run({ finishedAt: at(1) }), Date.parse(at(99)))).toBeUndefined();
  });

  it('since the moment it was due, or began', () => {
    expect(overdueAfter(run({ finishedAt: at(1), nextDue: at(24) }), Date.parse(at(30)))).toEqual({
      audit: 'au-1',
      reason: 'notBegun',
      since: at(24),
    });
    expect(overdueAfter(run(), Date.parse(at(30)))).toMatchObject({ reason: 'notEnded', since: at(0) });
  });
});
