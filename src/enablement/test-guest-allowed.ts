import type { Registration } from './registration';
import { comparableAddress } from './test-address';

/** Whose address a request names as its test guest. */
export interface NamedGuest {
  address: string;
  registration: Pick<Registration, 'testGuestEmail' | 'testGuestDomains'>;
  /** An operator answers for the tenant, and may have anybody invited. */
  isOperator: boolean;
}

/** Whether the address may be invited: the one that is registered, one on a domain the tenant lists, any by an operator. */
export function mayBeTestGuest({ address, registration, isOperator }: NamedGuest): boolean {
  const { testGuestEmail, testGuestDomains = [] } = registration;
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
