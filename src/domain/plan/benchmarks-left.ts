import type { DocumentId } from '../../controls/control';
import type { Values } from '../../controls/values/value';
import type { Finding } from './assess-controls';
import type { Plan } from './plan';

/** What a document is to hold, whoever sets it. */
export interface Opened {
  control: string;
  document: DocumentId;
  to: Values;
}

export function benchmarksLeft(
  findings: readonly Pick<Finding, 'control' | 'values'>[],
  opened: readonly Opened[],
): Plan['leavesBenchmarks'] {
  const before: Record<string, Values> = {};
  for (const { control, values } of findings)
    if (control.document !== undefined && values !== undefined) before[control.document] = values;
  const after = structuredClone(before);
  for (const { document, to } of opened) Object.assign(after[document] ?? {}, to);

  const left = findings.flatMap(({ control: { id, document = '', benchmarks } }) => {
    const [was, is] = [before[document], after[document]];
    if (was === undefined || is === undefined) return [];
    return benchmarks
      .filter(({ passes }) => passes?.(was, before) === true && !passes(is, after))
      .map((benchmark) => ({ benchmark: benchmark.id, control: id }));
  });
  // A rule that several controls decide is named once, with the one that leaves it.
  const isChanged = (id: string): boolean => opened.some(({ control }) => control === id);
  const byChanged = [...left].sort((a, b) => Number(isChanged(b.control)) - Number(isChanged(a.control)));
  return left.filter((one) => byChanged.find(({ benchmark }) => benchmark === one.benchmark) === one);
}
