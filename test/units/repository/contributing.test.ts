import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DOCUMENTS } from '../../../local/docs/documents';

const ROOT = path.join(__dirname, '../../../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

describe('CONTRIBUTING.md', () => {
  const [, section = ''] = /## Adding a control\n([^]*?)\n## /.exec(read('CONTRIBUTING.md')) ?? [];
  const steps = section.split(/^(?=\d+\. )/m).slice(1);
  const pathsIn = (text: string): string[] =>
    [...text.matchAll(/`([a-z]+\/[^`]+)`/g)].map(([, file = '']) => file);

  it('adds a control with at most five files', () => {
    expect(steps.length).toBeGreaterThan(2);
    expect(steps.length).toBeLessThanOrEqual(5);
    for (const step of steps) expect(pathsIn(step)).not.toEqual([]);
  });

  it('names only files that are where it says', () => {
    expect(pathsIn(section).filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
  });

  it('leaves to `npm run docs` what that writes', () => {
    const pages = steps.flatMap(pathsIn).filter((file) => file.startsWith('docs/'));
    expect(DOCUMENTS.map(({ file }) => file)).toEqual(expect.arrayContaining(pages));
  });
});
