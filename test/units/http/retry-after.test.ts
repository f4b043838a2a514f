import { retryAtOf } from '../../../src/microsoft/http/retry-after';

describe('Retry-After', () => {
  const now = new Date('2026-03-02T08:00:00Z');

  it.each([
    ['seconds', '120', '2026-03-02T08:02:00.000Z'],
    ['a date', 'Mon, 02 Mar 2026 09:00:00 GMT', '2026-03-02T09:00:00.000Z'],
    ['nothing', '', undefined],
    ['words', 'later', undefined],
    ['more seconds than time has', '1e30', undefined],
    ['no header', null, undefined],
  ])('with %s', (_, header, moment) => {
    expect(retryAtOf(header, now)).toBe(moment);
  });
});
