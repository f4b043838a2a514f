import { controlOf } from '../../../src/controls/checklist';
import type { Control } from '../../../src/controls/control';
import type { Values } from '../../../src/controls/values/value';
import type { Finding } from '../../../src/domain/plan/assess-controls';
import { benchmarksLeft } from '../../../src/domain/plan/benchmarks-left';

describe('a benchmark that a plan leaves', () => {
  const rule = (id: string, ...names: string[]): Control['benchmarks'][number] => ({
    id,
    passes: (values) => names.every((name) => values[name] === false),
  });
  const control = (id: string, ...benchmarks: Control['benchmarks'][number][]): Control => ({
    ...controlOf('T-1'),
    id,
    benchmarks,
  });
  const opened = (id: string, to: Values) =>
    ({ control: id, document: 'teamsClientConfiguration', to }) as const;
  const values = { A: false, B: false };

  it('is named once, with the control whose change leaves it', () => {
    const both = rule('R-1', 'A', 'B');
    const findings = [
      { control: control('X-1', both), values },
      { control: control('X-2', both, rule('R-2', 'B')), values },
    ];
    const other = opened('X-3', {});
    expect(benchmarksLeft(findings, [opened('X-2', { B: true }), other])).toEqual([
      { benchmark: 'R-1', control: 'X-2' },
      { benchmark: 'R-2', control: 'X-2' },
    ]);
    expect(benchmarksLeft(findings, [opened('X-3', { A: true })])).toEqual([
      { benchmark: 'R-1', control: 'X-1' },
    ]);
  });

  it('is none that nobody can see, that was not passed before, or that still is', () => {
    const findings = [
      {
        control: control('X-1', { id: 'R-1' }, rule('R-2', 'A'), rule('R-3', 'B')),
        values: { A: true, B: false },
      },
    ];
    expect(benchmarksLeft(findings, [opened('X-1', { C: true })])).toEqual([]);
  });

  it('is none of a document that could not be read, or does not exist', () => {
    const { document: _, ...without } = control('X-1', { id: 'R-1', passes: (held) => !('A' in held) });
    const one = rule('R-1', 'A');
    expect(benchmarksLeft([{ control: control('X-1', one) }], [opened('X-1', { A: true })])).toEqual([]);
    expect(benchmarksLeft([{ control: without, values: {} }], [opened('X-1', { A: true })])).toEqual([]);
  });

  it('is judged by what all documents that were read hold', () => {
    const people = { ...controlOf('F-4'), benchmarks: [] };
    const whole: Control['benchmarks'][number] = {
      id: 'R-1',
      passes: (_, documents) =>
        Object.keys(documents).join() === 'teamsClientConfiguration,externalAccessPolicy' &&
        documents.externalAccessPolicy?.['Open'] !== true,
    };
    const findings: Pick<Finding, 'control' | 'values'>[] = [
      { control: control('X-1', whole), values },
      { control: people, values: { Open: false } },
      { control: { ...people, document: 'federation' as const } },
      { control: controlOf('F-8'), values: {} },
    ];
    const open = { control: 'F-4', document: 'externalAccessPolicy', to: { Open: true } } as const;
    expect(benchmarksLeft(findings, [open])).toEqual([{ benchmark: 'R-1', control: 'X-1' }]);
    expect(findings[1]?.values).toEqual({ Open: false });
  });
});
