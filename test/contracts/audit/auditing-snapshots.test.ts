import type { SnapshotResource } from '../../../src/microsoft/graph/configuration-snapshots';
import { readingsIn } from '../../../src/settings/snapshot-readings';
import type { Value } from '../../../src/controls/values/value';
import type { TenantAudit } from '../../../src/domain/audit/tenant-audit';
import { ServiceThrottled } from '../../../src/microsoft/http/service-errors';
import { AUDITED } from '../../../src/workflows/audit/activities/audit-readings';
import { startAudits, type Audits } from '../../support/start/start-audits';
import { CLOSED, UNTOUCHED } from '../../support/controls/desired-settings';

const HOUR = 3_600_000;
const NEEDED = 'ConfigurationMonitoring.ReadWrite.All';
const BY_SNAPSHOT = { auditTeamsBy: 'snapshot' } as const;
const graphRoles = [...AUDITED.flatMap(({ toRead }) => toRead.graph), 'User.Read.All', NEEDED];
const app = { graphRoles, directoryRoles: [] };

/** Audits as the workflow does: waits where the monitor takes its time, and gives up after ten minutes. */
async function auditUntilRead({ tenant, audits, activities, wire }: Audits, night: number) {
  const { clock, tenantId } = tenant;
  clock.advanceTo(clock.now() + 24 * HOUR);
  wire.length = 0;
  const id = `au-00000000${night}-x`;
  for (let tries = 0; tries < 6; tries++) {
    try {
      await activities.auditTenant({ id, tenantId, givesUp: tries === 5 });
      break;
    } catch (fault) {
      if (!(fault instanceof ServiceThrottled)) throw fault;
      clock.advanceTo(clock.now() + 90_000);
    }
  }
  const result = await audits.result(id, tenantId);
  if (result === undefined) throw new Error(`${id} has no result.`);
  return result;
}
const teamsCalls = ({ tenant }: Audits): number =>
  tenant.log.filter(({ service }) => service === 'teamsAdmin').length;
const unknownIn = ({ unknown }: TenantAudit): string[] => unknown.flatMap(({ control }) => control ?? []);

describe('an audit that reads Teams from snapshots of Microsoft’s own monitor', () => {
  it('orders one, takes it when it is there, and asks the Teams administration service nothing', async () => {
    const audits = await startAudits({ ...UNTOUCHED, app }, BY_SNAPSHOT);
    await auditUntilRead(audits, 1);
    const second = await auditUntilRead(audits, 2);
    expect(second).toMatchObject({ outcome: 'clean', findings: [] });
    // Not among what the monitor documents, or in a form that means two things.
    expect(unknownIn(second)).toEqual(['T-7', 'F-2', 'F-4', 'F-3', 'F-7']);
    expect(Date.parse(second.at) - Date.parse(second.teamsAsOf ?? '')).toBe(90_000);
    expect(audits.wire.length).toBeLessThanOrEqual(8);
    for (let night = 3; night < 6; night++) await auditUntilRead(audits, night);
    expect(audits.tenant.state.snapshotJobs.length).toBeLessThanOrEqual(2);
    expect([teamsCalls(audits), audits.tenant.faults]).toEqual([0, []]);
  });

  it('finds what moved, and says who saw it and when', async () => {
    const audits = await startAudits({ ...CLOSED, app }, BY_SNAPSHOT);
    await auditUntilRead(audits, 1);
    audits.tenant.state.switches.AllowGuestUser.stored = true;
    const { findings } = await auditUntilRead(audits, 2);
    expect(findings).toMatchObject([
      {
        key: 'T-1.AllowGuestUser',
        kind: 'loosened',
        state: 'new',
        source: 'tenantConfigurationManagement',
        text: expect.stringContaining('Microsoft’s own monitor saw it so at') as string,
      },
    ]);
    audits.tenant.state.switches.AllowGuestUser.stored = false;
    expect((await auditUntilRead(audits, 3)).findings).toMatchObject([{ state: 'resolved' }]);
  });

  it('takes that of the night before where one takes too long, and none that is older', async () => {
    const audits = await startAudits({ ...UNTOUCHED, app, monitor: { minutes: 60 } }, BY_SNAPSHOT);
    expect(unknownIn(await auditUntilRead(audits, 1))).toContain('T-1');
    const second = await auditUntilRead(audits, 2);
    expect(unknownIn(second)).not.toContain('T-1');
    expect(Date.parse(second.at) - Date.parse(second.teamsAsOf ?? '')).toBeGreaterThan(23 * HOUR);
    audits.tenant.clock.advanceTo(audits.tenant.clock.now() + 24 * HOUR);
    const late = await auditUntilRead(audits, 3);
    expect(unknownIn(late)).toContain('T-1');
    expect(late.findings).toEqual([]);
  });

  it.each([
    [
      'is not set up',
      { isSetUp: false },
      ['T-1', 'T-2', 'T-3', 'T-4', 'T-7', 'F-1', 'F-2', 'F-4', 'F-3', 'F-6', 'F-7'],
    ],
    [
      'refuses all types but one',
      { shows: 'client' },
      ['T-2', 'T-3', 'T-4', 'T-7', 'F-1', 'F-2', 'F-4', 'F-3', 'F-6', 'F-7'],
    ],
  ])('knows nothing of what it cannot see, where the monitor %s', async (_, monitor, unknown) => {
    const audits = await startAudits({ ...UNTOUCHED, app, monitor }, BY_SNAPSHOT);
    const found = await auditUntilRead(audits, 1);
    expect(unknownIn(found)).toEqual(unknown);
    expect([found.outcome, teamsCalls(audits)]).toEqual(['clean', 0]);
  });

  it('names the permission it lacks', async () => {
    const roles = graphRoles.filter((role) => role !== NEEDED);
    const audits = await startAudits({ ...UNTOUCHED, app: { ...app, graphRoles: roles } }, BY_SNAPSHOT);
    const { unknown } = await auditUntilRead(audits, 1);
    expect(unknown.find(({ control }) => control === 'T-1')?.reason).toContain('refused (status 403');
  });
});

describe('what a snapshot shows', () => {
  const federation = (properties: Record<string, Value>): SnapshotResource[] => [
    {
      resourceType: 'microsoft.teams.federationconfiguration',
      properties,
    },
  ];
  const domainsIn = (AllowedDomains: Value) =>
    readingsIn(federation({ AllowedDomains }), 'federation', '2027-01-01T00:00:00Z').find(
      ({ control }) => control === 'F-2',
    );

  it('of domains is a list that names some; an empty one could mean all or nobody', () => {
    expect(domainsIn(['Fabrikam.example'])).toMatchObject({
      kind: 'known',
      values: { domains: { kind: 'allowThese', domains: ['Fabrikam.example'] } },
    });
    for (const unclear of [
      [],
      null,
      'AllowAllKnownDomains',
      ['AllowAllKnownDomains'],
      [{ Domain: 'a.example' }],
    ])
      expect(domainsIn(unclear)).toMatchObject({ kind: 'unknown' });
  });

  it.each([
    ['absent', undefined],
    ['not set', null],
    ['text', 'True'],
  ])('of a switch that is %s is unknown: nothing stands for a default here', (_, AllowGuestUser) => {
    const resourceType = 'microsoft.teams.clientconfiguration';
    const properties = { Identity: 'Global', ...(AllowGuestUser !== undefined && { AllowGuestUser }) };
    expect(readingsIn([{ resourceType, properties }], 'teamsClientConfiguration', '')).toMatchObject([
      { kind: 'unknown', control: 'T-1' },
    ]);
  });
});
