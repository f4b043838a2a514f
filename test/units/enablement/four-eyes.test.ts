import { hasAsked, isRequester, isSamePerson } from '../../../src/domain/enablement/four-eyes';
import { agreedUntil, type Expiry } from '../../../src/domain/enablement/expiry';

const ADA = 'person:tenant/ada';
const asked = { requestedBy: 'Ada Admin', requestedById: ADA };

describe('whoever asked', () => {
  it('is known by identity, under whatever name', () => {
    expect(isRequester(asked, { identity: ADA, names: ['Grace Approver'] })).toBe(true);
    expect(isRequester(asked, { identity: 'person:other/ada', names: ['Grace Approver'] })).toBe(false);
  });

  it('is known by name as a second net, also where the identity is another or none', () => {
    for (const identity of [undefined, 'app:flow'])
      expect(isRequester(asked, { identity, names: ['grace', 'ADA  admin'] })).toBe(true);
    expect(isRequester({ requestedBy: 'Ada' }, { names: ['Grace'] })).toBe(false);
  });

  it('is not everybody without an identity, where none was kept', () => {
    expect(isRequester({ requestedBy: 'Ada' }, { identity: undefined, names: ['Grace'] })).toBe(false);
  });
});

describe('whoever asked for the same', () => {
  const joins = [{ by: 'Bob', byId: 'person:tenant/bob' }, { by: 'Cy' }];

  it('asked for it too, by identity under another name, and by name as a second net', () => {
    expect(hasAsked(asked, joins, { identity: 'person:tenant/bob', names: ['Robert'] })).toBe(true);
    expect(hasAsked(asked, joins, { identity: 'app:flow', names: ['CY'] })).toBe(true);
    expect(hasAsked(asked, joins, { identity: ADA, names: ['Grace'] })).toBe(true);
    expect(hasAsked(asked, joins, { identity: 'person:tenant/grace', names: ['Grace'] })).toBe(false);
    expect(hasAsked(asked, [{ by: 'Cy' }], { identity: undefined, names: ['Grace'] })).toBe(false);
  });
});

describe('a name', () => {
  it.each([
    'ADA ADMIN',
    ' ada\u00a0 admin',
    '\uff21da Admin',
    'Ada\u200b Admin',
    '\u202eAda Admin',
    'ada\tadmin',
    // Not of the kind "format", and as invisible: a variation selector, a filler, a joiner of marks.
    'Ada\ufe0f Admin',
    'Ada Adm\u3164in',
    'A\u034fda Admin',
    'Ada\u0000 Admin',
  ])('is the same as "Ada Admin" when it is typed %j', (name) =>
    expect(isSamePerson(name, 'Ada Admin')).toBe(true),
  );

  it('is the same where an invisible character keeps a letter from its mark', () =>
    expect(isSamePerson('Rene\u200d\u0301 Admin', 'Ren\u00e9 Admin')).toBe(true));

  it('is the same with "ß" and "SS", and another with another letter', () => {
    expect(isSamePerson('Jan Groß', 'JAN GROSS')).toBe(true);
    expect(isSamePerson('Ada Admin', 'Eda Admin')).toBe(false);
  });
});

describe('the date that was agreed to', () => {
  const box = (...extensions: [until: string, isDecision?: true][]): Expiry => ({
    id: 'en-1',
    until: '2027-01-01T00:00:00Z',
    extensions: extensions.map(([until, isDecision]) => ({
      ...{ until, by: 'Ada', reason: 'because', at: '2026-01-01T00:00:00Z' },
      ...(isDecision && { isDecision }),
    })),
  });
  const first = '2026-03-01T00:00:00Z';

  it('is the one of the request, until somebody agrees to a later one', () => {
    expect(agreedUntil(box(), first)).toBe(Date.parse(first));
    expect(agreedUntil(box(['2026-02-01T00:00:00Z']), first)).toBe(Date.parse(first));
    expect(agreedUntil(box(['2026-05-01T00:00:00Z', true]), first)).toBe(Date.parse('2026-05-01T00:00:00Z'));
  });
});
