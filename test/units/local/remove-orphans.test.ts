import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { removeOrphans } from '../../../local/package/remove-orphans';

const root = mkdtempSync(path.join(tmpdir(), 'gastvrij-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const put = (file: string): void => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), '');
};

describe('what was compiled from a file that is not there any more', () => {
  it('is removed by the next build, and nothing else is', () => {
    [
      'src/kept.ts',
      'dist/src/kept.js',
      'dist/src/kept.js.map',
      'dist/web/app.js',
      'dist/.tsbuildinfo',
    ].forEach(put);
    ['dist/test/units/old.test.js', 'dist/test/units/old.test.js.map'].forEach(put);
    const dist = path.join(root, 'dist');
    expect(removeOrphans(root, dist).toSorted()).toEqual([
      path.join('test', 'units', 'old.test.js'),
      path.join('test', 'units', 'old.test.js.map'),
    ]);
    const left = ['src/kept.js', 'src/kept.js.map', 'web/app.js', '.tsbuildinfo'];
    expect(left.every((file) => existsSync(path.join(dist, file)))).toBe(true);
    expect(removeOrphans(root, dist)).toEqual([]);
  });
});
