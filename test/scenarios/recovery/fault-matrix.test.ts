import { writeFileSync } from 'node:fs';
import { allCells, coveringCells, nameOf, type Cell } from '../../support/fault-matrix/cells';
import { FAULT_CLASSES } from '../../support/fault-matrix/classes';
import type { Judged } from '../../support/fault-matrix/judge-lane';
import { startMatrixWorld, type MatrixWorld } from '../../support/fault-matrix/matrix-world';

/** `all` with `npm run soak -- matrix`: every call under every fault class. */
const ALL = process.env['FAULT_MATRIX'] === 'all';
/** When no further cells are begun; those begun are judged. */
const MINUTES = Number(process.env['FAULT_MATRIX_MINUTES'] ?? Infinity);
/** Where the judgements of all cells are written, for whoever wants to read them. */
const REPORT = process.env['FAULT_MATRIX_REPORT'];
/** Which part of all cells, `2/4`: several machines, or several evenings, may share them. */
const [PART = 1, PARTS = 1] = (process.env['FAULT_MATRIX_PART'] ?? '1/1').split('/').map(Number);
/** Only cells whose name matches this pattern. */
const ONLY = new RegExp(process.env['FAULT_MATRIX_ONLY'] ?? '');
const LANES = ALL ? 40 : 16;
const ROUNDS = 3;

describe('a run and its undo, each call of which meets a fault', () => {
  let world: MatrixWorld;
  let cells: Cell[];
  const judged: Judged[] = [];
  beforeAll(async () => {
    world = await startMatrixWorld(LANES);
    const targets = [...(await world.record('guestAccess')), ...(await world.record('externalAccess'))];
    cells = ALL
      ? allCells(targets).filter((cell, index) => index % PARTS === PART - 1 && ONLY.test(nameOf(cell)))
      : coveringCells(targets, ROUNDS * LANES);
  });

  async function runRound(round: number): Promise<string[]> {
    const found = await world.runRound(cells.slice(round * LANES, (round + 1) * LANES));
    judged.push(...found);
    return found.flatMap((one) => one.wrong.map((words) => `${nameOf(one.cell)}: ${words}`));
  }

  if (ALL)
    it('end rightly, leave nothing, and are recorded as they were', async () => {
      const wrong: string[] = [];
      const began = Date.now();
      const minutes = (): number => (Date.now() - began) / 60_000;
      for (let round = 0; round * LANES < cells.length && minutes() < MINUTES; round++) {
        const found = await runRound(round);
        wrong.push(...found);
        say(
          ...found,
          `${judged.length} of ${cells.length}, ${wrong.length} wrong, ${minutes().toFixed(1)} min`,
        );
        if (REPORT) writeFileSync(REPORT, JSON.stringify(judged, null, 1));
      }
      const cellsWrong = judged.filter((one) => one.wrong.length > 0).length;
      say(`${judged.length} cells, ${cellsWrong} wrong (of ${cells.length} cells there are)`);
      expect(wrong).toEqual([]);
    });
  else
    it.each(Array.from({ length: ROUNDS }, (_, round) => round + 1))(
      'end rightly, leave nothing, and are recorded as they were (round %i)',
      async (round) => {
        expect(await runRound(round - 1)).toEqual([]);
      },
    );

  // A matrix whose faults do not strike shows nothing.
  it('meet faults of every class, nearly all of which strike', () => {
    const struck = judged.filter((one) => one.struck);
    expect(struck.length).toBeGreaterThan(judged.length * 0.9);
    const classesOf = (some: readonly Judged[]) => new Set(some.map(({ cell }) => cell.faultClass)).size;
    expect(classesOf(struck)).toBe(ALL ? classesOf(judged) : FAULT_CLASSES.length);
  });
});

/** For whoever waits: what a test says by the console comes only when it is over. */
const say = (...lines: string[]): void =>
  void process.stdout.write(lines.map((line) => `${line}\n`).join(''));
