import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseCsv } from '../../../local/cli/csv';
import { verifyExport } from '../../../local/cli/verify-file';
import type { RunOutcome } from '../../../src/domain/enablement/outcome';
import type { EnablementRequest } from '../../../src/domain/enablement/request';
import type { Step, StepReport } from '../../../src/domain/enablement/step';
import { csvOf, shownInCell } from '../../../src/functions/http/csv';
import { stepsAsCsv } from '../../../src/functions/enablements/steps-csv';
import { checkEvidence } from '../../../src/store/evidence/check-evidence';
import { canonicalJson, chainStep, contentOf, findBreak } from '../../../src/store/evidence/hash-chain';

const at = '2026-03-02T08:00:00.000Z';
const report = (kind: StepReport['kind'], text: string, result: unknown = {}): StepReport => ({
  ...{ kind, started: at, ended: at, text, result, requestIds: [] },
});
const chained = (...reports: StepReport[]): Step[] =>
  reports.reduce<Step[]>((steps, one) => [...steps, chainStep(steps.at(-1), steps.length, one)], []);

const REQUEST = { goal: 'guestAccess', requestedBy: 'Ada Admin' } as unknown as EnablementRequest;
const runOutcome: RunOutcome = {
  ...{ outcome: 'succeeded', summary: 'It works.', finishedAt: at },
  cleanUp: { removed: [], left: [] },
};
const STEPS = chained(
  report('accepted', 'Ada Admin asked.', REQUEST),
  report('planned', '=1+1;=cmd|calc'),
  report('applied', 'a “quoted”, text\r\nin two lines', { rung: 3, list: [1, -2] }),
  report('finished', 'It works.', runOutcome),
);
const LAST = STEPS.at(-1)?.hash ?? '';
const ANCHOR = { request: REQUEST, runOutcome, lastHash: LAST };

describe('the hash of a step', () => {
  it('is made as docs/evidence.md says, with the values that stand there', () => {
    const page = readFileSync(path.join(__dirname, '../../../../docs/evidence.md'), 'utf8');
    const [first, second] = [...page.matchAll(/```text\n(.+)\n```/g)].map(([, text]) => text ?? '');
    const hashes = [...page.matchAll(/hash is `([0-9a-f]{64})`/g)].map(([, hash]) => hash);
    const steps = chained(
      ...[first, second].map((text) => {
        const { sequence: _, previousHash: __, ...rest } = JSON.parse(text ?? '') as Step;
        return rest;
      }),
    );
    expect(steps.map((step) => canonicalJson(contentOf(step)))).toEqual([first, second]);
    expect(steps.map(({ hash }) => hash)).toEqual(hashes);
    expect(findBreak(steps)).toBeUndefined();
  });

  it('is made of JSON as RFC 8785 writes it', () => {
    const value = {
      '\u20ac': 1e21,
      '\r': 0.000001,
      '1': -0,
      ö: 'a\u2028"\\\u0001',
      '😀': 1e-7,
      b: [null, 333333333.33333329],
    };
    expect(canonicalJson(value)).toBe(
      '{"\\r":0.000001,"1":0,"b":[null,333333333.3333333],"ö":"a\u2028\\"\\\\\\u0001","€":1e+21,"😀":1e-7}',
    );
  });

  it('is the same after the step was stored, whatever its texts hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.jsonValue(), (text, result) => {
        const step = chainStep(
          undefined,
          0,
          report('commandReceived', `${text}\ud800\\ud800`, { result, missing: undefined }),
        );
        const stored = JSON.parse(Buffer.from(JSON.stringify(step)).toString()) as Step;
        expect(findBreak([stored])).toBeUndefined();
        expect(stored.text).toContain('\ufffd\\ud800');
      }),
    );
  });
});

describe('evidence', () => {
  it('is whole, up to the end that the run itself names', () => {
    expect(checkEvidence(STEPS, ANCHOR)).toEqual({
      ...{ isWhole: true, isAnchored: true, lastHash: LAST, text: '4 steps, whole up to its end.' },
    });
    expect(checkEvidence(STEPS.slice(0, 2))).toMatchObject({ isWhole: true, isAnchored: false });
    expect(checkEvidence([])).toMatchObject({ isWhole: true });
  });

  const changed = (sequence: number, more: Partial<Step>): Step[] =>
    STEPS.map((step) => (step.sequence === sequence ? { ...step, ...more } : step));
  const rewritten = chained(...STEPS.slice(0, 3).map(({ kind, text, result }) => report(kind, text, result)));
  it.each<[string, Step[], Partial<typeof ANCHOR>, number, string]>([
    ['a step that was changed', changed(1, { text: 'x' }), {}, 1, 'stepChanged'],
    ['a result that was changed', changed(2, { result: { rung: 4 } }), {}, 2, 'stepChanged'],
    ['a field that was added', changed(2, { as: 'Eve' }), {}, 2, 'stepChanged'],
    ['a hash made anew', changed(1, chainStep(STEPS[0], 1, report('planned', 'x'))), {}, 2, 'notChained'],
    ['a step that was removed', STEPS.filter(({ sequence }) => sequence !== 1), {}, 1, 'stepMissing'],
    ['the first one removed', STEPS.slice(1), {}, 0, 'stepMissing'],
    ['the last one removed', STEPS.slice(0, -1), {}, 3, 'endMissing'],
    ['all of them removed', [], {}, 0, 'endMissing'],
    ['two that changed places', [0, 2, 1, 3].flatMap((n) => STEPS[n] ?? []), {}, 1, 'stepMissing'],
    ['one that stands there twice', [0, 1, 1, 2, 3].flatMap((n) => STEPS[n] ?? []), {}, 2, 'stepMissing'],
    [
      'one behind the end',
      [...STEPS, chainStep(STEPS[3], 4, report('commandReceived', 'x'))],
      {},
      4,
      'addedAfterEnd',
    ],
    ['a chain that was written anew', rewritten, {}, 3, 'endMissing'],
    [
      'another request in the row',
      STEPS,
      { request: { ...REQUEST, requestedBy: 'Eve' } },
      0,
      'requestDiffers',
    ],
    [
      'another conclusion in the row',
      STEPS,
      { runOutcome: { ...runOutcome, summary: 'x' } },
      3,
      'outcomeDiffers',
    ],
  ])('shows %s', (_, steps, row, brokenAt, fault) => {
    expect(checkEvidence(steps, { ...ANCHOR, ...row })).toMatchObject({ isWhole: false, brokenAt, fault });
  });
});

describe('an export', () => {
  const asJson = JSON.stringify({ id: 'en-1', steps: STEPS, chain: checkEvidence(STEPS, ANCHOR) });
  const asCsv = stepsAsCsv(STEPS);

  it.each([
    ['JSON', asJson],
    ['a table', asCsv],
  ])('is whole as %s, and not once anything in it is changed', (_, text) => {
    expect(verifyExport(text, LAST)).toMatchObject({ isWhole: true, isOver: true, steps: 4 });
    expect(verifyExport(text.replace('It works.', 'It fails.'), LAST).isWhole).toBe(false);
    expect(verifyExport(text.replaceAll(at, '2026-03-02T08:00:00.001Z'), LAST).isWhole).toBe(false);
    expect(verifyExport(text, '0'.repeat(64))).toMatchObject({ isWhole: false, fault: 'endMissing' });
  });

  it('that ends too early is held against the last hash it names', () => {
    const { steps, ...rest } = JSON.parse(asJson) as { steps: Step[] };
    const cut = JSON.stringify({ ...rest, steps: steps.slice(0, -1) });
    expect(verifyExport(cut)).toMatchObject({ isWhole: false, fault: 'endMissing' });
    const lines = asCsv.trimEnd().split('\r\n');
    expect(verifyExport(lines.slice(0, -1).join('\r\n'))).toMatchObject({ isWhole: true, isOver: false });
  });

  it.each<[string, (table: string) => string]>([
    ['two columns change names', (table) => table.replace('started,ended', 'ended,started')],
    ['a column is put beside the others', (table) => table.replace(',record', ',record,approved by')],
    ['a cell stands under no column', (table) => table.replace(/\r\n$/, ',approved by Grace\r\n')],
  ])('as a table is not whole where %s', (_, tamper) => {
    expect(tamper(asCsv)).not.toBe(asCsv);
    expect(verifyExport(tamper(asCsv), LAST)).toMatchObject({ isWhole: false });
  });

  it('as a table is whole where a step tells of an error and of values, in whatever order it names their fields', () => {
    const steps = chained({
      ...report('applied', 'Refused.'),
      error: { status: 403, code: 'Forbidden', action: 'POST /invitations' },
      before: { b: 1, a: [2] },
      after: { z: null, a: 'x' },
    });
    expect(verifyExport(stepsAsCsv(steps), steps[0]?.hash)).toMatchObject({ isWhole: true });
  });

  it.each(['', '{}', '{"steps":[1]}', '[', 'a,b\r\n1,2\r\n'])('is not %s', (text) => {
    expect(() => verifyExport(text)).toThrow(/^This is no/);
  });
});

describe('a table', () => {
  const TRICKS = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '"=1', '＝1', "'=1"];
  /** As a spreadsheet reads it that splits there: quotes count only where a cell begins with one. */
  const cellsBy = (separator: string, text: string): string[] =>
    text
      .split(/\r\n|\n|\r/)
      .flatMap((line) => line.split(separator))
      .map((one) => one.replace(/^[\s"]+/, ''));

  it.each([',', ';', '\t', '|'])(
    'has no cell that a spreadsheet runs, also one that splits at %j',
    (separator) => {
      const texts = TRICKS.flatMap((trick) => [
        trick,
        `a${separator}${trick}`,
        `a;${trick}`,
        `a,${trick}`,
        `a\n${trick}`,
      ]);
      const table = csvOf([['text'], ...texts.map((text) => [shownInCell(text)])]).slice(1);
      expect(cellsBy(separator, table).filter((one) => /^[=+\-@＝]/u.test(one))).toEqual([]);
      expect(
        parseCsv(table)
          .flat()
          .slice(1)
          .filter((one) => /^\s*[=+\-@＝]/u.test(one)),
      ).toEqual([]);
    },
  );

  it('begins with a byte order mark, and comes back as it went in', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string(), { minLength: 2 }), { minLength: 1 }), (rows) => {
        const table = csvOf(rows);
        expect(table.startsWith('\ufeff')).toBe(true);
        expect(parseCsv(table.slice(1))).toEqual(rows);
      }),
    );
  });
});
