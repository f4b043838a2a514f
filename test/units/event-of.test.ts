import type { Enablement } from '../../src/enablement/enablement';
import { startProof } from '../../src/enablement/proof';
import type { Step } from '../../src/enablement/step';
import { eventOf } from '../../src/workflows/activities/event-of';

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
  plan: { changes: [{ ...change, document: 'teamsClientConfiguration' }], byHand: [], needsApproval: [] },
});

describe('the event that follows from a record', () => {
  it('is none while the record does not bear it out', () => {
    const told = [planned, aStep('inspected', {})];
    expect(eventOf('approvalNeeded', run, told)).toBeUndefined();
    expect(eventOf('applied', run, told)).toBeUndefined();
    expect(eventOf('waiting', run, told)).toBeUndefined();
    expect(eventOf('finished', run, told)).toBeUndefined();
  });

  it('names what was written, and what Microsoft left to a person', () => {
    const byHand = { kind: 'byHand', controls: [{ control: 'T-1', powerShell: 'Set-Cs …' }] };
    expect(eventOf('applied', run, [planned, aStep('applied', byHand)])?.data).toMatchObject({
      changed: [],
      byHand: ['Set-Cs …'],
    });
  });

  const HANDWORK = {
    control: 'T-1',
    title: 'Guest access in Teams',
    powerShell: 'Set-Cs …',
    adminPage: 'Teams admin centre',
  };

  it('waits for the person first where one has to act, and only then for Microsoft', () => {
    const now = Date.parse(AT);
    const proof = startProof(3, now, 24, now, [HANDWORK]);
    const event = eventOf('waiting', run, [planned, aStep('probed', { proof })]);
    expect(event?.data.summary).toMatch(/^Waiting for a person to set T-1, and then until it really works\./);
    expect(event?.data).toMatchObject({
      expectation: { medianHours: 5, p95Hours: 18 },
      deadline: '2026-03-03T08:00:00.000Z',
    });
  });
});
