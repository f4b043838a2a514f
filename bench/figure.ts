/** One line of the bench: ours beside the platform without us, or beside what is allowed, measured in the same run. */
export interface Figure {
  name: string;
  ours: number;
  /** Left out where it stands beside nothing. */
  bare?: number;
}

const shown = (value: number | undefined): string =>
  value === undefined ? '' : value.toLocaleString('en', { maximumSignificantDigits: 3 });

export const ratioOf = ({ ours, bare }: Figure): number | undefined =>
  bare === undefined ? undefined : ours / bare;

/** The figures as a table for people. */
export function tableOf(figures: readonly Figure[], beside = 'bare'): string {
  const rows = [
    ['', 'Gastvrij', beside, 'ratio'],
    ...figures.map((one) => [one.name, shown(one.ours), shown(one.bare), shown(ratioOf(one))]),
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
