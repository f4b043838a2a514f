import type { Baseline } from '../../../src/domain/audit/baseline';
import type { AuditFinding } from '../../../src/domain/audit/audit-finding';
import type { PastRun, Situation } from '../../../src/domain/remediation/remedy-context';
import { undoFor } from '../../../src/domain/remediation/find-undo';
import type { Reading } from '../../../src/controls/control';
import type { Value, Values } from '../../../src/controls/values/value';
import type { PlannedChange } from '../../../src/domain/plan/plan';

const AT = '2026-03-02T02:00:00.000Z';
const wrote = (control: string, property: string, before: Value, after: Value): PlannedChange =>
  ({ control, title: control, document: DOCUMENTS[control], property, before, after }) as PlannedChange;
const DOCUMENTS: Readonly<Record<string, string>> = {
  'T-1': 'teamsClientConfiguration',
  'E-1': 'authorizationPolicy',
};
const read = (control: string, values: Values): Reading => ({ kind: 'known', control, values, at: AT });
const should = (value: Value) => ({ value, since: AT, source: 'enablement' as const, by: 'en-2' });

const FINDING = {
  key: 'T-1.AllowGuestUser',
  kind: 'loosened',
  control: 'T-1',
  property: 'AllowGuestUser',
  expected: false,
  found: true,
} as AuditFinding;
const OPENED = wrote('T-1', 'AllowGuestUser', false, true);
const INVITES = wrote('E-1', 'allowInvitesFrom', 'none', 'adminsAndGuestInviters');
const CLOSED: Baseline = {
  'T-1': { AllowGuestUser: should(false) },
  'E-1': { allowInvitesFrom: should('none') },
};
const OPEN_NOW = [read('T-1', { AllowGuestUser: true }), read('E-1', { allowInvitesFrom: 'none' })];

const aSituation = (written: PlannedChange[], more: Partial<Situation> = {}): Situation => ({
  auditId: 'au-1',
  tenant: { tenantId: 't', approval: 'whenLoosening', teamsSettings: 'api' },
  baseline: CLOSED,
  readings: OPEN_NOW,
  runs: [{ id: 'en-1', written } satisfies PastRun],
  isManual: () => false,
  ...more,
});

describe('the undo that mends what somebody opened', () => {
  it.each<[string, Situation, string | undefined]>([
    ['is that of the run that had done the same', aSituation([OPENED]), 'en-1'],
    ['also where the run did more, which is put back already', aSituation([OPENED, INVITES]), 'en-1'],
    ['is none where no run did that', aSituation([INVITES]), undefined],
    [
      'is none where it was opened from elsewhere',
      aSituation([wrote('T-1', 'AllowGuestUser', null, true)]),
      undefined,
    ],
    [
      'is none where it would close what should be open',
      aSituation([OPENED, INVITES], {
        baseline: { ...CLOSED, 'E-1': { allowInvitesFrom: should('adminsAndGuestInviters') } },
        readings: [
          read('T-1', { AllowGuestUser: true }),
          read('E-1', { allowInvitesFrom: 'adminsAndGuestInviters' }),
        ],
      }),
      undefined,
    ],
    ['is none where a person would have to do it', aSituation([OPENED], { isManual: () => true }), undefined],
    ['is none where the setting could not be read', aSituation([OPENED], { readings: [] }), undefined],
    [
      'is that of the newest such run',
      aSituation([OPENED], {
        runs: [
          { id: 'en-new', written: [OPENED] },
          { id: 'en-old', written: [OPENED] },
        ],
      }),
      'en-new',
    ],
  ])('%s', (_, situation, id) => {
    expect(undoFor(FINDING, situation)).toBe(id);
  });
});
