import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PAGES } from '../../local/docs/pages';

const ROOT = path.join(__dirname, '../../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

describe('what is published from the code', () => {
  it.each(Object.keys(PAGES))('%s is as the code has it: `npm run docs` writes it anew', (file) => {
    const written = PAGES[file]?.() ?? '';
    // Prettier breaks the lines of JSON; a page of text is written as it wants it.
    if (file.endsWith('.json')) expect(JSON.parse(read(file))).toEqual(JSON.parse(written));
    else expect(read(file)).toBe(written);
  });
});

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
    expect(Object.keys(PAGES)).toEqual(expect.arrayContaining(pages));
  });
});
