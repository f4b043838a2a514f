import {
  canaryTagsOf,
  checkEndToken,
  checkReadToken,
  clientStateOf,
  consentStateOf,
  endToken,
  readToken,
  runOfClientState,
  tenantOfConsentState,
} from '../../../src/access/signed-token';
import { keyIdOf, type Secret } from '../../../src/access/secrets';

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
      `zzzzzz.${token.split('.').slice(1).join('.')}`,
      '2026-03-03T00:00:00Z',
      'wrong',
    ],
    ['opens until the last moment', SECRET, 'en-abc', token, '2026-05-01T07:59:59.999Z', 'valid'],
    ['opens no longer', SECRET, 'en-abc', token, '2026-05-01T08:00:00Z', 'expired'],
    [
      'is worth nothing with half a signature',
      SECRET,
      'en-abc',
      token.slice(0, -1),
      '2026-03-03T00:00:00Z',
      'wrong',
    ],
    [
      'is worth nothing without a signature',
      SECRET,
      'en-abc',
      token.split('.').slice(0, 2).join('.'),
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
    expect(runOfClientState(SECRET, `${state}.more`)).toBeUndefined();
    expect(runOfClientState(SECRET, '')).toBeUndefined();
    expect(runOfClientState(SECRET, 'en-abc')).toBeUndefined();
  });
});

describe('the right to end a callback', () => {
  it('is for one run, and cannot be cut out of another', () => {
    expect(checkEndToken(SECRET, 'en-abd', endToken(SECRET, 'en-abc'))).toBe(false);
    expect(checkEndToken(SECRET, 'en-abc', '')).toBe(false);
    // Purpose and run do not run into each other.
    expect(endToken(SECRET, 'a')).not.toBe(endToken(SECRET, '\na'));
  });
});

describe('the state of a consent', () => {
  const asked = new Date('2026-03-02T08:00:00Z');
  const state = consentStateOf(SECRET, 'tenant-1', asked);

  it.each([
    ['names its tenant until the last moment', state, '2026-03-16T07:59:59.999Z', 'tenant-1'],
    ['names it no longer after fourteen days', state, '2026-03-16T08:00:00Z', undefined],
    ['names no other tenant', state.replace('tenant-1', 'tenant-2'), '2026-03-03T08:00:00Z', undefined],
    ['names none from nothing', '', '2026-03-03T08:00:00Z', undefined],
    ['names none without a signature', 'tenant-1', '2026-03-03T08:00:00Z', undefined],
  ])('%s', (_, given, now, tenantId) => {
    expect(tenantOfConsentState(SECRET, given, new Date(now))).toBe(tenantId);
  });
});

describe('the mark of a test team', () => {
  it('is made of letters and digits, and stays what it was: teams carry it', () => {
    expect(canaryTagsOf(SECRET, 'tenant-1')).toEqual(['gastvrij-KWgmi5zOEbbYGehg']);
    expect(canaryTagsOf(['another', SECRET], 'tenant-1')).toEqual([
      'gastvrij-e0jBzAr9XVdzDvu4',
      'gastvrij-KWgmi5zOEbbYGehg',
    ]);
    expect(keyIdOf(SECRET)).toBe('920dc132c1');
  });
});

describe('a new secret', () => {
  const NEW = 'another-secret-of-at-least-thirty-two-characters';
  const BOTH: Secret = [NEW, SECRET];
  const now = new Date('2026-03-03T00:00:00Z');
  const TENANT = '11111111-2222-3333-4444-555555555555';

  /** What a secret made, and whether another opens it. */
  const MADE: [string, (secret: Secret) => string, (secret: Secret, made: string) => boolean][] = [
    [
      'a status address',
      (secret) => readToken(secret, 'en-abc', ACCEPTED),
      (secret, made) => checkReadToken(secret, 'en-abc', made, now) === 'valid',
    ],
    [
      'the right to end a callback',
      (secret) => endToken(secret, 'en-abc'),
      (secret, made) => checkEndToken(secret, 'en-abc', made),
    ],
    [
      'the client state of a subscription',
      (secret) => clientStateOf(secret, 'en-abc'),
      (secret, made) => runOfClientState(secret, made) === 'en-abc',
    ],
    [
      'the state of a consent',
      (secret) => consentStateOf(secret, TENANT, now),
      (secret, made) => tenantOfConsentState(secret, made, now) === TENANT,
    ],
    [
      'the mark of a test team',
      (secret) => canaryTagsOf(secret, TENANT)[0] ?? '',
      (secret, made) => canaryTagsOf(secret, TENANT).includes(made),
    ],
  ];

  it.each(MADE)('leaves %s good that the previous one made, and makes its own', (_, make, opens) => {
    expect(opens(BOTH, make(SECRET))).toBe(true);
    expect(opens(BOTH, make(BOTH))).toBe(true);
    expect(make(BOTH)).toBe(make(NEW));
    // Without the previous one, what it made is worth nothing.
    expect(opens(NEW, make(SECRET))).toBe(false);
    expect(opens(SECRET, make(BOTH))).toBe(false);
  });

  it('cannot be passed off as another by its key id', () => {
    const [expires, , signature] = readToken(SECRET, 'en-abc', ACCEPTED).split('.');
    const forged = [expires, keyIdOf(NEW), signature].join('.');
    expect(checkReadToken(BOTH, 'en-abc', forged, now)).toBe('wrong');
    expect(keyIdOf(SECRET)).toMatch(/^[0-9a-f]{10}$/);
  });
});
