import { badRequest, noContent, notFound, ok } from '../answers';
import type { User } from '../tenant-state';
import type { Endpoint, Tenant } from './service';

const READ = ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All'];
const DELETE = ['User.DeleteRestore.All', 'User.ReadWrite.All'];
/** What a user shows when nobody selects anything. */
const USUAL = ['id', 'mail', 'displayName', 'userPrincipalName'];
const KNOWN = [...USUAL, 'userType', 'externalUserState', 'createdDateTime'];

/** https://learn.microsoft.com/graph/api/resources/user */
export function users({ state, clock }: Tenant): Endpoint[] {
  const isVisible = (user: User): boolean => user.visibleFrom <= clock.now();

  function show(user: User, select: string | null) {
    const names = select === null ? USUAL : select.split(',');
    return Object.fromEntries(names.map((name) => [name, user[name as keyof User]]));
  }
  const unknownName = (select: string | null): string | undefined =>
    select?.split(',').find((name) => !KNOWN.includes(name));

  /** `mail eq 'a@b.c'`, `userType eq 'Guest' and createdDateTime le 2026-02-01T00:00:00Z`: the filters we ask. */
  function filter(text: string): ((user: User) => boolean) | undefined {
    const parts = text.split(' and ').map(partOf);
    if (parts.includes(undefined)) return undefined;
    return (user) => parts.every((fits) => fits?.(user));
  }

  function partOf(text: string): ((user: User) => boolean) | undefined {
    const [, latest] = /^createdDateTime le (\S+)$/.exec(text) ?? [];
    if (latest !== undefined)
      return ({ createdDateTime }) => Date.parse(createdDateTime) <= Date.parse(latest);
    const [, name, value] = /^(mail|userType|externalUserState) eq '((?:[^']|'')*)'$/.exec(text) ?? [];
    if (name === undefined || value === undefined) return undefined;
    const wanted = value.replaceAll("''", "'").toLowerCase();
    return (user) => user[name as 'mail' | 'userType' | 'externalUserState']?.toLowerCase() === wanted;
  }

  return [
    {
      method: 'GET',
      route: '/users',
      anyOf: READ,
      answer({ query, isEventual }) {
        const fits = filter(query.get('$filter') ?? "userType eq 'Member'");
        const select = query.get('$select');
        if (fits === undefined || unknownName(select) !== undefined)
          return badRequest('Invalid filter clause or property.');
        const found = state.users.filter((user) => isVisible(user) && fits(user));
        const isCounted = query.get('$count') === 'true';
        if (isCounted && !isEventual)
          return badRequest('$count is not currently supported without ConsistencyLevel: eventual.');
        return ok({
          ...(isCounted && { '@odata.count': found.length }),
          value: found.slice(0, Number(query.get('$top') ?? 100)).map((user) => show(user, select)),
        });
      },
    },
    {
      method: 'GET',
      route: '/users/{id}',
      anyOf: READ,
      answer({ ids: [id = ''], query }) {
        const user = state.users.find((one) => one.id === id && isVisible(one));
        if (unknownName(query.get('$select')) !== undefined)
          return badRequest('Could not find a property of this name on type user.');
        return user ? ok(show(user, query.get('$select'))) : notFound(id);
      },
    },
    {
      method: 'DELETE',
      route: '/users/{id}',
      anyOf: DELETE,
      answer({ ids: [id = ''] }) {
        const user = state.users.find((one) => one.id === id);
        if (user === undefined) return notFound(id);
        state.users = state.users.filter((one) => one !== user);
        state.deleted.push(user);
        for (const group of state.groups) {
          group.members = group.members.filter((member) => member !== id);
          group.roster = group.roster.filter((member) => member !== id);
          group.onTheirWay = group.onTheirWay.filter(({ userId }) => userId !== id);
        }
        return noContent;
      },
    },
    {
      method: 'DELETE',
      route: '/directory/deletedItems/{id}',
      anyOf: DELETE,
      answer({ ids: [id = ''] }) {
        if (!state.deleted.some((user) => user.id === id)) return notFound(id);
        state.deleted = state.deleted.filter((user) => user.id !== id);
        return noContent;
      },
    },
  ];
}
