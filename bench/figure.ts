/** One line of the bench: ours beside the platform without us, measured in the same run. */
export interface Figure {
  name: string;
  ours: number;
  bare: number;
}

const shown = (value: number): string => value.toLocaleString('en', { maximumSignificantDigits: 3 });

/** The figures as a table for people. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = [
    ['', 'Gastvrij', 'bare', 'ratio'],
    ...figures.map(({ name, ours, bare }) => [name, shown(ours), shown(bare), shown(ours / bare)]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, n) => (n === 0 ? cell.padEnd(widths[n] ?? 0) : cell.padStart(widths[n] ?? 0)))
        .join('  '),
    )
    .join('\n');
}
