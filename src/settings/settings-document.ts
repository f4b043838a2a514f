import type { GraphClient, GraphReader } from '../microsoft/graph/graph-client';
import type { TeamsAdminClient } from '../microsoft/teams-admin/teams-admin-client';
import type { Values } from '../controls/values/value';

export interface Clients {
  graph: GraphClient;
  teamsAdmin: TeamsAdminClient;
}

/** What reads settings, and by its type cannot write one. */
export interface Readers {
  graph: GraphReader;
  teamsAdmin: Pick<TeamsAdminClient, 'read'>;
}

/** Which of the documents of a kind is meant, where there is more than one. */
export interface Scope {
  teamId?: string;
  /** Domains of partners, in lower case. */
  domains: readonly string[];
  /** Whether the entries of all partners are meant, whatever their domains are. */
  allPartners?: true;
  /** Tenants of partners whose entries are meant besides: a domain that led to one may have left it since. */
  partners?: readonly string[];
}

/** The values a document holds by property, and Microsoft's id of the request that read them. */
export interface Snapshot {
  values: Values;
  /** Properties the service left out, or answered with null. */
  absent?: string[];
  requestId?: string;
  /** What a write must carry along besides our properties, as read; plain JSON. */
  base?: unknown;
}

/** How one settings document is read and written. Faults are thrown as the clients throw them. */
export interface SettingsDocument {
  /** Whether Microsoft Graph serves it; the Teams administration service does otherwise. */
  service: 'graph' | 'teamsAdmin';
  /** Where that service keeps it: a route of Graph, or a type of configuration. */
  place: string;
  read(readers: Readers, scope: Scope): Promise<Snapshot>;
  /**
   * Writes the properties given and no other, upon the snapshot last read. Returns Microsoft's id of the request.
   * Absent where nothing of it is ours to change.
   * @param isThrough hears of each property that is written, where a document takes a call for each
   */
  write?(
    clients: Clients,
    properties: Values,
    upon: Snapshot,
    scope: Scope,
    isThrough: (property: string) => void,
  ): Promise<string | undefined>;
}
