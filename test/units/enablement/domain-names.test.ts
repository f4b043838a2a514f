import fc from 'fast-check';
import { lets, lettingIn } from '../../../src/controls/values/domain-rule';
import { isSame } from '../../../src/controls/values/value';
import { asciiDomain, domainViolation } from '../../../src/controls/values/domain-name';
import { noticesOf } from '../../../src/domain/partner/domain-notices';
import { emptyPlan } from '../../../src/domain/plan/plan';
import { withDomainNotices } from '../../../src/domain/plan/plan-domain-notices';
import { parseRequest } from '../../../src/domain/enablement/parse-request';
import { comparableAddress, emailViolation } from '../../../src/domain/input/test-guest-address';
import { parseQuestion } from '../../../src/domain/diagnosis/explain-question';
import { tenantSettingsSchema } from '../../../src/domain/tenant/tenant-settings';

const BUCHER = 'xn--bcher-kva.example';

describe('a domain', () => {
  it.each([
    ['Partner.Example', 'partner.example'],
    ['bücher.example', BUCHER],
    ['BÜCHER.example', BUCHER],
    // The same letter, as some keyboards make it: u with a mark of its own.
    ['bu\u0308cher.example', BUCHER],
    [BUCHER, BUCHER],
    ['straße.example', 'xn--strae-oqa.example'],
    ['пример.рф', 'xn--e1afmkfd.xn--p1ai'],
    ['例え.テスト', 'xn--r8jz45g.xn--zckzah'],
    ['l·l.example', 'xn--ll-0ea.example'],
  ])('%s is %s', (text, ascii) => {
    expect(asciiDomain(text)).toBe(ascii);
    expect(domainViolation(text)).toBeUndefined();
  });

  it.each([
    ['nothing', ''],
    ['a single label', 'partner'],
    ['an address of the network', '203.0.113.7'],
    ['one written as a hexadecimal number', '0xcb.0.0x71.7'],
    ['one of IPv6', '[2001:db8::1]'],
    ['a name with a port', 'partner.example:443'],
    ['a name with a path', 'partner.example/x'],
    ['a name with a user', 'a@partner.example'],
    ['an escape', 'p%61rtner.example'],
    ['a wildcard', '*.partner.example'],
    ['an underscore', 'part_ner.example'],
    ['a label that begins with a hyphen', '-a.partner.example'],
    ['a label of 64 letters', `${'a'.repeat(64)}.example`],
    ['254 characters', `${'a.'.repeat(123)}example0`],
    ['punycode that stands for nothing', 'xn--zzzzzz-.example'],
    ['full-width letters', 'ｐartner.example'],
    ['mathematical letters', '𝐩artner.example'],
    ['a ligature', 'oﬃce.example'],
    ['a zero-width space', 'part\u200bner.example'],
    ['a soft hyphen', 'part\u00adner.example'],
    ['text turned around', 'partner\u202e.example'],
    ['a control character', 'partner\u0000.example'],
    ['a line separator', 'partner\u2028.example'],
    ['half of a character', 'partner\ud800.example'],
    ['an emoji', '📫.example'],
  ])('is not %s', (_, text) => {
    expect(domainViolation(text)).toMatch(/^must /);
    expect(asciiDomain(text)).toBeUndefined();
  });

  it('comes out of any text as a name of the DNS, or not at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const name = asciiDomain(`${text}.example`);
        expect(name ?? 'a.example').toMatch(/^[a-z0-9.-]+$/);
        expect(asciiDomain(name ?? 'a.example')).toBe(name ?? 'a.example');
      }),
    );
  });

  it('is the same in a list of Microsoft’s, however either writes it', () => {
    const listed = { kind: 'allowThese' as const, domains: ['Bücher.example'] };
    expect(lets(listed, BUCHER)).toBe(true);
    expect(lettingIn(listed, [BUCHER])).toEqual(listed);
    expect(lettingIn({ kind: 'blockThese', domains: ['bücher.example'] }, [BUCHER])).toEqual({
      kind: 'allowAll',
    });
    expect(lets({ kind: 'blockThese', domains: ['bücher.example'] }, `eu.${BUCHER}`, true)).toBe(false);
    expect(isSame(['bücher.example'], [BUCHER])).toBe(true);
  });
});

describe('an address', () => {
  it.each([
    ['Probe@Bücher.example', `probe@${BUCHER}`],
    ['jan.de-vries@partner.example', 'jan.de-vries@partner.example'],
    ["o'hara@partner.example", "o'hara@partner.example"],
    ['müller@partner.example', 'müller@partner.example'],
  ])('%s is kept as %s', (address, kept) => {
    expect(emailViolation(address)).toBeUndefined();
    expect(comparableAddress(address)).toBe(kept);
  });

  it.each([
    ['a plus sign', 'a+b@partner.example'],
    ['a control character', 'a\u0007b@partner.example'],
    ['text turned around', 'a\u202eb@partner.example'],
    ['an isolate', 'a\u2066b@partner.example'],
    ['a zero-width joiner', 'a\u200db@partner.example'],
    ['a byte order mark', '\ufeffa@partner.example'],
    ['full-width letters', 'ａdmin@partner.example'],
    ['a full-width at sign', 'a＠partner.example'],
    ['an emoji', '📫@partner.example'],
    ['half of a character', 'a\udc00@partner.example'],
    ['an address of the network', 'a@203.0.113.7'],
    ['one in brackets', 'a@[203.0.113.7]'],
    ['one of IPv6', 'a@[IPv6:2001:db8::1]'],
    ['a single label', 'a@localhost'],
    ['a line break at its end', 'a@partner.example\n'],
  ])('is not one with %s', (_, address) => {
    expect(emailViolation(address)).toMatch(/^must /);
    const faults = [
      parseRequest({ ...aRequest, testGuestEmail: address }, {}),
      parseQuestion({ guestEmail: address }, true),
    ].map((parsed) => (parsed.kind === 'rejected' ? parsed.violations.map(({ pointer }) => pointer) : []));
    expect(faults).toEqual([['/testGuestEmail'], ['/guestEmail']]);
    expect(tenantSettingsSchema.safeParse({ testGuestEmail: address }).success).toBe(false);
  });
});

const aRequest = {
  tenantId: '11111111-2222-3333-4444-555555555555',
  goal: 'both',
  partnerDomains: ['partner.example'],
  testGuestEmail: 'probe@partner.example',
  requestedBy: 'Ada Admin',
};

describe('a domain that is no organisation’s own', () => {
  it.each(['co.uk', 'com.au', 'gov.uk', 'xn--p1ai', 'kawasaki.jp', 'onmicrosoft.com', 'CO.UK'])(
    'is refused as a partner when everybody’s names end in it: %s',
    (domain) => {
      const parsed = parseRequest({ ...aRequest, partnerDomains: [domain] }, {});
      expect(parsed).toMatchObject({ kind: 'rejected', violations: [{ pointer: '/partnerDomains/0' }] });
      const address = parseRequest({ ...aRequest, testGuestEmail: `a@${domain}` }, {});
      expect(address).toMatchObject({ kind: 'rejected', violations: [{ pointer: '/testGuestEmail' }] });
    },
  );

  it.each([
    ['gmail.com', 'publicMail'],
    ['outlook.com', 'publicMail'],
    ['live.nl', 'publicMail'],
    ['yahoo.co.uk', 'publicMail'],
    ['ziggo.nl', 'publicMail'],
    ['contoso.onmicrosoft.com', 'firstDomain'],
    ['github.io', 'providersSuffix'],
    [BUCHER, 'otherScript'],
  ])('is named in the plan: %s', (domain, kind) => {
    const plan = withDomainNotices(emptyPlan(), { domains: [domain] });
    expect(plan.domainNotices?.map((notice) => notice.kind)).toEqual([kind]);
    expect(plan.domainNotices?.[0]?.text).toContain(domain);
  });

  it('has a second person agree to the change that lets it in, and to no other', () => {
    const change = {
      title: '',
      document: 'inboundDefaults' as never,
      property: 'domains',
      reason: '',
      risk: '',
    };
    const changes = [
      { ...change, control: 'X-1', before: ['a.example'], after: ['a.example', 'gmail.com'] },
      { ...change, control: 'X-2', before: false, after: true },
      { ...change, control: 'X-3', before: ['gmail.com'], after: ['gmail.com', 'a.example'] },
    ];
    const desired = { domains: ['partner.example'], guestDomain: 'gmail.com' };
    expect(withDomainNotices({ ...emptyPlan(), changes }, desired).needsApproval).toEqual(['X-1']);
  });

  it.each([
    'fabrikam.example',
    'microsoft.com',
    'kpn.com',
    'bbc.co.uk',
    'tweedekamer.nl',
    'outlook-consult.nl',
  ])('is not %s', (domain) => {
    expect(noticesOf(domain)).toEqual([]);
  });
});
