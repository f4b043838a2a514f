import { assuranceOf } from '../../../src/domain/proof/proof-ladder';
import { say } from '../../../src/texts/say';
import type { RunOutcome, Outcome } from '../../../src/domain/enablement/outcome';
import type { EnablementSummary } from '../../../src/domain/enablement/enablement';
import { planChanges } from '../../../src/domain/plan/plan-changes';
import { startProof } from '../../../src/domain/proof/proof';
import { proofRequestOf, untouched } from '../../../src/domain/proof/proof-request';
import type { EnablementRequest } from '../../../src/domain/enablement/request';
import type { Step, StepKind } from '../../../src/domain/enablement/step';
import { assess } from '../../../src/domain/plan/assess-controls';
import type { VerdictKind } from '../../../src/domain/diagnosis/verdict';
import { desiredSettingsOf } from '../../../src/domain/plan/desired-settings';
import {
  isProofDue,
  proofFinding,
  reportOf,
  withProofs,
  type ProofSeen,
} from '../../../src/domain/audit/recurring-proof';
import { controlOf } from '../../../src/controls/checklist';
import { proofOf } from '../../../src/workflows/enablement/activities/prove/proof-result';

const DAY = 24 * 3_600_000;
const day = (n: number): string => new Date(Date.UTC(2027, 0, n, 2)).toISOString();
const TENANT = { tenantId: '11111111-2222-3333-4444-555555555555', testGuestEmail: 'probe@fabrikam.example' };
const A_PROOF = proofRequestOf(TENANT, { requestedBy: 'audit au-1' }) as EnablementRequest;
const { provesOnly: _, ...AN_ENABLEMENT } = A_PROOF;

/** The record of a run, as far as an audit reads it. */
function record(
  request: EnablementRequest,
  outcome: Outcome,
  more: { verdict?: VerdictKind; obstacle?: string; isBroken?: true; rung?: 0 | 1 | 2 | 3 } = {},
): Step[] {
  const { verdict: kind, obstacle, isBroken, rung } = more;
  const verdict = kind && { kind, text: 'Why.', advice: [] };
  const step = (kind: StepKind, result: unknown) => ({ kind, result }) as Step;
  const proof = {
    ...startProof(3, 0, 4, 0),
    ...(obstacle && { obstacle: { reason: obstacle, rung: 1 as const } }),
  };
  const runOutcome: RunOutcome = {
    outcome,
    summary: 'In words.',
    cleanUp: { removed: [], left: [] },
    finishedAt: day(2),
    ...(verdict && { verdict }),
    ...(rung !== undefined && { assurance: assuranceOf(rung) }),
  };
  const probed = { seen: 0, proof, ...(verdict && !isBroken && { end: { kind: 'stopped', verdict } }) };
  return [step('accepted', request), step('probed', probed), step('finished', runOutcome)];
}

const RUN: EnablementSummary = {
  id: 'en-1',
  tenantId: TENANT.tenantId,
  goal: 'guestAccess',
  requestedBy: 'audit au-1',
  acceptedAt: day(1),
  finishedAt: day(2),
};

describe('what a finished run shows of whether guests get in', () => {
  it.each([
    ['proven', 'that succeeded, at the rung it reached', record(A_PROOF, 'succeeded', { rung: 2 })],
    ['proven', 'that enabled and succeeded', record(AN_ENABLEMENT, 'succeeded', { rung: 3 })],
    ['failed', 'that found a door closed', record(A_PROOF, 'blocked', { verdict: 'BLOCKED', rung: 0 })],
    [
      'failed',
      'that was refused in words nobody knows',
      record(A_PROOF, 'failed', { verdict: 'UNKNOWN', obstacle: 'unknown', rung: 1 }),
    ],
    ['unclear', 'that lacked a permission', record(A_PROOF, 'failed', { verdict: 'PERMISSION' })],
    ['unclear', 'whose services stayed busy', record(A_PROOF, 'overdue', { verdict: 'OVERDUE', rung: 1 })],
    [
      'unclear',
      'that broke off while it waited for Teams',
      record(A_PROOF, 'failed', { verdict: 'UNKNOWN', obstacle: 'notListed', isBroken: true }),
    ],
    ['unclear', 'that was cancelled', record(A_PROOF, 'cancelled')],
    [undefined, 'that enabled and failed', record(AN_ENABLEMENT, 'blocked', { verdict: 'BLOCKED', rung: 0 })],
    [
      undefined,
      'about external access',
      record({ ...AN_ENABLEMENT, goal: 'externalAccess' }, 'succeeded', { rung: 0 }),
    ],
    [undefined, 'that only planned', record({ ...AN_ENABLEMENT, dryRun: true }, 'planned')],
  ])('is %p for one %s', (kind, _words, steps) => {
    expect(proofOf(RUN, steps)?.kind).toBe(kind);
  });
});

describe('a weekly proof', () => {
  const proven: ProofSeen = { kind: 'proven', enablement: 'en-1', at: day(1), rung: 3 };
  const verdict = { kind: 'BLOCKED' as const, control: 'T-1', text: 'Teams is shut.', advice: [] };
  const failed: ProofSeen = { kind: 'failed', enablement: 'en-2', at: day(8), rung: 1, verdict };
  const unclear: ProofSeen = { kind: 'unclear', enablement: 'en-3', at: day(15), reason: 'Cancelled.' };
  const at = (n: number): number => Date.parse(day(n));

  it('is due at first, and then seven nights after the last, whoever had it made', () => {
    expect(isProofDue({}, at(1))).toBe(true);
    expect(isProofDue({ last: proven }, at(7))).toBe(false);
    expect(isProofDue({ last: proven }, at(8) - DAY / 4)).toBe(true);
    expect(isProofDue({ last: proven, begunAt: day(6) }, at(8))).toBe(false);
  });

  it('is a finding while it fails, and stays one until another works', () => {
    const now = withProofs({ last: proven }, [failed]);
    expect(proofFinding(now)).toMatchObject([{ key: 'proof', found: 'BLOCKED T-1, rung 1' }]);
    const later = withProofs(now, [unclear]);
    expect(proofFinding(later)).toEqual(proofFinding(now));
    expect(proofFinding(withProofs(later, [{ ...proven, at: day(22) }]))).toEqual([]);
  });

  it('is reported with its date, its rung and the claim of that rung', () => {
    expect(reportOf({ last: proven }, undefined)).toEqual({
      result: 'proven',
      at: day(1),
      rung: 3,
      claim: assuranceOf(3).claim,
      enablement: 'en-1',
    });
    const unproven = reportOf({ unclear }, say('audit.proofNoGuest'));
    expect(unproven).toMatchObject({
      result: 'never',
      note: 'en-3 showed nothing: Cancelled. No proof was started: no test guest is registered.',
    });
    expect(reportOf({}, undefined)).toBeUndefined();
  });

  it('needs somebody to be tried', () => {
    expect(proofRequestOf({ tenantId: TENANT.tenantId }, { requestedBy: 'Ada Admin' })).toBeUndefined();
  });

  it('plans no change: what differs is noted and left', () => {
    const desired = desiredSettingsOf(A_PROOF);
    const values = { AllowGuestUser: false };
    const readings = [{ kind: 'known' as const, control: 'T-1', values, at: day(1) }];
    const rules = { hash: () => 'hash', alwaysApprove: true, isManual: () => false };
    const plan = planChanges(assess([controlOf('T-1')], readings, desired), desired, rules);
    expect(plan.changes).toHaveLength(1);
    expect(untouched(plan)).toMatchObject({
      changes: [],
      manualSteps: [],
      needsApproval: [],
      notTouched: [
        {
          control: 'T-1',
          text: expect.stringContaining('Not changed: this run only tests access') as string,
        },
      ],
    });
  });
});
