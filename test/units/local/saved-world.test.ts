import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openKept, writeKept } from '../../../local/cli/saved-world';

const root = mkdtempSync(path.join(tmpdir(), 'gastvrij-kept-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const modeOf = (place: string): number => statSync(place).mode & 0o777;
const WORLD = { masterKey: 'a key', now: 1, tenants: {} };

/** A folder that somebody else made, with what an earlier version left in it. */
function anOpenFolder(name: string): string {
  const folder = path.join(root, name);
  mkdirSync(folder);
  chmodSync(folder, 0o777);
  for (const file of ['world.json', 'world.json.new']) {
    writeFileSync(path.join(folder, file), '{}');
    chmodSync(path.join(folder, file), 0o666);
  }
  return folder;
}

describe('what npm start keeps, its master key among it', () => {
  it.each([
    ['a folder of its own', () => path.join(root, 'new', 'all-off')],
    ['a folder that everybody could read and write', () => anOpenFolder('open')],
  ])('is its owner’s alone in %s', (_, folderOf) => {
    const folder = folderOf();
    openKept(folder);
    expect(modeOf(folder)).toBe(0o700);
    writeKept(folder, WORLD);
    expect(modeOf(path.join(folder, 'world.json'))).toBe(0o600);
    expect(openKept(folder)).toEqual(WORLD);
  });

  it('is closed to others as soon as it is read, not when it is next written', () => {
    const folder = anOpenFolder('read');
    expect(openKept(folder)).toBeUndefined();
    expect([modeOf(folder), modeOf(path.join(folder, 'world.json'))]).toEqual([0o700, 0o600]);
  });
});
