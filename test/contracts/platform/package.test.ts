import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writePackage } from '../../../local/package/write-package';

const ROOT = path.join(__dirname, '../../../..');
const folder = mkdtempSync(path.join(tmpdir(), 'gastvrij-package-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What it does is in every other scenario: their worlds run it. */
describe('the package that is deployed', () => {
  it('holds the app and what it stands on, and nothing of the local world or the tests', async () => {
    const { inputs } = await writePackage(folder);
    const files = Object.keys(inputs);
    expect(files.filter((file) => /^(local|test|bench|dist)\//.test(file))).toEqual([]);
    const { devDependencies } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>;
    };
    const modules = new Set(files.map((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]));
    expect(Object.keys(devDependencies).filter((name) => modules.has(name))).toEqual([]);
    expect(readdirSync(folder).filter((name) => name !== 'web')).toEqual([
      'host.json',
      'main.js',
      'package.json',
    ]);
    expect(existsSync(path.join(folder, 'node_modules'))).toBe(false);
  });
});
