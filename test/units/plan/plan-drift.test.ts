import type { Change, DocumentId } from '../../../src/controls/control';
import type { Value, Values } from '../../../src/controls/values/value';
import { moveUnder } from '../../../src/domain/plan/plan-drift';
import { desiredSettings, PARTNER } from '../../support/controls/desired-settings';

const NORTHWIND = 'northwind.example';
const only = (...domains: string[]): Value => ({ kind: 'allowThese', domains });
const change = (control: string, property: string, before: Value, after: Value): Change => ({
  control,
  property,
  before,
  after,
});
const external = desiredSettings({ options: ['externalAccess'] });
const guests = desiredSettings();

/** External access off, with a list that is to be opened for the partner. */
const STOOD: Values = {
  AllowFederatedUsers: false,
  domains: only(NORTHWIND),
  BlockAllSubdomains: false,
  AllowTeamsConsumer: false,
};
const PLANNED = [
  change('F-1', 'AllowFederatedUsers', false, true),
  change('F-2', 'domains', only(NORTHWIND), only(NORTHWIND, PARTNER)),
];
const moved = (found: Values, changes = PLANNED, before = STOOD) =>
  moveUnder(external, changes, 'federation', before, found);

describe('what moved under a plan that somebody agreed to', () => {
  it.each<[string, Values]>([
    ['stands as it was', STOOD],
    ['is written already, in part', { ...STOOD, AllowFederatedUsers: true }],
    ['is written already', { ...STOOD, AllowFederatedUsers: true, domains: only(PARTNER, NORTHWIND) }],
    ['moved where the request asks for nothing', { ...STOOD, BlockAllSubdomains: true }],
  ])('is nothing where the document %s', (_, found) => {
    expect(moved(found)).toBeUndefined();
  });

  it.each<[string, Values, string, string, Value, Value]>([
    [
      'a list that was opened wide while the switch was off',
      { ...STOOD, domains: { kind: 'allowAll' } },
      'F-2',
      'domains',
      only(NORTHWIND),
      { kind: 'allowAll' },
    ],
    [
      'a list that another name was taken from',
      { ...STOOD, domains: { kind: 'allowNobody' } },
      'F-2',
      'domains',
      only(NORTHWIND),
      { kind: 'allowNobody' },
    ],
    [
      'the first of several, by the order of the checklist',
      { ...STOOD, AllowFederatedUsers: true, domains: only('contoso.example') },
      'F-1',
      'AllowFederatedUsers',
      false,
      true,
    ],
  ])('is %s', (_, found, control, property, expected, now) => {
    expect(moved(found)).toEqual({ control, property, expected, found: now });
  });

  it('names what nobody had set before, and what nobody has set now', () => {
    const { AllowFederatedUsers: _, ...unset } = STOOD;
    const guestsOff = [change('T-1', 'AllowGuestUser', false, true)];
    const of = (before: Values, found: Values) =>
      moveUnder(guests, [...guestsOff, ...PLANNED], 'teamsClientConfiguration', before, found);
    expect(moved({ ...STOOD, domains: only(PARTNER) }, PLANNED, unset)).toEqual({
      control: 'F-1',
      property: 'AllowFederatedUsers',
      expected: null,
      found: false,
    });
    expect(of({ AllowGuestUser: false }, { AllowGuestUser: false })).toBeUndefined();
    const nobody = moveUnder(
      guests,
      [],
      'teamsClientConfiguration',
      { AllowGuestUser: true },
      {
        AllowGuestUser: null,
      },
    );
    expect(nobody).toEqual({ control: 'T-1', property: 'AllowGuestUser', expected: true, found: null });
  });

  it('is nothing where the plan differs and no value of the document does', () => {
    expect(moved(STOOD, [])).toBeUndefined();
  });

  it('looks at the properties of the document that a control owns, and at no other document', () => {
    const found = { AllowFederatedUsers: false, domains: only(PARTNER), Whatever: 1, AllowGuestUser: true };
    expect(moved(found, [], { ...STOOD, AllowFederatedUsers: false })).toEqual({
      control: 'F-2',
      property: 'domains',
      expected: only(NORTHWIND),
      found: only(PARTNER),
    });
    const elsewhere: DocumentId = 'externalAccessPolicy';
    const people = { EnableFederationAccess: true, EnableTeamsConsumerAccess: false };
    expect(moveUnder(external, PLANNED, elsewhere, people, { ...people, Whatever: 2 })).toBeUndefined();
  });
});
