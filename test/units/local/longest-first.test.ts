import { existsSync } from 'node:fs';
import path from 'node:path';
import { LONG, longestFirst, type Timed } from '../../support/longest-first';

const TESTS = path.join(__dirname, '../..');
const untimed = (name: string): Timed => ({ path: path.join(TESTS, `${name}.test.js`) });
const order = (tests: Timed[]): string[] =>
  longestFirst(tests).map((test) => path.relative(TESTS, test.path).replace('.test.js', ''));

describe('the order of test files', () => {
  it('begins with what is known to take long where nothing was timed yet', () => {
    const names = [
      'units/local/clocks',
      'contracts/platform/local-host',
      'scenarios/recovery/fault-matrix',
      'scenarios/enablement/requesting',
    ];
    expect(order(names.map(untimed))).toEqual([
      'scenarios/recovery/fault-matrix',
      'scenarios/enablement/requesting',
      'contracts/platform/local-host',
      'units/local/clocks',
    ]);
  });

  it('goes by what was measured on this machine before what is usual', () => {
    const slow = { ...untimed('units/local/clocks'), duration: 60_000 };
    const fast = { ...untimed('scenarios/enablement/undoing'), duration: 10 };
    expect(order([fast, untimed('scenarios/enablement/requesting'), slow])).toEqual([
      'units/local/clocks',
      'scenarios/enablement/requesting',
      'scenarios/enablement/undoing',
    ]);
  });

  it.each(Object.keys(LONG))('knows as long only a file that is there: %s', (name) => {
    expect(existsSync(untimed(name).path)).toBe(true);
  });

  it('is the one that Jest is told', () => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- a configuration is no module of ours
    const { testSequencer } = require('../../../../jest.config.js') as { testSequencer: string };
    expect(testSequencer.replace('<rootDir>/dist/test', TESTS)).toBe(
      path.join(TESTS, 'support/longest-first.js'),
    );
  });
});
