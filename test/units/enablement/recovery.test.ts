import type { Step, StepKind } from '../../../src/domain/enablement/step';
import { runEndIn } from '../../../src/workflows/enablement/activities/close/recover-outcome';

const steps = (...kinds: (StepKind | [StepKind, unknown])[]): Step[] =>
  kinds.map((one, sequence) => {
    const [kind, result] = typeof one === 'string' ? [one, {}] : one;
    return { sequence, kind, result } as Step;
  });
const PROVEN: [StepKind, unknown] = [
  'probed',
  { end: { kind: 'proven' }, proof: { rung: 3, confirmedAt: 7 } },
];

describe('a recovery', () => {
  it('tells a run that had succeeded as it was, so that nothing of it is undone', () => {
    const proven = { kind: 'proven', rung: 3, isConfirmed: true };
    expect(runEndIn(steps('accepted', 'applied', PROVEN))).toEqual(proven);
    expect(runEndIn(steps('accepted', 'applied', PROVEN, 'cleanedUp'))).toEqual(proven);
    expect(runEndIn(steps('accepted', 'applied', PROVEN, 'undoPlanned'))).toEqual({ kind: 'closed' });
    expect(runEndIn(steps('accepted', 'applied'))).toEqual({ kind: 'closed' });
  });
});
