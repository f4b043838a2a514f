import type { TenantSettings } from '../tenant/tenant-settings';
import { comparableAddress } from './test-guest-address';

/** Whose address a request names as its test guest. */
export interface NamedGuest {
  address: string;
  tenantSettings: Pick<TenantSettings, 'testGuestEmail' | 'testGuestDomains'>;
  /** An operator answers for the tenant, and may have anybody invited. */
  isOperator: boolean;
}

/** Whether the address may be invited: the one that is registered, one on a domain the tenant lists, any by an operator. */
export function mayBeTestGuest({ address, tenantSettings, isOperator }: NamedGuest): boolean {
  const { testGuestEmail, testGuestDomains = [] } = tenantSettings;
  const asked = comparableAddress(address);
  return (
    isOperator ||
    (testGuestEmail !== undefined && comparableAddress(testGuestEmail) === asked) ||
    // The very domain: whoever controls one of its subdomains may be somebody else.
    testGuestDomains.some((domain) => asked.endsWith(`@${domain}`))
  );
}

export const NOT_A_TEST_GUEST =
  'is not this tenant’s test guest: leave it out to use the registered one, name an address on one of the tenant’s testGuestDomains, or have an operator ask';
