import { createHash } from 'node:crypto';
import { TableClient } from '@azure/data-tables';
import type { PlannedResult } from '../../../src/domain/enablement/decision';
import { hashOf } from '../../../src/domain/plan/plan';
import { RUNS_TABLE, stepKey } from '../../../src/store/tables/keys';
import { gatherJson, spreadJson } from '../../../src/store/tables/long-json';
import {
  aRequest,
  aTenant,
  HOUR,
  MINUTE,
  startGastvrij,
  type Gastvrij,
} from '../../support/start/start-gastvrij';

const PARTNER = 'fabrikam.example';
const FEDERATION = /^PUT .*TenantFederationSettings/;
const WRITES = /^(PATCH|PUT|POST|DELETE) \/(?!\$batch|invitations|groups\/|subscriptions)/;
const aTenantOfFriends = () =>
  aTenant({
    propagation: {
      entra: { hours: 0 },
      teams: { hours: 0 },
      sharepoint: { hours: 0 },
      roster: { hours: 0.1 },
    },
    flapMinutes: 0,
  });
const externalAccess = (more: Record<string, unknown> = {}) =>
  aRequest({ goal: 'externalAccess', partnerDomains: [PARTNER], ...more });
/** A tenant whose federation is open for one other organisation only. */
const oneFriend = {
  teams: {
    TenantFederationSettings: { AllowedDomains: { AllowedDomain: [{ Domain: 'Northwind.example' }] } },
  },
};

let gastvrij: Gastvrij;
beforeAll(async () => {
  // A decision must not need the sweeper: here it comes by once a day.
  gastvrij = await startGastvrij(aTenantOfFriends(), {
    settings: { SWEEP_SCHEDULE: '0 0 0 * * *' },
    unasked: { chain: 'a recorded plan is changed by hand, to see that it is noticed' },
  });
});
/** What was written at Microsoft since. */
const writesSince = (fingerprint: number): string[] =>
  gastvrij
    .calls()
    .slice(fingerprint)
    .filter((call) => WRITES.test(call));
const fingerprint = (): number => gastvrij.calls().length;

/** A run that waits for a second person to agree to F-2. */
async function aWaitingRun(settings: Record<string, unknown> = oneFriend, request = externalAccess()) {
  gastvrij.furnish(settings);
  const id = await gastvrij.ask(request);
  await gastvrij.conductor.settle();
  const status = await gastvrij.status(id);
  expect(status.status).toBe('waitingForApproval');
  return { id, planHash: status.approval?.planHash ?? '' };
}

describe('a plan', () => {
  async function planOf(settings: Record<string, unknown>, request: Record<string, unknown>) {
    gastvrij.furnish(settings);
    const id = await gastvrij.ask(aRequest({ dryRun: true, ...request }));
    const { plan, summary, verdict } = await gastvrij.finish(id, MINUTE);
    if (plan === undefined) throw new Error('There is no plan.');
    return { id, plan, summary, verdict };
  }
  const hardened = { allowInvitesFrom: 'none', allowGuestUser: false, sharingCapability: 'disabled' };

  it('tells of each change what it was, what it will be, why, and what it risks', async () => {
    const { plan } = await planOf({ ...hardened, ...oneFriend }, { goal: 'both', partnerDomains: [PARTNER] });
    expect(
      plan.changes.map(({ control, property, before, after }) => [control, property, before, after]),
    ).toEqual([
      ['E-1', 'allowInvitesFrom', 'none', 'adminsAndGuestInviters'],
      ['T-1', 'AllowGuestUser', false, true],
      ['S-1', 'sharingCapability', 'disabled', 'existingExternalUserSharingOnly'],
      [
        'F-2',
        'domains',
        { kind: 'allowThese', domains: ['Northwind.example'] },
        { kind: 'allowThese', domains: ['Northwind.example', PARTNER] },
      ],
    ]);
    for (const { reason, risk } of plan.changes)
      expect([reason, risk].join(' ')).toMatch(/^[A-Z].+\. [A-Z].+\.$/);
    expect(plan.needsApproval).toEqual(['E-1', 'S-1', 'F-2']);
    expect(plan.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('names a public mail provider and a name in another script, and takes a list of Microsoft’s as it is', async () => {
    const listed = { AllowedDomains: { AllowedDomain: [{ Domain: 'Bücher.example' }] } };
    const { id, plan } = await planOf(
      { teams: { TenantFederationSettings: listed } },
      { goal: 'externalAccess', partnerDomains: ['BÜCHER.example', 'gmail.com'] },
    );
    expect(plan.changes.map(({ control, after }) => [control, after])).toEqual([
      ['F-2', { kind: 'allowThese', domains: ['Bücher.example', 'gmail.com'] }],
    ]);
    const ascii = 'xn--bcher-kva.example';
    expect(plan.domainNotices?.map(({ kind, domain }) => [kind, domain])).toEqual([
      ['otherScript', ascii],
      ['publicMail', 'gmail.com'],
    ]);
    const table = await (await gastvrij.get(`/enablements/${id}/plan`, { accept: 'text/plain' })).text();
    expect(table).toContain('gmail.com is on a list of public mail providers');
  });

  it('lists what is right already, what is left alone, and who can do what we cannot', async () => {
    const { plan } = await planOf({}, { goal: 'both', partnerDomains: [PARTNER] });
    expect(plan.changes).toEqual([]);
    expect(plan.alreadyRight.map(({ control }) => control)).toEqual(
      expect.arrayContaining(['T-1', 'F-1', 'F-2']),
    );
    const partner = plan.cannot.find(({ control }) => control === 'F-8');
    expect(partner?.isClosed).toBe(false);
    expect(partner?.whoCan).toContain('administrator of the partner');
  });

  it('shows as advice what the profile would make safer, and leaves it', async () => {
    const before = fingerprint();
    const { plan } = await planOf({}, {});
    const advice = new Map(plan.notTouched.map(({ control, text }) => [control, text]));
    expect(advice.get('E-1')).toContain('Limit invitations');
    expect(advice.get('E-3')).toContain('list of the domains');
    expect(advice.get('S-1')).toContain('Limit sharing');
    expect(writesSince(before)).toEqual([]);
  });

  it('says which benchmarks the tenant would no longer pass', async () => {
    const gated = {
      allowInvitesFrom: 'adminsAndGuestInviters',
      sharingCapability: 'existingExternalUserSharingOnly',
    };
    expect((await planOf(gated, { profile: 'gated' })).plan.leavesBenchmarks).toEqual([]);
    const { plan, id } = await planOf(gated, { profile: 'selfService' });
    expect(plan.leavesBenchmarks.map(({ benchmark }) => benchmark)).toEqual([
      'CIS 5.1.6.3',
      'MS.AAD.8.2',
      'EIDSCA.AP04',
      'MS.SHAREPOINT.1.1',
    ]);
    const [, , planned] = await gastvrij.steps(id);
    expect(planned?.text).toContain('would no longer pass CIS 5.1.6.3');
  });

  it('reads as a table for whoever approves it', async () => {
    const { id, plan } = await planOf(hardened, {});
    const asJson = await gastvrij.get(`/enablements/${id}/plan`);
    expect(await asJson.json()).toEqual({ id, plan });
    const table = await gastvrij.get(`/enablements/${id}/plan`, { accept: 'text/plain' });
    expect(table.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const lines = (await table.text()).split('\n');
    const at = lines.findIndex((line) => line.includes('Who may invite guests'));
    expect(lines.slice(0, 1)).toEqual(['To be changed']);
    expect(lines[at + 1]).toContain('allowInvitesFrom: none → adminsAndGuestInviters');
    expect(lines[at + 2]).toMatch(/Why: {2}Administrators and Guest Inviters must/);
    expect(lines[at + 3]).toMatch(/Risk: More people/);
    expect(lines).toEqual(
      expect.arrayContaining(['A second person must agree to', '  E-1, S-1', `Plan ${plan.hash}`]),
    );
    expect((await gastvrij.get('/enablements/en-0000000000/plan')).status).toBe(404);
  });

  it('is the same plan, with the same hash, when it is made again', async () => {
    const [first, again] = [await planOf(hardened, {}), await planOf(hardened, {})];
    expect(again.plan.hash).toBe(first.plan.hash);
    expect((await planOf(hardened, { profile: 'selfService' })).plan.hash).not.toBe(first.plan.hash);
  });

  it.each([
    ['until when it stands', { enableUntil: '2026-12-01T00:00:00Z' }, 'Until:      2026-12-01T00:00:00Z'],
    [
      'the test guest',
      { testGuestEmail: 'other.probe@fabrikam.example' },
      'Test guest: other.probe@fabrikam.example',
    ],
    [
      'the partners',
      { partnerDomains: ['fabrikam.example', 'litware.example'] },
      'Partners:   fabrikam.example, litware.example',
    ],
  ])('shows %s to whoever approves it, and is another plan where that differs', async (_, more, line) => {
    const [first, other] = [await planOf({}, {}), await planOf({}, more)];
    expect(other.plan.changes).toEqual(first.plan.changes);
    expect(other.plan.hash).not.toBe(first.plan.hash);
    expect(other.plan.terms).toMatchObject(more);
    const table = await gastvrij.get(`/enablements/${other.id}/plan`, { accept: 'text/plain' });
    expect((await table.text()).split('\n')).toContain(`  ${line}`);
  });

  it('says in a dry run that a door which is not ours to open would stop it', async () => {
    const settings = { ...hardened, collaborationDomains: { blocked: ['probes.example'] } };
    const { summary, verdict } = await planOf(settings, {
      testGuestEmail: 'probe@probes.example',
      partnerDomains: [PARTNER],
    });
    expect(verdict).toMatchObject({ kind: 'BLOCKED', control: 'E-3' });
    expect(summary).toMatch(/To be changed: .*The plan can’t be carried out at the moment\./);
  });
});

describe('consent', () => {
  it.each([
    ['E-1', { allowInvitesFrom: 'none' }, {}],
    ['E-3', { collaborationDomains: { allowed: ['northwind.example'] } }, {}],
    ['S-1', { sharingCapability: 'disabled' }, {}],
    ['F-1', { teams: { TenantFederationSettings: { AllowFederatedUsers: false } } }, externalAccess()],
    ['F-2', oneFriend, externalAccess()],
    [
      'F-6',
      { teams: { TenantFederationSettings: { AllowTeamsConsumer: false } } },
      externalAccess({ allowConsumer: true }),
    ],
  ])('of a second person is needed to loosen %s', async (control, settings, request) => {
    gastvrij.furnish(settings);
    const id = await gastvrij.ask(aRequest({ ...request, dryRun: true }));
    expect((await gastvrij.finish(id, MINUTE)).plan?.needsApproval).toContain(control);
  });

  it('is not needed for what opens no wider', async () => {
    gastvrij.furnish({
      allowGuestUser: false,
      groupSettings: { allowToAddGuests: false, allowGuestsToAccessGroups: false },
    });
    const id = await gastvrij.ask(aRequest({ guestCalling: 'on' }));
    await gastvrij.conductor.settle();
    expect((await gastvrij.status(id)).status).toBe('proving');
    expect((await gastvrij.finish(id)).outcome).toBe('succeeded');
  });

  it('is about the very plan that was read, comes from another person, and is given once', async () => {
    const { id, planHash } = await aWaitingRun();
    const another = await gastvrij.approve(id, { planHash: planHash.replace(/./g, 'a') });
    expect([another.status, await another.json()]).toMatchObject([409, { planHash }]);
    for (const by of ['Ada Admin', 'ADA  admin ', 'ada\u00a0ADMIN'])
      expect((await gastvrij.approve(id, { by })).status).toBe(403);
    const halfSaid = await gastvrij.approve(id, { by: ' ', planHash: 'x', decision: 'maybe' });
    const { violations } = (await halfSaid.json()) as { violations: unknown[] };
    expect([halfSaid.status, violations.length]).toEqual([422, 3]);

    expect((await gastvrij.approve(id, { comment: 'Agreed with Fabrikam.' })).status).toBe(202);
    expect((await gastvrij.approve(id, { by: 'Eve Eager' })).status).toBe(409);
    const status = await gastvrij.finish(id, HOUR);
    expect(status).toMatchObject({
      outcome: 'succeeded',
      approval: { planHash, decision: 'approved', by: 'Grace Approver' },
    });
    const decided = (await gastvrij.steps(id)).find(({ kind }) => kind === 'decided');
    expect(decided?.as).toBe('Grace Approver (through key)');
    expect(decided?.text).toContain('Agreed with Fabrikam.');
    expect((await gastvrij.approve(id)).status).toBe(409);
    // Whoever agreed is neither the first to be heard twice nor among those who came too late.
    expect((await gastvrij.outputOf(id)).tooLate).toBeUndefined();
  });

  it('may be refused, also by whoever asked, and the reason stands in the outcome', async () => {
    const { id } = await aWaitingRun();
    const before = fingerprint();
    const said = { decision: 'decline', by: 'Ada Admin', comment: 'Not before the contract is signed' };
    expect((await gastvrij.approve(id, said)).status).toBe(202);
    const status = await gastvrij.finish(id, MINUTE);
    expect(status).toMatchObject({
      outcome: 'declined',
      approval: { decision: 'declined', by: 'Ada Admin' },
    });
    expect(status.summary).toContain('Declined by Ada Admin: Not before the contract is signed.');
    expect(writesSince(before)).toEqual([]);
  });

  it('is not waited for any longer when the run is cancelled', async () => {
    const { id } = await aWaitingRun();
    await gastvrij.post(`/enablements/${id}/cancel`, { by: 'Ada Admin' });
    const { outcome, summary } = await gastvrij.finish(id, MINUTE);
    expect([outcome, summary]).toEqual(['cancelled', expect.stringContaining('Cancelled by Ada Admin.')]);
  });

  it('that nobody gives within three days is a no, and comes too late afterwards', async () => {
    const { id } = await aWaitingRun();
    const { approval } = await gastvrij.status(id);
    const before = fingerprint();
    await gastvrij.conductor.advanceBy(72 * HOUR - MINUTE);
    expect((await gastvrij.status(id)).status).toBe('waitingForApproval');
    // The host is down when the time runs out: what was not said by then was not said.
    await gastvrij.killHost();
    await gastvrij.conductor.advanceBy(2 * MINUTE);
    await gastvrij.restartHost();
    expect((await gastvrij.approve(id)).status).toBe(409);
    const status = await gastvrij.finish(id, MINUTE);
    expect(status.outcome).toBe('declined');
    expect(status.summary).toContain('Nobody decided on the plan in time');
    expect(Date.parse(approval?.expiresAt ?? '') - Date.parse(status.acceptedAt)).toBe(72 * HOUR);
    expect(writesSince(before)).toEqual([]);
  });

  it('that takes sixty hours costs nothing of the day that the proof may take', async () => {
    const { id } = await aWaitingRun({ allowGuestUser: false, allowInvitesFrom: 'none' }, aRequest());
    await gastvrij.conductor.advanceBy(60 * HOUR);
    await gastvrij.approve(id);
    await gastvrij.conductor.settle();
    const { proof, status } = await gastvrij.status(id);
    expect(status).toBe('proving');
    expect(Date.parse(proof?.deadline ?? '') - gastvrij.clock.now()).toBe(24 * HOUR);
    expect((await gastvrij.finish(id)).outcome).toBe('succeeded');
  });
});

describe('a decision', () => {
  it('is in the records first: the run goes on although its bell was never heard', async () => {
    const { id } = await aWaitingRun();
    gastvrij.hubStorage.setAway(true);
    const notes = await gastvrij.approve(id);
    gastvrij.hubStorage.setAway(false);
    expect(notes.status).toBe(202);
    await gastvrij.conductor.settle();
    expect((await gastvrij.status(id)).status).toBe('waitingForApproval');
    expect((await gastvrij.finish(id, 2 * HOUR)).outcome).toBe('succeeded');
  });

  it('that comes before anybody waits for it is not missed', async () => {
    gastvrij.furnish(oneFriend);
    const id = await gastvrij.ask(externalAccess());
    // The plan is on record a moment before the room opens in which its decision is awaited.
    while ((await gastvrij.status(id)).status !== 'waitingForApproval');
    expect((await gastvrij.approve(id)).status).toBe(202);
    expect((await gastvrij.finish(id, HOUR)).outcome).toBe('succeeded');
  });

  it.each([1, 2, 3])('is one, when two people say yes and no at once (%s)', async () => {
    const { id } = await aWaitingRun();
    const [yes, no] = await Promise.all([
      gastvrij.approve(id),
      gastvrij.approve(id, { decision: 'decline', by: 'Hal Hesitant' }),
    ]);
    expect([yes.status, no.status].sort()).toEqual([202, 409]);
    const { outcome } = await gastvrij.finish(id, HOUR);
    expect(outcome).toBe(yes.status === 202 ? 'succeeded' : 'declined');
  });

  it('is heard by a host that was killed while the run waited', async () => {
    const { id } = await aWaitingRun();
    await gastvrij.conductor.advanceBy(90 * MINUTE);
    await gastvrij.killHost();
    await gastvrij.restartHost();
    await gastvrij.approve(id);
    expect((await gastvrij.finish(id, HOUR)).outcome).toBe('succeeded');
  });
});

describe('a tenant that moves under the plan', () => {
  /** Nobody is said to have moved a setting before it was read twice, three minutes apart. */
  const SECOND_LOOK = 5 * MINUTE;
  const federation = () => gastvrij.tenant.state.teams.TenantFederationSettings;

  it.each([
    ['at once', 0],
    ['after two hours', 2 * HOUR],
  ])('is left as it is, where consent came %s', async (_, delay) => {
    const { id } = await aWaitingRun();
    await gastvrij.conductor.advanceBy(delay);
    const found = { AllowedDomain: [{ Domain: 'litware.example' }] };
    federation()['AllowedDomains'] = found;
    const before = fingerprint();
    await gastvrij.approve(id);
    const status = await gastvrij.finish(id, SECOND_LOOK);
    expect(status).toMatchObject({ outcome: 'refused', verdict: { kind: 'REVERTED', control: 'F-2' } });
    expect(status.verdict?.text).toContain('it was only Northwind.example and is now only litware.example');
    expect(writesSince(before)).toEqual([]);
    expect(federation()['AllowedDomains']).toEqual(found);
  });

  it('is not opened wider than was agreed, where a list was opened while its switch was off', async () => {
    const closed = {
      TenantFederationSettings: { ...oneFriend.teams.TenantFederationSettings, AllowFederatedUsers: false },
    };
    const { id } = await aWaitingRun(
      { teams: closed },
      externalAccess({ partnerDomains: ['northwind.example'] }),
    );
    expect((await gastvrij.status(id)).plan?.changes.map(({ control }) => control)).toEqual(['F-1']);
    federation()['AllowedDomains'] = {};
    const before = fingerprint();
    await gastvrij.approve(id);
    expect(await gastvrij.finish(id, SECOND_LOOK)).toMatchObject({
      outcome: 'refused',
      verdict: { control: 'F-2' },
    });
    expect(writesSince(before).filter((call) => FEDERATION.test(call))).toEqual([]);
  });

  it('half-way ends the run there: what was written is told, nothing more is written', async () => {
    const { id } = await aWaitingRun(
      { allowInvitesFrom: 'none', allowGuestUser: false, sharingCapability: 'disabled' },
      aRequest(),
    );
    const before = fingerprint();
    gastvrij.tenant.onCall(({ method, route }) => {
      if (method === 'PUT' && route.includes('TeamsClientConfiguration'))
        gastvrij.tenant.state.switches.sharingCapability.stored = 'externalUserSharingOnly';
    });
    await gastvrij.approve(id);
    const status = await gastvrij.finish(id, SECOND_LOOK);
    expect(status).toMatchObject({ outcome: 'refused', verdict: { control: 'S-1' } });
    expect(status.summary).toMatch(/Nothing more was written\. Changed: .*\(E-1\).*\(T-1\).*true\./);
    expect(writesSince(before)).toHaveLength(2);
  });

  /** Changes a recorded plan; `doHash` also its hash, as somebody would who knows how. */
  async function forge(id: string, from: string, to: string, doHash = false): Promise<void> {
    const table = TableClient.fromConnectionString(gastvrij.storage, RUNS_TABLE, {
      allowInsecureConnection: true,
    });
    const key = stepKey(id, 2);
    const row = gatherJson(await table.getEntity(key.partitionKey, key.rowKey));
    const step = JSON.parse(JSON.stringify(row).replaceAll(from, to)) as { result: PlannedResult };
    const { plan } = step.result;
    const hash = (text: string) => createHash('sha256').update(text).digest('hex');
    if (doHash) plan.hash = hashOf(plan.changes, hash, plan.terms);
    await table.updateEntity({ ...key, ...spreadJson(step) }, 'Merge');
  }

  it('is not touched by a plan that was changed in the records', async () => {
    const { id } = await aWaitingRun();
    const before = fingerprint();
    await forge(id, PARTNER, 'mallory.example');
    await gastvrij.approve(id);
    const { outcome, summary } = await gastvrij.finish(id, SECOND_LOOK);
    expect([outcome, summary]).toEqual(['failed', expect.stringContaining('not the one that was made')]);
    expect(writesSince(before)).toEqual([]);
  });

  it('is not touched by another plan than the one that was agreed to', async () => {
    const { id } = await aWaitingRun({ allowInvitesFrom: 'none', sharingCapability: 'disabled' }, aRequest());
    let isKilled = false;
    gastvrij.tenant.onCall(({ method, route }) => {
      if (isKilled || method !== 'PATCH' || route !== '/policies/authorizationPolicy') return;
      isKilled = true;
      void gastvrij.killHost();
    });
    await gastvrij.approve(id);
    await gastvrij.conductor.runUntil(() => isKilled, gastvrij.clock.now() + MINUTE);
    await forge(id, 'existingExternalUserSharingOnly', 'externalUserAndGuestSharing', true);
    await gastvrij.restartHost();
    const { outcome, summary } = await gastvrij.finish(id, SECOND_LOOK);
    expect([outcome, summary]).toEqual(['failed', expect.stringContaining('Nobody agreed')]);
    expect(gastvrij.tenant.state.switches.sharingCapability.stored).toBe('disabled');
  });
});
