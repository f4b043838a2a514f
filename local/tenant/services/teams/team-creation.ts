import { z } from 'zod';
import { accepted, badRequest, forbidden, graphError, notFound, ok } from '../../answers';
import type { Endpoint, Tenant } from '../service';

const MINUTE = 60_000;
const GRAPH = 'https://graph.microsoft.com/v1.0';
const WRITE = ['Team.Create', 'Group.ReadWrite.All', 'Directory.ReadWrite.All'];
const team = z.strictObject({
  'template@odata.bind': z.literal(`${GRAPH}/teamsTemplates('standard')`),
  displayName: z.string().min(1).max(256),
  description: z.string().max(1024).optional(),
  visibility: z.enum(['private', 'public']).optional(),
  // An application has no person behind it: it must name an owner, and Teams takes no more than one.
  members: z.tuple([
    z.strictObject({
      '@odata.type': z.literal('#microsoft.graph.aadUserConversationMember'),
      roles: z.tuple([z.literal('owner')]),
      'user@odata.bind': z.string().regex(/^https:\/\/graph\.microsoft\.com\/v1\.0\/users\('[\w-]+'\)$/),
    }),
  ]),
});

/** https://learn.microsoft.com/graph/api/team-post */
export const teamCreation = ({ file, state, clock, serviceFaults, newId }: Tenant): Endpoint[] => [
  {
    method: 'POST',
    route: '/teams',
    anyOf: WRITE,
    answer({ body }) {
      const parsed = team.safeParse(body);
      if (!parsed.success) return badRequest('The team is not valid, or names no owner.');
      const { displayName, description, members } = parsed.data;
      const ownerId = /'([\w-]+)'\)$/.exec(members[0]['user@odata.bind'])?.[1] ?? '';
      const owner = state.users.find(({ id }) => id === ownerId);
      if (owner === undefined) return notFound(ownerId);
      if (owner.userType === 'Guest') return badRequest('A guest cannot be the owner of a team.');
      const now = clock.now();
      const [teamId, id] = [newId(), newId()];
      const doneAt = now + file.teamCreationMinutes * MINUTE;
      const fails = serviceFaults.failsTeam();
      state.operations.push({ id, teamId, doneAt, ...(fails && { error: 'The backend request failed.' }) });
      if (!fails)
        state.groups.push({
          id: teamId,
          displayName,
          ...(description && { description }),
          createdDateTime: new Date(now).toISOString(),
          visibleFrom: now + file.freshObjectSeconds * 1000,
          teamFrom: doneAt,
          labels: [],
          labelRefusesGuests: false,
          isArchived: false,
          members: [ownerId],
          onTheirWay: [],
          roster: [ownerId],
        });
      return accepted({
        location: `/teams('${teamId}')/operations('${id}')`,
        'content-location': `/teams('${teamId}')`,
      });
    },
  },
  {
    // https://learn.microsoft.com/graph/api/resources/teamsasyncoperation
    method: 'GET',
    route: "/teams('{id}')/operations('{id}')",
    anyOf: [],
    answer({ ids: [teamId = '', id = ''] }) {
      if (!file.quirks.operationsShownToApps) return forbidden();
      const operation = state.operations.find((one) => one.id === id && one.teamId === teamId);
      if (operation === undefined) return graphError(404, 'ItemNotFound', 'No operation of this id.');
      const { doneAt, error } = operation;
      const isDone = doneAt <= clock.now();
      return ok({
        id,
        operationType: 'createTeam',
        status: isDone ? (error ? 'failed' : 'succeeded') : 'inProgress',
        attemptsCount: 1,
        targetResourceId: teamId,
        targetResourceLocation: `/teams('${teamId}')`,
        error: isDone && error ? { code: 'BadGateway', message: error } : null,
      });
    },
  },
];
