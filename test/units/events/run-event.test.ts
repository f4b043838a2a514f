import type { Enablement } from '../../../src/domain/enablement/enablement';
import { startProof } from '../../../src/domain/proof/proof';
import type { Step } from '../../../src/domain/enablement/step';
import { eventOf } from '../../../src/workflows/delivery/activities/build-run-event';

const AT = '2026-03-02T08:00:00.000Z';
const run = {
  id: 'en-0000000000',
  tenantId: 't',
  request: { goal: 'guestAccess', profile: 'gated', requestedBy: 'Ada', dryRun: false },
} as Enablement;
const aStep = (kind: Step['kind'], result: unknown): Step =>
  ({ kind, result, text: 'It is so.', ended: AT }) as Step;
const change = { control: 'T-1', property: 'AllowGuestUser', before: false, after: true, title: 'Guests' };
const planned = aStep('planned', {
  plan: {
    changes: [{ ...change, document: 'teamsClientConfiguration' }],
    manualSteps: [],
    needsApproval: [],
  },
});

describe('the event that follows from a record', () => {
  it('is none while the record does not bear it out', () => {
    const notes = [planned, aStep('inspected', {})];
    expect(eventOf('approvalNeeded', run, notes)).toBeUndefined();
    expect(eventOf('applied', run, notes)).toBeUndefined();
    expect(eventOf('waiting', run, notes)).toBeUndefined();
    expect(eventOf('finished', run, notes)).toBeUndefined();
  });

  it('names what was written, and what Microsoft left to a person', () => {
    const manualSteps = { kind: 'manualSteps', controls: [{ control: 'T-1', powerShell: 'Set-Cs …' }] };
    expect(eventOf('applied', run, [planned, aStep('applied', manualSteps)])?.data).toMatchObject({
      changed: [],
      manualSteps: ['Set-Cs …'],
    });
  });

  const MANUAL_STEPS = {
    control: 'T-1',
    title: 'Guest access in Teams',
    powerShell: 'Set-Cs …',
    adminPage: 'Teams admin centre',
  };

  it('waits for the person first where one has to act, and only then for Microsoft', () => {
    const now = Date.parse(AT);
    const proof = startProof(3, now, 24, now, [MANUAL_STEPS]);
    const event = eventOf('waiting', run, [planned, aStep('probed', { proof })]);
    expect(event?.data.summary).toMatch(/^Waiting for a person to set T-1, and then until it really works\./);
    expect(event?.data).toMatchObject({
      expectation: { medianHours: 5, p95Hours: 18 },
      deadline: '2026-03-03T08:00:00.000Z',
    });
  });
});
