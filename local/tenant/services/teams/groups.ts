import { z } from 'zod';
import { badRequest, forbidden, graphError, noContent, notFound, ok } from '../../answers';
import type { Roster } from '../../directory/roster';
import type { Group } from '../../tenant-state';
import type { Endpoint, Tenant } from '../service';

const WRITE = ['GroupMember.ReadWrite.All', 'Group.ReadWrite.All', 'Directory.ReadWrite.All'];
/** Whoever may add members is not thereby shown groups. https://learn.microsoft.com/graph/api/group-get */
const READ = ['GroupMember.Read.All', 'Group.Read.All', 'Group.ReadWrite.All', 'Directory.Read.All'];
const READ_MEMBERS = [...READ, 'GroupMember.ReadBasic.All', 'GroupMember.ReadWrite.All'];
/** The only filter we ask: `displayName eq 'Test team'`. */
const NAMED = /^displayName eq '((?:[^']|'')*)'$/;
const SHOWN = [
  'id',
  'displayName',
  'description',
  'visibility',
  'createdDateTime',
  'resourceProvisioningOptions',
  'assignedLabels',
];
const reference = z.strictObject({
  '@odata.id': z.string().regex(/^https:\/\/graph\.microsoft\.com\/v1\.0\/(directoryObjects|users)\/[\w-]+$/),
});

/** https://learn.microsoft.com/graph/api/group-post-members */
export function groups({ file, state, switches, clock }: Tenant, roster: Roster): Endpoint[] {
  const find = (id: string) =>
    state.groups.find((group) => group.id === id && group.visibleFrom <= clock.now());
  const isTeam = ({ teamFrom }: Group): boolean => teamFrom <= clock.now();

  /** Labels are shown to those who ask for them by name. */
  function shown(group: Group, select: string | null) {
    const names = select?.split(',') ?? SHOWN.filter((name) => name !== 'assignedLabels');
    if (names.some((name) => !SHOWN.includes(name))) return undefined;
    const whole: Record<string, unknown> = {
      ...group,
      description: group.description ?? null,
      visibility: 'Private',
      resourceProvisioningOptions: isTeam(group) ? ['Team'] : [],
      assignedLabels: group.labels.map((displayName) => ({ labelId: displayName, displayName })),
    };
    return Object.fromEntries(names.map((name) => [name, whole[name]]));
  }

  return [
    {
      method: 'GET',
      route: '/groups',
      anyOf: READ,
      answer({ query }) {
        const name = NAMED.exec(query.get('$filter') ?? '')?.[1]?.replaceAll("''", "'");
        if (name === undefined) return badRequest('Invalid filter clause.');
        const found = state.groups.filter(
          ({ displayName, visibleFrom }) => displayName === name && visibleFrom <= clock.now(),
        );
        return ok({ value: found.map((group) => shown(group, query.get('$select'))) });
      },
    },
    {
      method: 'GET',
      route: '/groups/{id}',
      anyOf: READ,
      answer: ({ ids: [id = ''], query }) => {
        const group = find(id);
        if (group === undefined) return notFound(id);
        const answer = shown(group, query.get('$select'));
        return answer ? ok(answer) : badRequest('Could not find a property of this name on type group.');
      },
    },
    {
      method: 'GET',
      route: '/groups/{id}/members',
      anyOf: READ_MEMBERS,
      answer: ({ ids: [id = ''] }) => {
        const group = find(id);
        return group
          ? ok({
              value: group.members.map((member) => ({ '@odata.type': '#microsoft.graph.user', id: member })),
            })
          : notFound(id);
      },
    },
    {
      method: 'POST',
      route: '/groups/{id}/members/$ref',
      anyOf: WRITE,
      answer({ ids: [id = ''], body }) {
        const parsed = reference.safeParse(body);
        if (!parsed.success) return badRequest('The body must hold one reference: "@odata.id".');
        const group = find(id);
        const userId = parsed.data['@odata.id'].split('/').at(-1);
        const user = state.users.find((one) => one.id === userId && one.visibleFrom <= clock.now());
        if (group === undefined) return notFound(id);
        if (user === undefined)
          return badRequest("The source resource object or one of the objects being referenced don't exist.");
        if (group.members.includes(user.id))
          return badRequest(
            "One or more added object references already exist for the following modified properties: 'members'.",
          );
        const isOpen =
          switches.effective('AllowToAddGuests') === true &&
          group.allowToAddGuests !== false &&
          !group.labelRefusesGuests;
        if (user.userType === 'Guest' && !isOpen && file.quirks.groupRefusal === 'bare')
          return graphError(403, 'Forbidden', 'An unknown error has occurred.');
        if (user.userType === 'Guest' && !isOpen)
          return forbidden('Guests users are not allowed to join this Unified Group due to policy setting.');
        group.members.push(user.id);
        roster.join(group, user);
        return noContent;
      },
    },
    {
      method: 'DELETE',
      route: '/groups/{id}/members/{id}/$ref',
      anyOf: WRITE,
      answer({ ids: [id = '', userId = ''] }) {
        const group = find(id);
        if (!group?.members.includes(userId)) return notFound(userId);
        group.members = group.members.filter((member) => member !== userId);
        roster.leave(group, userId);
        return noContent;
      },
    },
    {
      // The documented trap: without /$ref the same call deletes the account, where the app may do that.
      method: 'DELETE',
      route: '/groups/{id}/members/{id}',
      anyOf: ['User.DeleteRestore.All', 'User.ReadWrite.All'],
      answer({ ids: [, userId = ''] }) {
        state.users = state.users.filter(({ id }) => id !== userId);
        return noContent;
      },
    },
    {
      method: 'GET',
      route: '/teams/{id}',
      anyOf: ['Team.ReadBasic.All', 'TeamSettings.Read.All'],
      answer: ({ ids: [id = ''] }) => {
        const group = find(id);
        return group && isTeam(group)
          ? ok({
              id,
              displayName: group.displayName,
              visibility: 'private',
              isArchived: group.isArchived,
              guestSettings: { allowCreateUpdateChannels: false, allowDeleteChannels: false },
            })
          : graphError(404, 'NotFound', `No team found with Group Id ${id}`);
      },
    },
    {
      method: 'GET',
      route: '/teams/{id}/members',
      anyOf: ['TeamMember.Read.All', 'TeamMember.ReadWrite.All'],
      answer({ ids: [id = ''], query }) {
        const group = find(id);
        if (!group || !isTeam(group)) return graphError(404, 'NotFound', `No team found with Group Id ${id}`);
        const wanted = /userId eq '([\w-]+)'/.exec(query.get('$filter') ?? '')?.[1];
        const listed = group.roster.filter((userId) => wanted === undefined || userId === wanted);
        return ok({ value: listed.map((userId) => roster.membership(group, userId)) });
      },
    },
    {
      method: 'POST',
      route: '/teams/{id}/members',
      anyOf: ['TeamMember.ReadWrite.All', 'TeamMember.ReadWriteNonOwnerRole.All'],
      // An app may not add a guest this way, and is told nothing more: https://github.com/microsoftgraph/microsoft-graph-docs/issues/11137
      answer: () => graphError(403, 'Forbidden', 'An unknown error has occurred.'),
    },
  ];
}
