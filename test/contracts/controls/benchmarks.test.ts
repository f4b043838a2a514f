import { scenario } from '../../../local/tenant/scenarios';
import { CHECKLIST } from '../../../src/controls/checklist';
import type { Documents, DesiredSettings } from '../../../src/controls/control';
import { readDocuments } from '../../../src/settings/read-settings';
import { BENCHMARKS, passedBy } from '../../support/controls/benchmarks';
import { blockingSettingsOf, wanted } from '../../support/controls/blocking-settings';
import { enabling } from '../../support/start/enabling';
import { clientsOf, startTenantOnly, type TenantOnly } from '../../support/start/start-tenant';
import { desiredSettings } from '../../support/controls/desired-settings';

const hardened = scenario('hardened');
const { settings } = hardened;
const federation = settings.teams.TenantFederationSettings;
const withFederation = (more: object) => ({
  ...hardened,
  settings: {
    ...settings,
    teams: { ...settings.teams, TenantFederationSettings: { ...federation, ...more } },
  },
});
const GOALS: DesiredSettings['options'][] = [
  ['guestAccess'],
  ['externalAccess'],
  ['guestAccess', 'externalAccess'],
];

/** The benchmarks passed by what the app reads and how it judges that. */
async function passedToTheApp(tenant: TenantOnly): Promise<string[]> {
  const read = await readDocuments(clientsOf(tenant), CHECKLIST, { domains: [] }, tenant.clientContext.now);
  const documents: Documents = Object.fromEntries(
    read.flatMap((one) => (one.kind === 'known' ? [[one.document, one.snapshot.values]] : [])),
  );
  const passed = CHECKLIST.flatMap(({ document, benchmarks }) => {
    const values = document && documents[document];
    return values === undefined ? [] : benchmarks.filter(({ passes }) => passes?.(values, documents));
  });
  return [...new Set(passed.map(({ id }) => id))].sort();
}

describe.each([
  ['with a list of domains for external access', hardened],
  ['with external access off', withFederation({ AllowFederatedUsers: false, AllowedDomains: {} })],
  ['with external access for nobody', withFederation({ AllowedDomains: { AllowedDomain: [] } })],
])('a hardened tenant, %s', (_, file) => {
  it.each(GOALS.map((options) => [options.join(' and '), options] as const))(
    'reaches %s in the gated profile and passes each benchmark as before',
    async (_goal, options) => {
      const tenant = await startTenantOnly(file);
      expect([passedBy(tenant.state), await passedToTheApp(tenant)]).toEqual([BENCHMARKS, BENCHMARKS]);

      const desired = desiredSettings({ options });
      const before = blockingSettingsOf(tenant.state);
      const { plan, apply } = enabling(tenant, desired);
      const made = await plan();
      expect(made.changes.length).toBeGreaterThan(0);
      await apply(made);

      for (const [authenticator, width] of Object.entries(wanted(desired, before)))
        expect([authenticator, blockingSettingsOf(tenant.state)[authenticator]]).toEqual([
          authenticator,
          Math.max(width, before[authenticator] ?? 0),
        ]);
      expect([passedBy(tenant.state), await passedToTheApp(tenant)]).toEqual([BENCHMARKS, BENCHMARKS]);
      expect(made.leavesBenchmarks).toEqual([]);
    },
  );

  it('is told beforehand which benchmarks the other profile, and private accounts, would cost it', async () => {
    const tenant = await startTenantOnly(file);
    const desired = desiredSettings({
      options: ['guestAccess', 'externalAccess'],
      profile: 'selfService',
      allowConsumer: true,
    });
    const { plan, apply } = enabling(tenant, desired);
    const made = await plan();
    await apply(made);
    const passed = passedBy(tenant.state);
    const left = BENCHMARKS.filter((id) => !passed.includes(id));
    expect(left).toEqual([
      'CIS 5.1.6.3',
      'CIS 8.2.2',
      'EIDSCA.AP04',
      'MS.AAD.8.2',
      'MS.SHAREPOINT.1.1',
      'MS.TEAMS.2.3',
    ]);
    expect(made.leavesBenchmarks.map(({ benchmark }) => benchmark).sort()).toEqual(left);
  });
});
