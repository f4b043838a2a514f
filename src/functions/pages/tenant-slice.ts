import type { HttpRequest } from '@azure/functions';

/** So many tenants a page: each costs a look into the records. */
const TENANTS_A_PAGE = 20;

/** A part of the tenants, and the address of the next; that is absent on the last page. */
export interface TenantSlice<T> {
  shown: readonly T[];
  next?: string;
}

/** The tenants that a page shows, after the one its address names; a name nobody has begins anew. */
export function tenantSlice<T>(
  all: readonly T[],
  idOf: (one: T) => string,
  { url, query }: Pick<HttpRequest, 'url' | 'query'>,
): TenantSlice<T> {
  const after = query.get('after');
  const from = 1 + all.findIndex((one) => idOf(one) === after);
  const shown = all.slice(from, from + TENANTS_A_PAGE);
  const last = shown.at(-1);
  if (last === undefined || from + TENANTS_A_PAGE >= all.length) return { shown };
  return { shown, next: `${new URL(url).pathname}?after=${encodeURIComponent(idOf(last))}` };
}
