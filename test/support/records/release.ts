import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PACKAGE } from '../../../local/package/write-package';

/** What a release deploys that changed its workflows: the same code, whose host.json marks what it starts as newer. */
export function aRelease(defaultVersion: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'gastvrij-release-'));
  const host = JSON.parse(readFileSync(path.join(PACKAGE, 'host.json'), 'utf8')) as {
    extensions: { durableTask: object };
  };
  Object.assign(host.extensions.durableTask, { defaultVersion });
  const files = {
    'host.json': JSON.stringify(host),
    'package.json': JSON.stringify({ name: 'release', main: 'index.js' }),
    'index.js': `require(${JSON.stringify(PACKAGE)});`,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
