import { checkReadToken, clientStateOf, readToken, runOfClientState } from '../../src/access/signed-token';

const SECRET = 'a-secret-of-at-least-thirty-two-characters';
const ACCEPTED = '2026-03-02T08:00:00.000Z';

describe('the token of a status address', () => {
  const token = readToken(SECRET, 'en-abc', ACCEPTED);
  it.each([
    ['opens its run', SECRET, 'en-abc', token, '2026-04-30T00:00:00Z', 'valid'],
    ['expires after sixty days', SECRET, 'en-abc', token, '2026-05-02T00:00:00Z', 'expired'],
    ['opens no other run', SECRET, 'en-abd', token, '2026-03-03T00:00:00Z', 'wrong'],
    ['is worth nothing under another secret', `${SECRET}!`, 'en-abc', token, '2026-03-03T00:00:00Z', 'wrong'],
    [
      'cannot be given a longer life',
      SECRET,
      'en-abc',
      `zzzzzz.${token.split('.')[1]}`,
      '2026-03-03T00:00:00Z',
      'wrong',
    ],
    ['is not guessed from nothing', SECRET, 'en-abc', '', '2026-03-03T00:00:00Z', 'wrong'],
  ])('%s', (_, secret, id, given, now, expected) => {
    expect(checkReadToken(secret, id, given, new Date(now))).toBe(expected);
  });
});

describe('the client state of a subscription', () => {
  it('names the run, and cannot be made without the secret', () => {
    const state = clientStateOf(SECRET, 'en-abc');
    expect(state.length).toBeLessThanOrEqual(128);
    expect(runOfClientState(SECRET, state)).toBe('en-abc');
    expect(runOfClientState(SECRET, state.replace('abc', 'abd'))).toBeUndefined();
    expect(runOfClientState(SECRET, readToken(SECRET, 'en-abc', ACCEPTED))).toBeUndefined();
  });
});
