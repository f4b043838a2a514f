import { z } from 'zod';
import { isRefused } from '../http/service-errors';
import type { GraphClient } from './graph-client';

const BASE = '/admin/configurationManagement';
const JOBS = `${BASE}/configurationSnapshotJobs`;
/** Letters, digits and blanks, eight to thirty-two of them: anything else is refused. Ours are known by it. */
const NAME = 'Gastvrij audit';
const DESCRIPTION =
  'What an audit of Gastvrij reads of Teams. It changes nothing and is discarded afterwards.';

/** A snapshot that Microsoft makes in its own time. */
export interface SnapshotJob {
  id: string;
  state: 'underWay' | 'done' | 'failed';
  /** What it shows is no older, ISO 8601, UTC. */
  orderedAt: string;
  /** The id of what it made; absent until it is done. */
  snapshotId?: string;
}

export interface SnapshotResource {
  /** `microsoft.teams.clientconfiguration` */
  resourceType: string;
  properties: Record<string, z.core.util.JSONType>;
}

/**
 * Tenant Configuration Management: what Microsoft's own monitor sees of settings. By its type it changes none of them; a
 * snapshot is all it orders. Each call throws ServiceBusy, Refused or UnexpectedReply.
 * https://learn.microsoft.com/graph/api/resources/unified-tenant-configuration-management-api-overview
 */
export interface ConfigurationSnapshots {
  /** Those of ours, the newest first. */
  list(): Promise<SnapshotJob[]>;
  order(resourceTypes: readonly string[]): Promise<void>;
  read(snapshotId: string): Promise<SnapshotResource[]>;
  /** Frees its place: a tenant has twelve. */
  discard(job: Pick<SnapshotJob, 'id'>): Promise<void>;
}

const jobsSchema = z.object({
  value: z.array(
    z.object({
      id: z.string(),
      displayName: z.string(),
      status: z.string(),
      createdDateTime: z.string(),
      resourceLocation: z.string().nullish(),
    }),
  ),
});
const snapshotSchema = z.object({
  resources: z.array(z.object({ resourceType: z.string(), properties: z.record(z.string(), z.json()) })),
});

export function configurationSnapshots(graph: GraphClient): ConfigurationSnapshots {
  return {
    async list() {
      const select = '$select=id,displayName,status,createdDateTime,resourceLocation';
      const { value } = await graph.call('GET', JOBS, `${JOBS}?${select}`, {
        schema: jobsSchema,
        // Without it a job that is done in part shows as one of an unknown kind.
        headers: { prefer: 'include-unknown-enum-members' },
      });
      return value.value
        .filter(({ displayName }) => displayName === NAME)
        .map(jobOf)
        .sort((a, b) => b.orderedAt.localeCompare(a.orderedAt));
    },
    async order(resources) {
      const path = `${BASE}/configurationSnapshots/createSnapshot`;
      const body = { displayName: NAME, description: DESCRIPTION, resources };
      await graph.call('POST', path, path, { schema: z.unknown(), body });
    },
    async read(snapshotId) {
      const route = `${BASE}/configurationSnapshots/{id}`;
      const path = `${BASE}/configurationSnapshots/${snapshotId}`;
      const { value } = await graph.call('GET', route, path, { schema: snapshotSchema });
      return value.resources.map((one) => ({ ...one, resourceType: one.resourceType.toLowerCase() }));
    },
    async discard({ id }) {
      try {
        await graph.call('DELETE', `${JOBS}/{id}`, `${JOBS}/${id}`, { schema: z.unknown() });
      } catch (fault) {
        // A week after it was made a snapshot goes by itself.
        if (!isRefused(fault, 404)) throw fault;
      }
    },
  };
}

const STATES: Readonly<Record<string, SnapshotJob['state']>> = {
  notStarted: 'underWay',
  running: 'underWay',
  succeeded: 'done',
  // What it holds is good; what it lacks reads as missing.
  partiallySuccessful: 'done',
};

function jobOf({
  id,
  status,
  createdDateTime,
  resourceLocation,
}: z.output<typeof jobsSchema>['value'][number]): SnapshotJob {
  // The id alone: our token goes to no address that an answer names.
  const [, snapshotId] = /configurationSnapshots(?:\/|\(')([\w-]+)/.exec(resourceLocation ?? '') ?? [];
  const state = STATES[status] ?? 'failed';
  const orderedAt = new Date(createdDateTime).toISOString();
  if (state === 'done' && snapshotId === undefined) return { id, state: 'failed', orderedAt };
  return { id, state, orderedAt, ...(snapshotId && { snapshotId }) };
}
