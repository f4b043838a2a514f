import { z } from 'zod';
import {
  activitiesBehind,
  authorIn,
  type Author,
  type LoggedChange,
  type Moved,
} from '../domain/audit/change-author';
import type { GraphReader } from '../microsoft/graph/graph-client';
import { isRefused } from '../microsoft/http/service-errors';

const ROUTE = '/auditLogs/directoryAudits';
/** One page; whoever changed more than that in one night is found among the last of it. */
const MOST = 100;

const named = z.object({ displayName: z.string().nullish() });
const actor = z.object({ userPrincipalName: z.string().nullish(), displayName: z.string().nullish() });
const schema = z.object({
  value: z.array(
    z.object({
      activityDateTime: z.coerce.date(),
      activityDisplayName: z.string(),
      result: z.string().nullish(),
      initiatedBy: z.object({ user: actor.nullish(), app: actor.nullish() }).nullish(),
      targetResources: z
        .array(named.extend({ modifiedProperties: z.array(named).nullish() }))
        .nullish()
        .transform((targets) => targets ?? []),
    }),
  ),
});

/**
 * Who moved each of these settings, by the directory's audit log: one request, and none where that log says nothing of
 * any of them. To know it is a courtesy, so that whatever stands in the way is an answer and no fault.
 * https://learn.microsoft.com/graph/api/directoryaudit-list
 */
export async function whoChanged(graph: GraphReader, moved: readonly Moved[]): Promise<Author[]> {
  const activities = activitiesBehind(moved);
  if (activities.length === 0) return moved.map((one) => authorIn([], one));
  try {
    const log = await readLog(graph, activities, moved.map(({ from }) => from).toSorted()[0] ?? '');
    return moved.map((one) => authorIn(log, one));
  } catch (fault) {
    const reason = isRefused(fault, 401, 403)
      ? 'Not readable: the log of the directory takes AuditLog.Read.All, and a licence that has it.'
      : 'Not readable at the moment: Microsoft did not show the log of the directory.';
    return moved.map((one) => (activitiesBehind([one]).length > 0 ? { reason } : authorIn([], one)));
  }
}

async function readLog(
  graph: GraphReader,
  activities: readonly string[],
  from: string,
): Promise<LoggedChange[]> {
  const anyOf = activities.map((name) => `activityDisplayName eq '${name}'`).join(' or ');
  const filter = encodeURIComponent(`activityDateTime ge ${from} and (${anyOf})`);
  const path = `${ROUTE}?$filter=${filter}&$orderby=activityDateTime desc&$top=${MOST}`;
  const { value } = await graph.call('GET', ROUTE, path, { schema });
  return value.value
    .filter(({ result }) => result === 'success')
    .map(({ activityDateTime, activityDisplayName, initiatedBy, targetResources }) => ({
      activity: activityDisplayName,
      at: activityDateTime.toISOString(),
      by: nameOf(initiatedBy?.user) ?? nameOf(initiatedBy?.app) ?? 'somebody without a name',
      targets: targetResources.flatMap(({ displayName }) => displayName ?? []),
      properties: targetResources
        .flatMap(({ modifiedProperties }) => modifiedProperties ?? [])
        .flatMap(({ displayName }) => displayName ?? []),
    }));
}

const nameOf = (one: z.output<typeof actor> | null | undefined): string | undefined =>
  one?.userPrincipalName ?? one?.displayName ?? undefined;
