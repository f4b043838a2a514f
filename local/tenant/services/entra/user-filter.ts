import type { User } from '../../tenant-state';

type Fits = (user: User) => boolean;

/**
 * The filters that we ask, and no others: comparisons joined by `and` and `or`, where `and` binds first. Letters count
 * for the same in both cases, as in the directory. https://learn.microsoft.com/graph/aad-advanced-queries
 * @returns undefined where it is not such a filter, or compares more than Graph takes
 */
export function userFilter(text: string): Fits | undefined {
  const alternatives = text.split(' or ').map((one) => one.split(' and ').map(comparisonOf));
  if (alternatives.flat().includes(undefined) || alternatives.flat().length > MOST_COMPARISONS)
    return undefined;
  return (user) => alternatives.some((all) => all.every((fits) => fits?.(user)));
}

/** https://learn.microsoft.com/graph/errors: a filter of more is too complex. */
const MOST_COMPARISONS = 15;
const VALUE = "'((?:[^']|'')*)'";
const EQUALS = new RegExp(`^(mail|displayName|userPrincipalName|userType|externalUserState) eq ${VALUE}$`);
const BEGINS = new RegExp(`^startswith\\((userPrincipalName|displayName),${VALUE}\\)$`);
const HOLDS = new RegExp(`^(proxyAddresses|otherMails)/any\\((\\w+):\\2 eq ${VALUE}\\)$`);

function comparisonOf(text: string): Fits | undefined {
  const [, latest] = /^createdDateTime le (\S+)$/.exec(text) ?? [];
  if (latest !== undefined) return ({ createdDateTime }) => Date.parse(createdDateTime) <= Date.parse(latest);

  const [, name, equal] = EQUALS.exec(text) ?? [];
  if (name !== undefined) return (user) => user[name as 'mail' | 'userType']?.toLowerCase() === plain(equal);
  const [, named, beginning] = BEGINS.exec(text) ?? [];
  if (named !== undefined)
    return (user) => user[named as 'displayName'].toLowerCase().startsWith(plain(beginning));
  const [, list, , held] = HOLDS.exec(text) ?? [];
  if (list === undefined) return undefined;
  return (user) => (user[list as 'otherMails'] ?? []).some((one) => one.toLowerCase() === plain(held));
}

const plain = (value = ''): string => value.replaceAll("''", "'").toLowerCase();
