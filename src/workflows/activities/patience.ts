import type { Clients } from '../../controls/settings-document';
import { ServiceBusy } from '../../http/faults';
import { withoutPatience } from '../../teams-admin/teams-admin-client';
import type { Tools } from './tools';

/** The Teams administration service is undocumented and may stay ill for good; a person can do its work. */
const TEAMS_PATIENCE = 30 * 60_000;

export const resigned = ({ graph, teamsAdmin }: Clients): Clients => ({
  graph,
  teamsAdmin: withoutPatience(teamsAdmin),
});

/**
 * Works with the clients; a Teams administration service that is busy still, half an hour later, counts as one that
 * refuses.
 * @param since when this was tried for the first time, milliseconds
 */
export async function patiently<T>(
  { clients, now }: Pick<Tools, 'clients' | 'now'>,
  since: number,
  work: (clients: Clients) => Promise<T>,
): Promise<T> {
  try {
    return await work(clients);
  } catch (fault) {
    const isTeams = fault instanceof ServiceBusy && fault.call.service === 'Teams administration';
    if (!isTeams || now().getTime() - since < TEAMS_PATIENCE) throw fault;
    return work(resigned(clients));
  }
}
