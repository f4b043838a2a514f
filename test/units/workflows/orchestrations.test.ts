import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.join(__dirname, '../../../src/workflows');
const SOURCE = readFileSync(path.join(__dirname, '../../../../src/workflows/register.ts'), 'utf8');
const registered = [...SOURCE.matchAll(/\.orchestration\(\w+, (\w+)\)/g)].map(([, name = '']) => name);
const generator = Object.getPrototypeOf(function* () {}) as object;

describe('an orchestration', () => {
  it.each(registered)('%s is declared as a generator, by which the platform knows it', (name) => {
    const modules = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.js') && !/(^|\/)activities[/.]/.test(file) && file !== 'register.js',
    );
    const found = modules
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      .map((file) => (require(path.join(FOLDER, file)) as Record<string, object>)[name])
      .filter((one) => one !== undefined);
    expect(found.map((one) => Object.getPrototypeOf(one) as object)).toEqual([generator]);
  });

  it('is registered by its name alone, where it can be looked up', () => {
    expect(registered).toHaveLength(SOURCE.match(/\.orchestration\(/g)?.length ?? 0);
  });
});
