import type { GraphClient } from '../graph/graph-client';
import type { TeamsAdminClient } from '../teams-admin/teams-admin-client';
import type { Value } from './control';

export interface Clients {
  graph: GraphClient;
  teamsAdmin: TeamsAdminClient;
}

/** The values a document holds for the properties of our controls, and Microsoft's id of the request that read them. */
export interface Snapshot {
  values: Record<string, Value>;
  requestId?: string;
  /** What a write must carry along besides our properties, as read; plain JSON. */
  base?: unknown;
}

/** How one settings document is read and written. Faults are thrown as the clients throw them. */
export interface SettingsDocument {
  read(clients: Clients): Promise<Snapshot>;
  /** Writes the properties given and no other, upon the snapshot last read. Returns Microsoft's id of the request. */
  write(clients: Clients, properties: Record<string, Value>, upon: Snapshot): Promise<string | undefined>;
}
