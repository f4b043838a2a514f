import {
  fingerprintOf,
  fingerprintsOf,
  decryptAddress,
  reencrypted,
  encryptAddress,
} from '../../../src/access/encrypted-address';

const SECRET = 'a-secret-of-at-least-thirty-two-characters';
const URL = 'https://prod-03.westeurope.logic.azure.com/workflows/1?sig=abc';

describe('a sealed address', () => {
  const encrypted = encryptAddress(SECRET, 'en-1', URL);

  it('opens for its run, and shows nothing until then', () => {
    expect(decryptAddress(SECRET, 'en-1', encrypted)).toBe(URL);
    expect(Buffer.from(encrypted, 'base64url').toString('latin1')).not.toContain('sig');
    expect(encryptAddress(SECRET, 'en-1', URL)).not.toBe(encrypted);
  });

  it.each([
    ['another run', SECRET, 'en-2', encrypted],
    ['another secret', `${SECRET}!`, 'en-1', encrypted],
    ['a changed text', SECRET, 'en-1', `${encrypted.slice(0, -4)}AAAA`],
    ['nothing', SECRET, 'en-1', ''],
    ['a key id alone', SECRET, 'en-1', encrypted.split('.')[0] ?? ''],
    ['no more than a beginning', SECRET, 'en-1', encrypted.slice(0, 20)],
    ['a short tag', SECRET, 'en-1', `${encrypted.split('.')[0]}.${Buffer.alloc(16).toString('base64url')}`],
  ])('stays shut for %s', (_, secret, id, text) => {
    expect(decryptAddress(secret, id, text)).toBeUndefined();
  });

  it('opens under a new secret as long as the previous one is in use, and is sealed anew with the new one', () => {
    const NEW = 'another-secret-of-at-least-thirty-two-characters';
    expect(decryptAddress([NEW, SECRET], 'en-1', encrypted)).toBe(URL);
    const anew = reencrypted([NEW, SECRET], 'en-1', encrypted) ?? '';
    expect(decryptAddress(NEW, 'en-1', anew)).toBe(URL);
    expect(reencrypted([NEW, SECRET], 'en-1', anew)).toBeUndefined();
    expect(reencrypted(NEW, 'en-1', encrypted)).toBeUndefined();
    expect(fingerprintsOf([NEW, SECRET], URL)).toEqual([fingerprintOf(NEW, URL), fingerprintOf(SECRET, URL)]);
  });

  it('has a mark by which equal addresses are known', () => {
    expect(fingerprintOf(SECRET, URL)).toBe(fingerprintOf(SECRET, URL));
    expect(fingerprintOf(SECRET, URL)).not.toBe(fingerprintOf(SECRET, `${URL}d`));
    // Marks lie in tables: the same address has the same one after an update.
    expect(fingerprintOf(SECRET, URL)).toBe('Ng2VrYcs0rIpZpgD2RW12MINpg4T0zxTuMOgJs-to34');
  });
});
