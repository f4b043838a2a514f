import { mailbox } from '../../domain/input/address-fields';
import { comparableAddress, forbiddenIn, shown } from '../../domain/input/test-guest-address';
import type { Field, Values } from './request-form';
import type { Words } from '../words';

/**
 * What is wrong with a field, and how to fix it, in a sentence. The browser says the same while somebody types.
 * @param ownDomains of the tenant, where they are known
 */
export function errorText(
  { form }: Pick<Words, 'form'>,
  field: Field,
  values: Values,
  ownDomains: readonly string[] = [],
): string {
  const value = values[field]?.trim() ?? '';
  if (value === '') return form.errors[field].missing;
  if (field !== 'testGuestEmail') return form.errors[field].wrong;
  const about = addressError(form.address, value, ownDomains);
  // An address with nothing wrong about it is one that its sender may not have invited.
  return about ?? (mailbox().safeParse(value).success ? form.address.notListed : form.errors[field].wrong);
}

/** What is wrong with the address of a test guest beyond its being one; undefined where nothing is, or all of it. */
function addressError(
  words: Words['form']['address'],
  address: string,
  ownDomains: readonly string[],
): string | undefined {
  const forbidden = forbiddenIn(address);
  if (forbidden !== undefined) return words.forbidden(shown(forbidden));
  const own = ownDomains.find((domain) => comparableAddress(address).endsWith(`@${domain}`));
  return own === undefined ? undefined : words.ownDomain(own);
}
