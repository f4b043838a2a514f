import { badRequest, noContent, notFound, ok } from '../../answers';
import type { User } from '../../tenant-state';
import type { Endpoint, Tenant } from '../service';
import { userFilter } from './user-filter';

const READ = ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All'];
const DELETE = ['User.DeleteRestore.All', 'User.ReadWrite.All'];
/** What a user shows when nobody selects anything. */
const USUAL = ['id', 'mail', 'displayName', 'userPrincipalName'];
const KNOWN = [
  ...USUAL,
  'userType',
  'externalUserState',
  'createdDateTime',
  'proxyAddresses',
  'otherMails',
  'deletedDateTime',
];
/** What a user is in comes with him where that is asked, and nothing of it but what was selected. */
const MEMBER_OF = /^memberOf(\(\$select=id\))?$/;

/** https://learn.microsoft.com/graph/api/resources/user */
export function users({ state, clock }: Tenant): Endpoint[] {
  const isVisible = (user: User): boolean => user.visibleFrom <= clock.now();

  function show(user: User, select: string | null) {
    const names = select === null ? USUAL : select.split(',');
    return Object.fromEntries(names.map((name) => [name, user[name as keyof User] ?? null]));
  }
  const of = (type: string, ids: readonly string[]) =>
    ids.map((id) => ({ '@odata.type': `#microsoft.graph.${type}`, id }));
  const memberOf = ({ id, roles = [] }: User) => [
    ...of(
      'group',
      state.groups.filter(({ members }) => members.includes(id)).map((group) => group.id),
    ),
    ...of('directoryRole', roles),
  ];
  const unknownName = (select: string | null): string | undefined =>
    select?.split(',').find((name) => !KNOWN.includes(name));

  return [
    {
      method: 'GET',
      route: '/users',
      anyOf: READ,
      answer({ query, isEventual }) {
        const fits = userFilter(query.get('$filter') ?? "userType eq 'Member'");
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
        const expand = query.get('$expand');
        if (expand !== null && !MEMBER_OF.test(expand)) return badRequest('Invalid $expand.');
        if (user === undefined) return notFound(id);
        return ok({
          ...show(user, query.get('$select')),
          ...(expand !== null && { memberOf: memberOf(user) }),
        });
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
        state.deleted.push({
          ...user,
          deletedDateTime: `${new Date(clock.now()).toISOString().slice(0, 19)}Z`,
        });
        for (const group of state.groups) {
          group.members = group.members.filter((member) => member !== id);
          group.roster = group.roster.filter((member) => member !== id);
          group.onTheirWay = group.onTheirWay.filter(({ userId }) => userId !== id);
        }
        return noContent;
      },
    },
    {
      method: 'GET',
      route: '/directory/deletedItems/{id}',
      anyOf: READ,
      answer({ ids: [id = ''], query }) {
        const user = state.deleted.find((one) => one.id === id);
        if (unknownName(query.get('$select')) !== undefined)
          return badRequest('Could not find a property of this name on type user.');
        return user
          ? ok(show(user, query.get('$select') ?? [...USUAL, 'deletedDateTime'].join()))
          : notFound(id);
      },
    },
    {
      // https://learn.microsoft.com/graph/api/directory-deleteditems-restore
      method: 'POST',
      route: '/directory/deletedItems/{id}/restore',
      anyOf: DELETE,
      answer({ ids: [id = ''] }) {
        const binned = state.deleted.find((one) => one.id === id);
        if (binned === undefined) return notFound(id);
        const { deletedDateTime: _, ...user } = binned;
        state.deleted = state.deleted.filter((one) => one !== binned);
        state.users.push(user);
        return ok(show(user, null));
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
