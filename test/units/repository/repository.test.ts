import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { loadConfig } from '../../../src/config';
import { settingsSchema } from '../../../src/config-settings';
import { enablementRequestSchema } from '../../../src/domain/enablement/request';

const ROOT = path.join(__dirname, '../../../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const filesIn = (folder: string): string[] =>
  readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)));

/** Paths in backticks that name a file of ours, without placeholders. */
const pathsIn = (text: string): string[] =>
  [...text.matchAll(/`((?:src|local|test|docs|samples|infra|integrations)\/[^`<\s]+)`/g)].map(
    ([, file]) => file ?? '',
  );

const SOURCES = ['src', 'local', 'test', 'bench'].flatMap(filesIn).filter((file) => file.endsWith('.ts'));

describe('the repository', () => {
  it.each([
    'README.md',
    'CONTRIBUTING.md',
    'docs/architecture.md',
    'docs/callbacks.md',
    'docs/tenant-file.md',
    'samples/README.md',
    'integrations/servicenow/README.md',
    'integrations/power-automate/README.md',
    ...['docs/deploy.md', 'docs/runbook.md', 'docs/security.md', 'docs/permissions.md', 'infra/README.md'],
  ])('names only files that exist in %s', (document) => {
    const folders = [ROOT, path.join(ROOT, path.dirname(document))];
    const isThere = (file: string): boolean => folders.some((folder) => existsSync(path.join(folder, file)));
    expect(pathsIn(read(document)).filter((file) => !isThere(file))).toEqual([]);
  });

  it('links only to files that exist', () => {
    const folders = ['docs', 'samples', 'integrations/power-automate'].flatMap(filesIn);
    const documents = ['README.md', 'CONTRIBUTING.md', 'integrations/servicenow/README.md', ...folders];
    const broken = documents
      .filter((file) => file.endsWith('.md'))
      .flatMap((file) =>
        [...read(file).matchAll(/\]\((?!https?:)([^)#]+)/g)]
          .map(([, target]) => path.join(path.dirname(file), target ?? ''))
          .filter((target) => !existsSync(path.join(ROOT, target))),
      );
    expect(broken).toEqual([]);
  });

  it('numbers every decision once, lists it, and keeps it to forty lines', () => {
    const index = read('docs/decisions/README.md');
    const decisions = readdirSync(path.join(ROOT, 'docs/decisions')).filter((file) => file !== 'README.md');
    const numbers = decisions.map((file) => file.slice(0, 4));
    expect(new Set(numbers).size).toBe(decisions.length);
    for (const file of decisions) {
      expect(index).toContain(`(${file})`);
      expect(read(`docs/decisions/${file}`).trimEnd().split('\n').length).toBeLessThanOrEqual(40);
    }
  });

  it('names its files in kebab-case', () => {
    const names = SOURCES.map((file) => path.basename(file).replace(/(\.test)?\.ts$/, ''));
    expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
  });

  it('shows every setting in the sample, and the app starts with it', () => {
    const sample = (JSON.parse(read('local.settings.sample.json')) as { Values: Record<string, string> })
      .Values;
    const known = Object.keys(settingsSchema.shape);
    expect(known.length).toBeGreaterThan(5);
    expect(Object.keys(sample)).toEqual(expect.arrayContaining(known));
    expect(() => loadConfig(sample)).not.toThrow();
  });

  it('keeps download addresses out of the lock file', () => {
    expect(read('package-lock.json')).not.toContain('"resolved"');
    expect(read('integrations/servicenow/package-lock.json')).not.toContain('"resolved"');
  });

  it.each([
    ['integrations/servicenow/README.md', 'samples/servicenow.json'],
    ['integrations/power-automate/README.md', 'samples/power-automate.json'],
  ])('shows in %s the payload that is sent, %s', (document, sample) => {
    const shown = [...read(document).matchAll(/```json\n([^]*?)```/g)].map(
      ([, text]) => JSON.parse(text ?? '') as unknown,
    );
    expect(shown).toContainEqual(JSON.parse(read(sample)));
  });

  it('shows in README.md a request that is accepted', () => {
    const [, shown = ''] = /```json\n([^]*?)```/.exec(read('README.md')) ?? [];
    expect(enablementRequestSchema.safeParse(JSON.parse(shown)).error).toBeUndefined();
  });

  it('gives every dependency a reason', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
      'dependencies' | 'devDependencies',
      Record<string, string>
    >;
    const reasons = read('docs/decisions/0001-dependencies.md');
    const names = Object.keys({ ...dependencies, ...devDependencies });
    expect(names.filter((name) => !reasons.includes(`\`${name}\``))).toEqual([]);
  });
});
