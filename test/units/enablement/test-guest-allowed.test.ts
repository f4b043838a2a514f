import { parseRequest } from '../../../src/domain/enablement/parse-request';
import { tenantSettingsSchema, type TenantSettings } from '../../../src/domain/tenant/tenant-settings';

const TENANT = '11111111-2222-3333-4444-555555555555';
const REGISTERED: Pick<TenantSettings, 'testGuestEmail' | 'testGuestDomains'> = {
  testGuestEmail: 'probe@fabrikam.example',
  testGuestDomains: ['litware.example', 'xn--bcher-kva.example'],
};

function pointersFor(
  asked: Record<string, unknown>,
  { isOperator = false, tenantSettings = REGISTERED } = {},
): string[] {
  const body = { tenantId: TENANT, goal: 'guestAccess', requestedBy: 'Ada', ...asked };
  const parsed = parseRequest(body, tenantSettings, undefined, 0, isOperator);
  return parsed.kind === 'rejected' ? parsed.violations.map(({ pointer }) => pointer) : [];
}

describe('the test guest that a request names', () => {
  it.each<[string, string]>([
    ['the registered one', 'probe@fabrikam.example'],
    ['the registered one in capitals', 'Probe@Fabrikam.Example'],
    ['one on a listed domain', 'jane@litware.example'],
    ['one on a listed domain in its own letters', 'jane@bücher.example'],
  ])('is taken from anybody where it is %s', (_name, testGuestEmail) => {
    expect(pointersFor({ testGuestEmail })).toEqual([]);
  });

  it.each<[string, string]>([
    ['somebody else at the registered one’s organisation', 'jane@fabrikam.example'],
    ['on a domain below a listed one', 'jane@mail.litware.example'],
    ['on a domain that ends like a listed one', 'jane@notlitware.example'],
    ['anywhere else', 'jane@northwind.example'],
  ])('is refused where it is %s, unless an operator asks', (_name, testGuestEmail) => {
    expect(pointersFor({ testGuestEmail })).toEqual(['/testGuestEmail']);
    expect(pointersFor({ testGuestEmail }, { isOperator: true })).toEqual([]);
  });

  it('is an operator’s to choose where none is registered', () => {
    const testGuestEmail = 'jane@northwind.example';
    expect(pointersFor({ testGuestEmail }, { tenantSettings: {} })).toEqual(['/testGuestEmail']);
    expect(pointersFor({ testGuestEmail }, { tenantSettings: {}, isOperator: true })).toEqual([]);
  });

  it('is named among all that is wrong with a request, and once where it is no address', () => {
    expect(pointersFor({ testGuestEmail: 'jane@northwind.example', goal: 'both' }).sort()).toEqual([
      '/partnerDomains',
      '/testGuestEmail',
    ]);
    expect(pointersFor({ testGuestEmail: 'jane' })).toEqual(['/testGuestEmail']);
  });

  it('matters to nobody where no guest is tried', () => {
    const asked = {
      goal: 'externalAccess',
      partnerDomains: ['litware.example'],
      testGuestEmail: 'jane@northwind.example',
    };
    expect(pointersFor(asked)).toEqual([]);
  });
});

describe('the domains that a tenant lists', () => {
  it('are kept in ASCII and each once; what is no domain is refused', () => {
    const { testGuestDomains } = tenantSettingsSchema.parse({
      testGuestDomains: ['Litware.example', 'bücher.example', 'litware.example'],
    });
    expect(testGuestDomains).toEqual(['litware.example', 'xn--bcher-kva.example']);
    for (const wrong of ['co.uk', 'jane@litware.example', '*.litware.example', ''])
      expect(tenantSettingsSchema.safeParse({ testGuestDomains: [wrong] }).success).toBe(false);
  });
});
