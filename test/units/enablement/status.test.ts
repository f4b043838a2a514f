import type { Enablement } from '../../../src/domain/enablement/enablement';
import { statusOf } from '../../../src/domain/enablement/status/status-of';
import type { Step, StepKind } from '../../../src/domain/enablement/step';

const AT = '2026-03-02T08:00:00.000Z';
const RUN = {
  id: 'en-1',
  tenantId: 'a tenant',
  request: { goal: 'guestAccess', profile: 'gated', requestedBy: 'Ada Admin', dryRun: false },
  acceptedAt: AT,
  commands: [],
} as unknown as Enablement;

const phaseAfter = (kind: StepKind, result: unknown): string => {
  const step = { sequence: 3, kind, started: AT, ended: AT, text: 'So it is.', result, requestIds: [] };
  return statusOf(RUN, [step as unknown as Step], { status: '', steps: '' }).status;
};

describe('where a run stands', () => {
  it.each([
    ['was agreed to', { kind: 'approved', by: 'Grace', planHash: 'a' }, 'applying'],
    ['was declined', { kind: 'declined', by: 'Grace' }, 'cleaningUp'],
    ['was not decided about in time', { kind: 'declined' }, 'cleaningUp'],
    ['was called off', { kind: 'cancelled', by: 'Ada' }, 'cleaningUp'],
  ])('is said truly once its plan %s', (_, result, phase) => {
    expect(phaseAfter('decided', result)).toBe(phase);
  });

  it('is its end once it was cancelled, or could not go on', () => {
    expect([phaseAfter('commandReceived', { kind: 'cancelled' }), phaseAfter('failed', {})]).toEqual([
      'cleaningUp',
      'cleaningUp',
    ]);
  });
});
