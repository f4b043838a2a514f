import { markOf, marksOf, openAddress, resealed, sealAddress } from '../../src/access/sealed-address';

const SECRET = 'a-secret-of-at-least-thirty-two-characters';
const URL = 'https://prod-03.westeurope.logic.azure.com/workflows/1?sig=abc';

describe('a sealed address', () => {
  const sealed = sealAddress(SECRET, 'en-1', URL);

  it('opens for its run, and shows nothing until then', () => {
    expect(openAddress(SECRET, 'en-1', sealed)).toBe(URL);
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('sig');
    expect(sealAddress(SECRET, 'en-1', URL)).not.toBe(sealed);
  });

  it.each([
    ['another run', SECRET, 'en-2', sealed],
    ['another secret', `${SECRET}!`, 'en-1', sealed],
    ['a changed text', SECRET, 'en-1', `${sealed.slice(0, -4)}AAAA`],
    ['nothing', SECRET, 'en-1', ''],
    ['a key id alone', SECRET, 'en-1', sealed.split('.')[0] ?? ''],
    ['no more than a beginning', SECRET, 'en-1', sealed.slice(0, 20)],
    ['a short tag', SECRET, 'en-1', `${sealed.split('.')[0]}.${Buffer.alloc(16).toString('base64url')}`],
  ])('stays shut for %s', (_, secret, id, text) => {
    expect(openAddress(secret, id, text)).toBeUndefined();
  });

  it('opens under a new secret as long as the previous one is in use, and is sealed anew with the new one', () => {
    const NEW = 'another-secret-of-at-least-thirty-two-characters';
    expect(openAddress([NEW, SECRET], 'en-1', sealed)).toBe(URL);
    const anew = resealed([NEW, SECRET], 'en-1', sealed) ?? '';
    expect(openAddress(NEW, 'en-1', anew)).toBe(URL);
    expect(resealed([NEW, SECRET], 'en-1', anew)).toBeUndefined();
    expect(resealed(NEW, 'en-1', sealed)).toBeUndefined();
    expect(marksOf([NEW, SECRET], URL)).toEqual([markOf(NEW, URL), markOf(SECRET, URL)]);
  });

  it('has a mark by which equal addresses are known', () => {
    expect(markOf(SECRET, URL)).toBe(markOf(SECRET, URL));
    expect(markOf(SECRET, URL)).not.toBe(markOf(SECRET, `${URL}d`));
    // Marks lie in tables: the same address has the same one after an update.
    expect(markOf(SECRET, URL)).toBe('Ng2VrYcs0rIpZpgD2RW12MINpg4T0zxTuMOgJs-to34');
  });
});
