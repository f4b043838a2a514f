import {
  aRequest,
  aTenant,
  HOUR,
  MINUTE,
  startGastvrij,
  runSummaryOf,
} from '../../support/start/start-gastvrij';

const TEAMS = '/Skype.Policy/configurations/TeamsClientConfiguration/configuration/Global';
const OPENED = [
  'allowInvitesFrom',
  'AllowGuestUser',
  'AllowToAddGuests',
  'AllowGuestsToAccessGroups',
  'sharingCapability',
] as const;
const RESOURCES = ['/policies/authorizationPolicy', TEAMS, '/groupSettings', '/admin/sharepoint/settings'];

describe('enabling guest access', () => {
  it('goes from all off to proven with one write of each resource, read for the plan, before and after', async () => {
    const gastvrij = await startGastvrij('all-off');
    const status = await gastvrij.finish(await gastvrij.ask());
    expect(status).toMatchObject({ outcome: 'succeeded', assurance: { rung: 3 }, cleanUp: { left: [] } });

    const untilInvited = gastvrij.calls().slice(0, gastvrij.calls().indexOf('POST /invitations'));
    for (const resource of RESOURCES) {
      const calls = untilInvited.filter((call) => call.split(' ')[1]?.startsWith(resource));
      expect(calls.map((call) => call.split(' ')[0])).toEqual([
        'GET',
        'GET',
        expect.stringMatching(/PATCH|PUT/),
        'GET',
      ]);
    }
    expect(gastvrij.tenant.faults).toEqual([]);
    expect(gastvrij.guests()).toEqual([]);
    const { switches } = gastvrij.tenant.state;
    expect(OPENED.map((name) => switches[name].stored)).toEqual([
      'adminsAndGuestInviters',
      true,
      true,
      true,
      'existingExternalUserSharingOnly',
    ]);
  });

  it('writes nothing where everything is on, and proves it all the same', async () => {
    const gastvrij = await startGastvrij('already-on');
    const status = await gastvrij.finish(await gastvrij.ask());
    expect(status).toMatchObject({ outcome: 'succeeded', plan: { changes: [] } });
    expect(gastvrij.calls(/^(PATCH|PUT)/)).toEqual([]);
    expect(status.summary).toContain('No settings were changed.');
  });

  it('opens no further than the profile asks, and never closes anything', async () => {
    const settings = {
      allowInvitesFrom: 'adminsAndGuestInviters',
      sharingCapability: 'externalUserAndGuestSharing',
    };
    const gastvrij = await startGastvrij(aTenant({ settings, propagation: { roster: { hours: 0.1 } } }));
    const status = await gastvrij.finish(await gastvrij.ask(aRequest({ profile: 'selfService' })));
    expect(status.plan?.changes.map(({ control, after }) => [control, after])).toEqual([
      ['E-1', 'adminsGuestInvitersAndAllMembers'],
    ]);
  });

  it('never deletes a guest that was there before the run', async () => {
    const users = [
      {
        id: 'bbbbbbbb-0000-4000-8000-000000000001',
        mail: 'gastvrij.probe@fabrikam.example',
        displayName: 'Probe',
        userType: 'Guest',
      },
    ];
    const gastvrij = await startGastvrij(aTenant({ users, propagation: { roster: { hours: 0.1 } } }));
    const status = await gastvrij.finish(await gastvrij.ask(aRequest({ purgeTestGuest: true })));
    expect(status.outcome).toBe('succeeded');
    expect(gastvrij.guests()).toEqual(['gastvrij.probe@fabrikam.example']);
    expect(gastvrij.calls(/^DELETE/)).not.toContain('DELETE /users/{id}');
  });

  it('purges the test guest when asked', async () => {
    const gastvrij = await startGastvrij('already-on');
    await gastvrij.finish(await gastvrij.ask(aRequest({ purgeTestGuest: true })));
    expect(gastvrij.tenant.state.deleted).toEqual([]);
  });

  it('claims rung 1 and no more where there is no canary', async () => {
    const gastvrij = await startGastvrij('already-on', { settings: { CANARY_GROUP_ID: '' } });
    const status = await gastvrij.finish(await gastvrij.ask());
    expect(status).toMatchObject({ outcome: 'succeeded', assurance: { rung: 1 } });
    expect(status.assurance?.notProven).toContain('Team membership');
  });

  it('takes an absent group settings object for its defaults, which let guests in', async () => {
    const gastvrij = await startGastvrij(
      aTenant({
        settings: { allowGuestUser: false },
        propagation: { teams: { hours: 1 }, roster: { hours: 0.1 } },
      }),
    );
    const status = await gastvrij.finish(await gastvrij.ask());
    expect(status.plan?.alreadyRight.map(({ control }) => control)).toContain('G-1');
    expect(gastvrij.calls(/groupSettings/)).not.toContain('POST /groupSettings');
  });
});

describe('waiting', () => {
  it('reads the roster once, shortly before the end, when the notification got lost', async () => {
    const gastvrij = await startGastvrij(
      aTenant({
        propagation: { roster: { hours: 1 } },
        serviceFaults: [{ kind: 'dropNotifications', times: 9 }],
      }),
    );
    const status = await gastvrij.finish(await gastvrij.ask(aRequest({ deadlineHours: 3 })));
    expect(status.outcome).toBe('succeeded');
    expect(status.summary).toContain('seen once');
    expect(gastvrij.calls(/^GET \/teams/)).toHaveLength(1);
    expect(gastvrij.tenant.faults).toEqual([]);
  });

  it('takes two successes some minutes apart for one proof', async () => {
    const gastvrij = await startGastvrij('already-on');
    const id = await gastvrij.ask();
    await gastvrij.finish(id);
    const texts = (await gastvrij.steps(id)).filter(({ kind }) => kind === 'probed');
    const [seen, confirmed] = texts.slice(-2);
    expect(Date.parse(confirmed?.ended ?? '') - Date.parse(seen?.ended ?? '')).toBeGreaterThanOrEqual(
      5 * MINUTE,
    );
  });

  it('ends overdue, with evidence and advice, where Teams never obeys', async () => {
    const gastvrij = await startGastvrij('slow');
    const id = await gastvrij.ask();
    const status = await gastvrij.finish(id);
    expect(status).toMatchObject({
      outcome: 'overdue',
      verdict: { kind: 'OVERDUE', control: 'T-1' },
      assurance: { rung: 2 },
    });
    expect(status.verdict?.advice.length).toBeGreaterThan(0);
    const hours = (Date.parse(status.finishedAt ?? '') - Date.parse(status.acceptedAt)) / HOUR;
    expect(hours).toBeGreaterThanOrEqual(24);
    expect(hours).toBeLessThan(24.5);
    expect(gastvrij.guests()).toEqual([]);
    expect(gastvrij.tenant.faults).toEqual([]);
  });

  it('stops with REVERTED where somebody sets the invite policy back', async () => {
    const gastvrij = await startGastvrij('invites-blocked');
    const status = await gastvrij.finish(await gastvrij.ask());
    expect(status).toMatchObject({ outcome: 'blocked', verdict: { kind: 'REVERTED', control: 'E-1' } });
    expect(gastvrij.calls(/^PATCH \/policies/)).toHaveLength(1);
  });

  it('keeps its patience with a busy service, and never comes back too early', async () => {
    const gastvrij = await startGastvrij('throttled');
    const status = await gastvrij.finish(await gastvrij.ask());
    expect(status.outcome).toBe('succeeded');
    expect(gastvrij.tenant.log.some(({ status: code }) => code === 429)).toBe(true);
    expect(gastvrij.tenant.faults).toEqual([]);
  });

  it.each([
    [
      'User.Invite.All',
      {
        graphRoles: [
          'Policy.Read.All',
          'Policy.ReadWrite.Authorization',
          'GroupSettings.ReadWrite.All',
          'SharePointTenantSettings.ReadWrite.All',
          'User.Read.All',
          'User.DeleteRestore.All',
          'Organization.Read.All',
          'GroupMember.Read.All',
          'GroupMember.ReadWrite.All',
          'TeamMember.Read.All',
        ],
      },
    ],
    ['Teams Reader', { directoryRoles: [] }],
  ])('fails within the first minute where %s is missing, and names it', async (name, app) => {
    const gastvrij = await startGastvrij(aTenant({ app }));
    const status = await gastvrij.finish(await gastvrij.ask(), MINUTE);
    expect(status).toMatchObject({ outcome: 'failed', verdict: { kind: 'PERMISSION' } });
    expect(status.verdict?.text).toContain(name);
    expect(gastvrij.calls(/^(POST|PATCH|PUT|DELETE)/)).toEqual([]);
  });

  it.each([
    ['of a domain of the tenant', 'probe@contoso.example', 'failed', 'INPUT'],
    ['of a member', 'ada@contoso.example', 'failed', 'INPUT'],
    ['of a blocked domain nobody asked to let in', 'probe@blocked.example', 'blocked', 'BLOCKED'],
  ])('gives up at once on a test guest %s', async (_, testGuestEmail, outcome, kind) => {
    const settings = { collaborationDomains: { blocked: ['blocked.example'] } };
    const gastvrij = await startGastvrij(aTenant({ settings }));
    const request = aRequest({ testGuestEmail, partnerDomains: ['fabrikam.example'] });
    const status = await gastvrij.finish(await gastvrij.ask(request), MINUTE);
    expect(status).toMatchObject({ outcome, verdict: { kind } });
  });

  it('loses nothing when the reply to the invitation is lost', async () => {
    const gastvrij = await startGastvrij(
      aTenant({
        propagation: { roster: { hours: 0.2 } },
        serviceFaults: [{ kind: 'loseReply', route: 'POST /invitations', times: 1 }],
      }),
    );
    const status = await gastvrij.finish(await gastvrij.ask());
    expect([status.outcome, gastvrij.guests(), runSummaryOf(gastvrij).includes('reply lost')]).toEqual([
      'succeeded',
      [],
      true,
    ]);
  });
});
