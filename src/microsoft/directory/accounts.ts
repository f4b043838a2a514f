import { domainToASCII, domainToUnicode } from 'node:url';
import { z } from 'zod';
import type { GraphReader } from '../graph/graph-client';
import { isRefused } from '../http/service-errors';

/** An account as the directory shows it. */
export interface Account {
  id: string;
  displayName: string;
  userType: string | null;
  hasAccepted: boolean;
  /** In whole seconds, ISO 8601; empty where the directory does not tell. */
  createdAt: string;
  /** Whether it has the address only beside its own (`otherMails`). */
  isSecondary: boolean;
}

const SHOWN = {
  id: z.string(),
  displayName: z.string().nullish(),
  userType: z.string().nullish(),
  externalUserState: z.string().nullish(),
  createdDateTime: z.string().nullish(),
};
const NAMES = Object.keys(SHOWN).join();
const ADDRESSES = { mail: z.string().nullish(), userPrincipalName: z.string().nullish() };
const found = z.object({
  ...SHOWN,
  ...ADDRESSES,
  proxyAddresses: z.array(z.string()).nullish(),
});

/**
 * All accounts that have an address, wherever they keep it: the name under which a guest signs in stays when somebody
 * edits `mail`. The directory compares without regard to case, and answers from its own store: a filter of these kinds
 * needs no `ConsistencyLevel`, whose index is later still. A fresh account may stay invisible for some time.
 * https://learn.microsoft.com/entra/external-id/customize-invitation-api
 */
export async function findAccounts(graph: GraphReader, email: string): Promise<Account[]> {
  const forms = formsOf(email);
  const filter = encodeURIComponent(forms.flatMap(comparisonsFor).join(' or '));
  const names = [NAMES, ...Object.keys(ADDRESSES), 'proxyAddresses'].join();
  const { value } = await graph.call('GET', '/users', `/users?$filter=${filter}&$select=${names}`, {
    schema: z.object({ value: z.array(found) }),
  });
  return value.value.map((user) => {
    const { mail, userPrincipalName, proxyAddresses } = user;
    const own = [mail, userPrincipalName, ...(proxyAddresses ?? [])].map((one) => one?.toLowerCase() ?? '');
    const isOwn = forms.some(
      (form) =>
        own.includes(form) ||
        own.includes(`smtp:${form}`) ||
        own.some((one) => one.startsWith(signInName(form))),
    );
    return { ...accountOf(user), isSecondary: !isOwn };
  });
}

/** The beginning of a guest's sign-in name, before the first domain of the tenant. */
const signInName = (address: string): string => `${address.replace('@', '_')}#ext#`;

function comparisonsFor(address: string): string[] {
  const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
  return [
    `mail eq ${text(address)}`,
    `userPrincipalName eq ${text(address)}`,
    `startswith(userPrincipalName,${text(signInName(address))})`,
    `proxyAddresses/any(p:p eq ${text(`smtp:${address}`)})`,
    `otherMails/any(o:o eq ${text(address)})`,
  ];
}

/** An address in small letters, and once more where its domain can be spelled another way (`xn--…`). */
function formsOf(email: string): string[] {
  const [local = '', domain = ''] = email.toLowerCase().split('@');
  const domains = [domain, domainToASCII(domain), domainToUnicode(domain)].filter((one) => one !== '');
  return [...new Set(domains)].map((one) => `${local}@${one}`);
}

function accountOf({
  id,
  displayName,
  userType,
  externalUserState,
  createdDateTime,
}: z.output<typeof found>) {
  return {
    id,
    displayName: displayName ?? '',
    userType: userType ?? null,
    hasAccepted: externalUserState !== 'PendingAcceptance',
    createdAt: createdDateTime ?? '',
  };
}

/**
 * One account, read anew, with the groups and directory roles it is in: undefined where they are not shown. Undefined as
 * a whole where there is none, or none to be seen yet.
 */
export async function readAccount(
  graph: GraphReader,
  id: string,
): Promise<(Account & { memberOf?: string[] }) | undefined> {
  const path = `/users/${id}?$select=${NAMES}&$expand=memberOf($select=id)`;
  const memberOf = z.array(z.object({ id: z.string() })).nullish();
  const schema = z.object({ ...SHOWN, memberOf });
  const user = await orAbsent(graph.call('GET', '/users/{id}', path, { schema }));
  if (user === undefined) return undefined;
  const groups = user.memberOf?.map((one) => one.id);
  return { ...accountOf(user), isSecondary: false, ...(groups && { memberOf: groups }) };
}

/** When an account went into the bin (ISO 8601, empty where that is not shown); undefined where it is not there. */
export async function binnedAt(graph: GraphReader, id: string): Promise<string | undefined> {
  const schema = z.object({ deletedDateTime: z.string().nullish() });
  const path = `/directory/deletedItems/${id}?$select=id,deletedDateTime`;
  const item = await orAbsent(graph.call('GET', '/directory/deletedItems/{id}', path, { schema }));
  return item && (item.deletedDateTime ?? '');
}

async function orAbsent<T>(reading: Promise<{ value: T }>): Promise<T | undefined> {
  try {
    return (await reading).value;
  } catch (fault) {
    if (!isRefused(fault, 404)) throw fault;
    return undefined;
  }
}
