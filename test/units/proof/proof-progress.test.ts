import { controlOf } from '../../../src/controls/checklist';
import type { Reading } from '../../../src/controls/control';
import { assess } from '../../../src/domain/plan/assess-controls';
import type { ManualStep } from '../../../src/domain/plan/manual-step';
import { startProof, type Proof } from '../../../src/domain/proof/proof';
import { countReading, isProven } from '../../../src/domain/proof/proof-progress';
import { desiredSettings } from '../../support/controls/desired-settings';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const manualSteps = (control: string): ManualStep => ({
  control,
  title: control,
  powerShell: '',
  adminPage: '',
});
const aProof = (more: Partial<Proof>): Proof => ({ ...startProof(3, 0, 24, 0), ...more });
const seenTwice = { rung: 3, firstSuccessAt: HOUR, confirmedAt: 2 * HOUR } as const;
const stored = { at: HOUR, isConfirmed: true };

describe('a proof', () => {
  it.each<[string, Partial<Proof>, number, boolean]>([
    ['of a guest who was seen twice is complete', seenTwice, 2, true],
    ['of a guest who was seen once is not', { rung: 3, firstSuccessAt: HOUR }, 2, false],
    ['of a guest who was seen once has to do at the end', { rung: 3, firstSuccessAt: HOUR }, 24, true],
    [
      'of a guest whom Teams may be asked for only once is complete with that',
      { rung: 3, firstSuccessAt: HOUR, rosterReadAt: HOUR, rosterSubscription: { subscriptionId: 's' } },
      2,
      true,
    ],
    ['shows the Teams switch, whoever set it', { ...seenTwice, manualSteps: [manualSteps('T-1')] }, 2, true],
    [
      'shows no other switch that a person sets',
      { ...seenTwice, manualSteps: [manualSteps('T-2')] },
      24,
      false,
    ],
    [
      'without a test team does not show the Teams switch either',
      { ...seenTwice, target: 1, rung: 1, manualSteps: [manualSteps('T-1')] },
      24,
      false,
    ],
    ['of external access is complete with a second reading', { target: 0, stored }, 2, true],
    [
      'of external access is not with one',
      { target: 0, stored: { ...stored, isConfirmed: false } },
      2,
      false,
    ],
    [
      'of external access takes one for enough at the end',
      { target: 0, stored: { ...stored, isConfirmed: false } },
      24,
      true,
    ],
    [
      'of external access needs one that shows something',
      { target: 0, stored: { isConfirmed: false } },
      24,
      false,
    ],
    ['of both needs both', { ...seenTwice, stored: { ...stored, isConfirmed: false } }, 2, false],
    ['of both is complete with both', { ...seenTwice, stored }, 2, true],
  ])('%s', (_, more, hours, isComplete) => {
    expect(isProven(aProof(more), hours * HOUR)).toBe(isComplete);
  });
});

describe('a reading of external access', () => {
  const read = (...readings: [minutes: number, AllowFederatedUsers?: boolean][]): Proof => {
    const proof = aProof({ target: 0, stored: { isConfirmed: false } });
    for (const [minutes, AllowFederatedUsers] of readings) {
      const at = new Date(minutes * MINUTE).toISOString();
      const reading: Reading =
        AllowFederatedUsers === undefined
          ? { kind: 'unknown', control: 'F-1', reason: 'It was refused.', at }
          : { kind: 'known', control: 'F-1', values: { AllowFederatedUsers }, at };
      countReading(proof, assess([controlOf('F-1')], [reading], desiredSettings()), minutes * MINUTE);
    }
    return proof;
  };

  it('confirms one that is some minutes older, and no younger one', () => {
    expect(read([0, true], [5, true]).stored).toEqual({ at: 0, isConfirmed: false });
    expect(read([0, true], [6, true]).stored).toEqual({ at: 0, isConfirmed: true });
  });

  it.each([
    ['something else', false],
    ['nothing', undefined],
  ])('that shows %s undoes the one before', (_, shown) => {
    expect(read([0, true], [6, shown]).stored).toEqual({ isConfirmed: false });
    expect(read([0, true], [6, shown], [12, true]).stored).toEqual({ at: 12 * MINUTE, isConfirmed: false });
  });
});
