import { decideOutcome, type RunSummary } from '../../../src/domain/enablement/decide-outcome';
import { plainly } from '../../../src/domain/diagnosis/explanation';

const aRunSummary = (more: Partial<RunSummary>): RunSummary => ({
  runEnd: { kind: 'proven', rung: 0, isConfirmed: true },
  request: { goal: 'guestAccess' },
  cleanUp: { removed: [], left: [] },
  changed: [],
  planned: [],
  partner: {},
  finishedAt: '2026-03-02T08:00:00Z',
  ...more,
});
const verdict = { kind: 'BLOCKED' as const, control: 'E-3', text: 'Closed.', advice: ['Open it.'] };

describe('the last word of a run', () => {
  it.each(['externalAccess', 'both'] as const)('leaves the partner test open for %s', (goal) => {
    const request = { goal, partnerDomains: ['fabrikam.example'] };
    const { outcome, partnerTest } = decideOutcome(aRunSummary({ request }));
    expect([outcome, partnerTest?.state]).toEqual(['succeeded', 'pending']);
  });

  it('carries the explanation of the verdict it ends with, and none where somebody ended it', () => {
    const explanation = plainly(verdict);
    const stopped = decideOutcome(aRunSummary({ runEnd: { kind: 'stopped', verdict }, explanation }));
    const cancelled = decideOutcome(aRunSummary({ runEnd: { kind: 'cancelled', by: 'Ada' }, explanation }));
    expect([stopped.explanation, cancelled.explanation]).toEqual([explanation, undefined]);
  });

  it('tells what broke, and not where in the code', () => {
    const message = "Activity function 'apply' failed: no table\n    at apply (main.js:1:1)\nand more";
    const { outcome, summary, verdict } = decideOutcome(aRunSummary({ runEnd: { kind: 'broken', message } }));
    expect(outcome).toBe('failed');
    for (const text of [summary, verdict?.text]) {
      expect(text).toContain("The run stopped unexpectedly: Activity function 'apply' failed: no table");
      expect(text).not.toContain('main.js');
    }
  });
});
