import fc from 'fast-check';
import { quietHoursSchema, quietUntil } from '../../../src/domain/events/quiet-hours';

const NIGHT = '22:00-07:00 Europe/Amsterdam';
const endOf = (hours: string, now: string): string | undefined => {
  const end = quietUntil(hours, Date.parse(now));
  return end === undefined ? undefined : new Date(end).toISOString();
};

describe('quiet hours', () => {
  it.each([
    ['last over midnight', NIGHT, '2026-01-15T23:30:45Z', '2026-01-16T06:00:00.000Z'],
    ['are those of the place, in winter', NIGHT, '2026-01-15T21:00:00Z', '2026-01-16T06:00:00.000Z'],
    ['and in summer', NIGHT, '2026-07-15T20:00:00Z', '2026-07-16T05:00:00.000Z'],
    ['are over on the minute', NIGHT, '2026-01-16T06:00:00Z', undefined],
    ['have not begun a minute before', NIGHT, '2026-01-15T20:59:59Z', undefined],
    ['can lie within a day', '12:00-13:30 UTC', '2026-01-15T12:15:00Z', '2026-01-15T13:30:00.000Z'],
    ['are an hour shorter when clocks go forward', NIGHT, '2026-03-28T21:30:00Z', '2026-03-29T05:00:00.000Z'],
    ['and longer when they go back', NIGHT, '2026-10-24T20:30:00Z', '2026-10-25T06:00:00.000Z'],
    [
      'end after an hour that never is',
      '22:00-02:30 Europe/Amsterdam',
      '2026-03-29T00:50:00Z',
      '2026-03-29T01:30:00.000Z',
    ],
  ])('%s', (_, hours, now, end) => {
    expect(endOf(hours, now)).toBe(end);
  });

  it('end later than now and within a day, whatever the clocks do', () => {
    const zones = ['Europe/Amsterdam', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC'];
    const minute = fc.integer({ min: 0, max: 1439 });
    const inWords = (at: number): string =>
      `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
    const times = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2027-01-01') });
    fc.assert(
      fc.property(minute, minute, fc.constantFrom(...zones), times, (from, to, zone, now) => {
        fc.pre(from !== to);
        const hours = `${inWords(from)}-${inWords(to)} ${zone}`;
        const end = quietUntil(hours, now);
        if (end === undefined) return;
        expect(end).toBeGreaterThan(now);
        expect(end - now).toBeLessThanOrEqual(25 * 3_600_000);
      }),
    );
  });

  it.each(['22:00-07:00', '22:00-07:00 Europe/Atlantis', '24:00-07:00 UTC', '07:00-07:00 UTC', 'at night'])(
    'are not %s',
    (text) => {
      expect(quietHoursSchema.safeParse(text).success).toBe(false);
    },
  );

  it('are understood with blanks around them', () => {
    expect(quietHoursSchema.parse(` ${NIGHT} `)).toBe(NIGHT);
  });
});
