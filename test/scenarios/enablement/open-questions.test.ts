import { startSwitch } from '../../../local/tenant/settings/setting-values';
import { startState } from '../../../local/tenant/tenant-state';
import {
  aRequest,
  aTenant,
  HOUR,
  startGastvrij,
  runSummaryOf,
  type Gastvrij,
} from '../../support/start/start-gastvrij';

/** Every door closed, and a list of domains without the partner's. */
const tenant = aTenant({
  settings: {
    allowInvitesFrom: 'none',
    allowGuestUser: false,
    groupSettings: { allowToAddGuests: false, allowGuestsToAccessGroups: false },
    sharingCapability: 'disabled',
    collaborationDomains: { allowed: ['northwind.example'] },
    teams: {
      TenantFederationSettings: { AllowedDomains: { AllowedDomain: [{ Domain: 'northwind.example' }] } },
    },
  },
  propagation: {
    entra: { hours: 0.3 },
    groups: { hours: 0.4 },
    teams: { hours: 3 },
    sharepoint: { hours: 0.2 },
    roster: { hours: 1 },
  },
  flapMinutes: 0,
});
const USUAL = { ...tenant.quirks };
const BOTH = { goal: 'both', partnerDomains: ['fabrikam.example'] };

/**
 * The main job, under the answers that no other test gives (docs/tenant-file.md lists the questions). One world does for
 * all of them: each begins with the tenant as it was.
 */
describe('where nobody knows what Microsoft does', () => {
  let gastvrij: Gastvrij;
  beforeAll(async () => {
    gastvrij = await startGastvrij(tenant);
  });

  function answering(quirks: Partial<typeof USUAL>): void {
    Object.assign(tenant.quirks, USUAL, quirks);
    const { state } = gastvrij.tenant;
    const { switches, ...rest } = startState(tenant);
    Object.assign(state.switches, switches);
    Object.assign(state, rest);
  }

  it.each<[string, Partial<typeof USUAL>]>([
    [
      'lets applications through, says little, and spells things the other way',
      {
        noneStopsApps: false,
        groupsNotifiedWhileTeamsIsOff: true,
        groupRefusal: 'bare',
        errorCodes: 'empty',
        blockedDomainStatus: 403,
        domainPolicyPatchStatus: 200,
        domainPolicyInSingleQuotes: true,
        teamsAdminAnswersLists: true,
        domainsAsText: true,
        subscriptionMinutes: 60,
      },
    ],
    [
      'shows what was written a quarter of an hour later, and wants its Key back',
      { readsLagSeconds: 900, teamsAdminWantsKey: true, groupRefusal: 'bare', subscriptionMinutes: 60 },
    ],
  ])('a guest gets in and partners are let in, though it %s', async (_, quirks) => {
    answering(quirks);
    const status = await gastvrij.finish(await gastvrij.ask(aRequest(BOTH)));
    expect(status).toMatchObject({ outcome: 'succeeded', assurance: { rung: 3 }, cleanUp: { left: [] } });
    expect([gastvrij.tenant.faults, gastvrij.tenant.state.subscriptions]).toEqual([[], []]);
  });

  it('a run that may not invite itself says so, and opens no further to get in', async () => {
    answering({ inviterPolicyStopsApps: true });
    const status = await gastvrij.finish(await gastvrij.ask(aRequest(BOTH)));
    expect(status).toMatchObject({ outcome: 'overdue', verdict: { control: 'E-1' }, assurance: { rung: 0 } });
    expect(status.verdict?.advice[0]).toContain('whether an application may invite');
    expect(gastvrij.tenant.state.switches.allowInvitesFrom.stored).toBe('adminsAndGuestInviters');
  });

  it('a tenant without the Teams administration service is opened by hand there, and proven all the same', async () => {
    answering({ teamsAdminTokens: false });
    await gastvrij.conductor.advanceBy(25 * HOUR); // a token of yesterday would still open it
    const id = await gastvrij.ask(aRequest({ partnerDomains: ['fabrikam.example'] }));
    await gastvrij.getGoing(id);
    await gastvrij.conductor.advanceBy(2 * HOUR);
    expect((await gastvrij.status(id)).verdict?.advice.join(' ')).toContain('Set-CsTeamsClientConfiguration');
    Object.assign(gastvrij.tenant.state.switches.AllowGuestUser, startSwitch(true));
    const status = await gastvrij.finish(id);
    expect(status).toMatchObject({ outcome: 'succeeded', assurance: { rung: 3 } });
  });

  it('a test guest whose address is held by the bin ends the run with what to do', async () => {
    answering({ binHoldsAddresses: true });
    const first = await gastvrij.finish(await gastvrij.ask(aRequest(BOTH)));
    expect(first.outcome).toBe('succeeded');
    const second = await gastvrij.finish(await gastvrij.ask(aRequest(BOTH)), HOUR);
    expect(second).toMatchObject({ outcome: 'failed', verdict: { kind: 'INPUT' } });
    expect(runSummaryOf(gastvrij)).not.toContain('FAULT');
  });
});
