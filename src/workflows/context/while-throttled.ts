import type { Clients } from '../../settings/settings-document';
import { ServiceThrottled } from '../../microsoft/http/service-errors';
import { withoutRetry } from '../../microsoft/teams-admin/teams-admin-client';
import type { TenantContext } from './tenant-context';

/** The Teams administration service is undocumented and may stay ill for good; a person can do its work. */
const TEAMS_RETRY_LIMIT = 30 * 60_000;

export const resigned = ({ graph, teamsAdmin }: Clients): Clients => ({
  graph,
  teamsAdmin: withoutRetry(teamsAdmin),
});

/**
 * Works with the clients; a Teams administration service that is busy still, half an hour later, counts as one that
 * refuses.
 * @param since when this was tried for the first time, milliseconds
 */
export async function whileThrottled<T>(
  { clients, now }: Pick<TenantContext, 'clients' | 'now'>,
  since: number,
  work: (clients: Clients) => Promise<T>,
): Promise<T> {
  try {
    return await work(clients);
  } catch (fault) {
    const isTeams = fault instanceof ServiceThrottled && fault.call.service === 'Teams administration';
    if (!isTeams || now().getTime() - since < TEAMS_RETRY_LIMIT) throw fault;
    return work(resigned(clients));
  }
}
