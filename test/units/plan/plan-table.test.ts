import { emptyPlan, type Plan } from '../../../src/domain/plan/plan';
import { planTable } from '../../../src/domain/plan/plan-table';

const line = (control: string, title: string, text: string) => ({ control, title, text });
const WHOLE: Plan = {
  changes: [
    {
      control: 'T-1',
      title: 'Guest access in Teams',
      document: 'teamsClientConfiguration',
      property: 'AllowGuestUser',
      before: false,
      after: true,
      reason: 'It is off.',
      risk: 'Guests come in.',
    },
  ],
  manualSteps: [
    {
      ...line('F-1', 'External access', 'It is off.'),
      document: 'federation',
      powerShell: 'Set-Cs -On $true',
      adminPage: 'Teams > External access',
    },
  ],
  alreadyRight: [line('E-1', 'Who may invite guests', 'everyone')],
  notTouched: [line('E-4', 'What guests see', 'limited')],
  cannot: [
    {
      ...line('F-8', 'The partner lets us in', 'Both sides decide.'),
      isClosed: false,
      whoCan: 'The partner.',
      adminPage: 'Theirs',
    },
  ],
  leavesBenchmarks: [{ benchmark: 'CIS 5.1.6.3', control: 'E-1' }],
  domainNotices: [{ kind: 'publicMail', domain: 'gmail.com', text: 'Anyone has a mailbox there.' }],
  needsApproval: ['T-1', 'E-1'],
  terms: {
    enableUntil: '2026-06-30T00:00:00.000Z',
    testGuestEmail: 'probe@fabrikam.example',
    partnerDomains: ['fabrikam.example', 'northwind.example'],
  },
  hash: 'abc',
};

describe('the plan that an approver reads', () => {
  it('says everything that is agreed to', () => {
    expect(planTable(WHOLE)).toBe(`To be changed
  T-1  Guest access in Teams
       AllowGuestUser: false → true
       Why:  It is off.
       Risk: Guests come in.

To be changed by hand
  F-1  External access: It is off.
       Set-Cs -On $true
       Teams > External access

Already right
  E-1  Who may invite guests: everyone

Not touched
  E-4  What guests see: limited

Not ours to change or to see
  F-8  The partner lets us in: Both sides decide.
       The partner.

Benchmarks the tenant would no longer pass
  CIS 5.1.6.3 (E-1)

Domains to look at twice
  Anyone has a mailbox there.

It is for
  Until:      2026-06-30T00:00:00.000Z
  Test guest: probe@fabrikam.example
  Partners:   fabrikam.example, northwind.example

A second person must agree to
  T-1, E-1

Plan abc
`);
  });

  it('says nothing of what there is not', () => {
    expect(planTable({ ...emptyPlan(), hash: 'abc' })).toBe('Plan abc\n');
    const terms = { testGuestEmail: 'probe@fabrikam.example' };
    expect(planTable({ ...emptyPlan(), terms, hash: 'abc' })).toBe(
      'It is for\n  Test guest: probe@fabrikam.example\n\nPlan abc\n',
    );
    const until = { enableUntil: '2026-06-30T00:00:00.000Z' };
    expect(planTable({ ...emptyPlan(), terms: until, hash: 'abc' })).toBe(
      'It is for\n  Until:      2026-06-30T00:00:00.000Z\n\nPlan abc\n',
    );
  });
});
