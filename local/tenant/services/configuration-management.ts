import { z } from 'zod';
import { badRequest, forbidden, noContent, notFound, ok, type Answer } from '../answers';
import type { SnapshotJob } from '../tenant-state';
import type { Endpoint, Tenant } from './service';

const BASE = '/admin/configurationManagement';
const JOBS = `${BASE}/configurationSnapshotJobs`;
const WRITE = ['ConfigurationMonitoring.ReadWrite.All'];
const READ = ['ConfigurationMonitoring.Read.All', ...WRITE];
const MINUTE = 60_000;
const WEEK = 7 * 24 * 60 * MINUTE;
const MOST_JOBS = 12;
const NEVER = '0001-01-01T00:00:00Z';

/** The types that hold a switch of ours, and the configuration of Teams each shows. */
const TYPES = {
  'microsoft.teams.clientconfiguration': 'TeamsClientConfiguration',
  'microsoft.teams.guestcallingconfiguration': 'TeamsGuestCallingConfiguration',
  'microsoft.teams.guestmeetingconfiguration': 'TeamsGuestMeetingConfiguration',
  'microsoft.teams.guestmessagingconfiguration': 'TeamsGuestMessagingConfiguration',
  'microsoft.teams.federationconfiguration': 'TenantFederationSettings',
} as const;
type ResourceType = keyof typeof TYPES;
/** What the documentation of the monitor does not name. */
const NOT_SHOWN = ['BlockAllSubdomains', 'AllowedTrialTenantDomains'];

const order = z.strictObject({
  displayName: z.string().regex(/^[A-Za-z0-9 ]{8,32}$/),
  description: z.string(),
  resources: z.array(z.enum(Object.keys(TYPES) as [ResourceType, ...ResourceType[]])).min(1),
});

/** Snapshots by Microsoft's own monitor. https://learn.microsoft.com/graph/api/resources/unified-tenant-configuration-management-api-overview */
export function configurationManagement({ file, state, switches, clock, newId }: Tenant): Endpoint[] {
  const { monitor } = file;

  /** After a week they are gone. */
  const live = (): SnapshotJob[] =>
    (state.snapshotJobs = state.snapshotJobs.filter(({ orderedAt }) => clock.now() - orderedAt < WEEK));
  const isDone = ({ doneAt }: SnapshotJob): boolean => clock.now() >= doneAt;

  /** https://learn.microsoft.com/graph/utcm-authentication-setup */
  const whenSetUp =
    (answer: Endpoint['answer']): Endpoint['answer'] =>
    (call) =>
      monitor.isSetUp ? answer(call) : forbidden();

  const shown = (job: SnapshotJob, selected: string | null) => ({
    id: job.id,
    displayName: job.displayName,
    status: isDone(job) ? 'succeeded' : 'running',
    createdDateTime: new Date(job.orderedAt).toISOString(),
    completedDateTime: isDone(job) ? new Date(job.doneAt).toISOString() : NEVER,
    ...((selected ?? '').split(',').includes('resourceLocation') && {
      resourceLocation: isDone(job)
        ? `https://graph.microsoft.com/v1.0${BASE}/configurationSnapshots/${job.snapshotId}`
        : '',
    }),
  });

  function make(body: unknown): Answer {
    const parsed = order.safeParse(body);
    if (!parsed.success) return badRequest('The snapshot is not valid: its name, or one of its resources.');
    const { displayName, resources } = parsed.data;
    const isRefused = (type: ResourceType): boolean =>
      monitor.shows === 'client' && type !== 'microsoft.teams.clientconfiguration';
    if (resources.some(isRefused)) return badRequest('A resource type is not supported.');
    if (live().length >= MOST_JOBS)
      return badRequest('There are as many snapshot jobs as a tenant may have.');
    const job: SnapshotJob = {
      id: newId(),
      snapshotId: newId(),
      displayName,
      orderedAt: clock.now(),
      doneAt: clock.now() + monitor.minutes * MINUTE,
      resources: resources.map((resourceType) => ({
        displayName: TYPES[resourceType],
        resourceType,
        properties: propertiesOf(resourceType),
      })),
    };
    state.snapshotJobs.push(job);
    return ok(shown(job, null));
  }

  function propertiesOf(resourceType: ResourceType): Record<string, unknown> {
    const stored: Record<string, unknown> = { ...state.teams[TYPES[resourceType]] };
    for (const name of NOT_SHOWN) Reflect.deleteProperty(stored, name);
    if (resourceType === 'microsoft.teams.clientconfiguration')
      stored['AllowGuestUser'] = switches.stored('AllowGuestUser');
    if (resourceType === 'microsoft.teams.federationconfiguration') {
      const { AllowedDomain } = stored['AllowedDomains'] as { AllowedDomain?: { Domain: string }[] };
      stored['AllowedDomains'] = (AllowedDomain ?? []).map(({ Domain }) => Domain);
      const blocked = stored['BlockedDomains'] as { Domain: string }[];
      stored['BlockedDomains'] = blocked.map(({ Domain }) => Domain);
    }
    return { Identity: 'Global', ...stored };
  }

  return [
    {
      method: 'POST',
      route: `${BASE}/configurationSnapshots/createSnapshot`,
      anyOf: WRITE,
      answer: whenSetUp(({ body }) => make(body)),
    },
    {
      method: 'GET',
      route: JOBS,
      anyOf: READ,
      answer: whenSetUp(({ query }) => ok({ value: live().map((job) => shown(job, query.get('$select'))) })),
    },
    {
      method: 'DELETE',
      route: `${JOBS}/{id}`,
      anyOf: WRITE,
      answer: whenSetUp(({ ids: [id = ''] }) => {
        if (!live().some((job) => job.id === id)) return notFound(id);
        state.snapshotJobs = live().filter((job) => job.id !== id);
        return noContent;
      }),
    },
    {
      method: 'GET',
      route: `${BASE}/configurationSnapshots/{id}`,
      anyOf: READ,
      answer: whenSetUp(({ ids: [id = ''] }) => {
        const job = live().find((one) => one.snapshotId === id);
        if (job === undefined || !isDone(job)) return notFound(id);
        const { displayName, resources } = job;
        return ok({ id, displayName, description: '', parameters: [], resources });
      }),
    },
  ];
}
