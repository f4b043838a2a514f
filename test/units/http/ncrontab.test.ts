import { parseSchedule } from '../../../local/host/timers/ncrontab';
import { nextFiring } from '../../../src/functions/timers/next-timer-run';

const NOW = Date.parse('2026-03-02T08:00:00Z');
const next = (text: string): string | undefined => {
  const time = parseSchedule(text).next(NOW);
  return time === undefined ? undefined : new Date(time).toISOString();
};

describe('an NCRONTAB schedule', () => {
  it.each([
    ['0 */5 * * * *', '2026-03-02T08:05:00.000Z'],
    ['*/5 * * * *', '2026-03-02T08:05:00.000Z'],
    ['30 15 10 * * *', '2026-03-02T10:15:30.000Z'],
    ['0 0 9 * jan,Dec Mon', '2026-12-07T09:00:00.000Z'],
    ['0 0 0 13 * Fri', '2026-03-13T00:00:00.000Z'],
    ['0 0 17-9 * * *', '2026-03-02T09:00:00.000Z'],
    ['0 0 0 31 2 *', undefined],
    ['00:00:30', '2026-03-02T08:00:30.000Z'],
    ['1.02:03:04', '2026-03-03T10:03:04.000Z'],
    ['24:00:00', '2026-03-26T08:00:00.000Z'],
  ])('%s fires next at %s', (text, expected) => {
    expect(next(text)).toBe(expected);
  });

  it.each([
    '',
    '* * * *',
    '0 0 0 0 0 0 0',
    '0 0 0 * * 7',
    '0 0 0 ? * *',
    '0 0 0 L * *',
    '@yearly',
    '60 * * * * *',
    '0 0 24 * * *',
    '0 0 0 * * */0',
  ])('of the form "%s" is refused', (text) => {
    expect(() => parseSchedule(text)).toThrow();
  });
});

describe('the app, which reads its own schedule', () => {
  const iso = (text: string): string | undefined => nextFiring(text, new Date(NOW));

  it.each(['0 */5 * * * *', '*/5 * * * *', '0 0 2 * * *', '0 0 9 * jan,Dec Mon', '0 0 0 13 * Fri'])(
    'expects %s when the host fires it',
    (text) => {
      expect(iso(text)).toBe(next(text));
    },
  );

  it.each(['24:00:00', 'nonsense'])('expects nothing of "%s"', (text) => {
    expect(iso(text)).toBeUndefined();
  });
});
