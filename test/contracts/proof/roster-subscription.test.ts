import { runOfClientState } from '../../../src/access/signed-token';
import type { Command, ReportKind } from '../../../src/domain/enablement/enablement';
import { startProof, type Proof } from '../../../src/domain/proof/proof';
import { addToCanary } from '../../../src/microsoft/test-guest/canary-membership';
import { inviteGuest } from '../../../src/microsoft/test-guest/invite-guest';
import {
  endSubscription,
  findSubscriptions,
  memberOf,
  renewRosterSubscription,
  subscribeToRoster,
} from '../../../src/microsoft/test-guest/roster-subscription';
import { renewSubscriptionWith } from '../../../src/workflows/enablement/activities/prove/renew-subscription';
import { startReceiver, type Receiver } from '../../support/callers/notification-receiver';
import { clientsOf, startTenantOnly, type TenantOnly } from '../../support/start/start-tenant';
import { say } from '../../../src/texts/say';

const HOUR = 3_600_000;
const CANARY = 'cccccccc-0000-4000-8000-00000000ca7a';
const SECRET = 'a-secret-of-at-least-thirty-two-characters';
const RUN = 'en-abc';

/** A tenant that copies a guest into the team after some hours, and an address it can tell. */
async function start(file: Record<string, unknown> = {}) {
  const tenant = await startTenantOnly({
    freshObjectSeconds: 0,
    propagation: { roster: { hours: 1 } },
    ...file,
  });
  const receiver = await startReceiver();
  const { graph } = clientsOf(tenant);
  const place = { teamId: CANARY, notificationUrl: `${receiver.url}/notifications` };
  const isoIn = (hours: number): string => new Date(tenant.clock.now() + hours * HOUR).toISOString();
  const ask = (hours: number) =>
    subscribeToRoster(graph, place, { clientState: 'ours', until: isoIn(hours) });
  const guestJoins = async (): Promise<string> => {
    const invited = await inviteGuest(graph, `guest${tenant.log.length}@fabrikam.example`);
    const userId = invited.kind === 'invited' ? invited.userId : '';
    await addToCanary(graph, CANARY, userId);
    return userId;
  };
  const wait = (hours: number): void => tenant.clock.advanceTo(tenant.clock.now() + hours * HOUR);
  return { tenant, receiver, graph, place, isoIn, ask, guestJoins, wait };
}

function idOf(watching: Awaited<ReturnType<typeof subscribeToRoster>>): string {
  if (watching.kind !== 'watching') throw new Error(`Refused: ${watching.raw.message ?? ''}`);
  return watching.subscriptionId;
}

describe('a subscription to the members of a team', () => {
  it('tells of a guest, with the secret we gave and no other', async () => {
    const { receiver, ask, guestJoins, wait, tenant, place } = await start();
    await ask(24);
    const userId = await guestJoins();
    wait(1);
    await receiver.hears(1);
    const [item] = receiver.notes as { clientState: string; resourceData: { id: string } }[];
    expect(item?.clientState).toBe('ours');
    expect(memberOf(item?.resourceData.id ?? '')).toBe(userId);
    const listed = (await tenant.call('GET', '/subscriptions')).body['value'] as Record<string, unknown>[];
    expect(listed).toMatchObject([{ notificationUrl: place.notificationUrl, clientState: null }]);
  });

  it('is found by listing, also when nobody heard that it was made, and ended', async () => {
    const { tenant, graph, place, ask } = await start({
      serviceFaults: [{ kind: 'loseReply', route: 'POST /subscriptions', times: 1 }],
    });
    await expect(ask(24)).rejects.toThrow('busy');
    const found = await findSubscriptions(graph, place);
    expect(found).toEqual([tenant.state.subscriptions[0]?.id]);
    for (const id of [...found, ...found]) await endSubscription(graph, id);
    expect(await findSubscriptions(graph, place)).toEqual([]);
  });

  it('leaves those of other addresses alone, and finds none where it may not look', async () => {
    const { graph, place, ask } = await start();
    await ask(24);
    expect(await findSubscriptions(graph, { ...place, notificationUrl: 'https://other.example/n' })).toEqual(
      [],
    );
    const bare = await start({ app: { graphRoles: [] } });
    expect(await findSubscriptions(bare.graph, bare.place)).toEqual([]);
  });

  it('is the only one an application gets for a team', async () => {
    const { ask } = await start();
    await ask(24);
    expect(await ask(24)).toMatchObject({ kind: 'refused', raw: { status: 403 } });
  });

  it.each([4320, 60])('lasts no longer than Graph grants, which is %i minutes', async (minutes) => {
    const { ask } = await start({ quirks: { subscriptionMinutes: minutes } });
    expect(await ask(minutes / 60 + 0.1)).toMatchObject({ kind: 'refused', raw: { status: 400 } });
    expect(await ask(minutes / 60)).toMatchObject({ kind: 'watching' });
  });

  it('ends when it is not renewed in time, and then tells nothing and cannot be renewed', async () => {
    const { graph, receiver, ask, guestJoins, wait, isoIn, tenant } = await start();
    const id = idOf(await ask(2));
    wait(1);
    expect(await renewRosterSubscription(graph, id, isoIn(3))).toMatchObject({ kind: 'watching' });
    wait(2.5);
    await guestJoins();
    wait(1);
    expect(await renewRosterSubscription(graph, id, isoIn(3))).toEqual({ kind: 'gone' });
    expect([receiver.notes, tenant.state.groups[0]?.roster.length]).toEqual([[], 1]);
  });

  it('asks to be authorised anew, and delivers nothing until it was', async () => {
    const { graph, receiver, ask, guestJoins, wait, isoIn } = await start({
      serviceFaults: [{ kind: 'fadeSubscription', afterHours: 1 }],
    });
    const id = idOf(await ask(24));
    wait(1);
    await receiver.hears(1);
    expect(receiver.notes).toMatchObject([{ lifecycleEvent: 'reauthorizationRequired', subscriptionId: id }]);
    wait(0.5);
    await guestJoins();
    wait(1);
    expect(receiver.notes).toHaveLength(1);
    await renewRosterSubscription(graph, id, isoIn(24));
    await guestJoins();
    wait(1);
    await receiver.hears(2);
    expect(receiver.notes[1]).toMatchObject({ changeType: 'created' });
  });
});

/** The app's own keeping of it, without a run around it. */
function keeperOf(tenant: TenantOnly, receiver: Receiver) {
  const keep = renewSubscriptionWith({
    clients: clientsOf(tenant),
    publicUrl: receiver.url,
    statusTokenSecret: SECRET,
  });
  const notificationUrl = `${receiver.url}/api/graph-notifications`;
  return {
    place: { teamId: CANARY, notificationUrl },
    keep: (proof: Proof, ...reports: Command[]) =>
      keep({ id: RUN, teamId: CANARY, proof, reports, now: tenant.clock.now() }),
  };
}

const aProof = (now: number, hours = 24): Proof => ({ ...startProof(3, now, hours, now), rung: 2 });
const subscriptionOf = ({ rosterSubscription }: Proof) =>
  typeof rosterSubscription === 'object' ? rosterSubscription : undefined;
const aReport = (kind: ReportKind, subject = ''): Command => ({
  sequence: 1,
  kind,
  subject,
  at: '2026-03-02T08:00:00Z',
  by: 'Microsoft Graph',
});

describe('keeping a watch', () => {
  it('signs it for the run, and leaves it in peace while it lasts', async () => {
    const { tenant, receiver } = await start();
    const { keep } = keeperOf(tenant, receiver);
    const proof = aProof(tenant.clock.now());
    expect(await keep(proof)).toEqual({ notes: [], isBlind: false });
    const [made] = tenant.state.subscriptions;
    expect(runOfClientState(SECRET, made?.clientState ?? '')).toBe(RUN);
    expect(made?.expires).toBe(proof.deadline + HOUR);
    const calls = tenant.log.length;
    expect(await keep(proof)).toEqual({ notes: [], isBlind: false });
    expect(tenant.log).toHaveLength(calls);
  });

  it('makes room for itself where the answer to an earlier try got lost', async () => {
    const { tenant, receiver } = await start({
      serviceFaults: [{ kind: 'loseReply', route: 'POST /subscriptions', times: 1 }],
    });
    const { keep } = keeperOf(tenant, receiver);
    const proof = aProof(tenant.clock.now());
    await expect(keep(proof)).rejects.toThrow('busy');
    await keep(proof);
    expect(tenant.state.subscriptions.map(({ id }) => id)).toEqual([subscriptionOf(proof)?.subscriptionId]);
  });

  it('takes an hour where Graph grants no more, and renews it from then on', async () => {
    const { tenant, receiver, wait } = await start({ quirks: { subscriptionMinutes: 60 } });
    const { keep } = keeperOf(tenant, receiver);
    const proof = aProof(tenant.clock.now());
    await keep(proof);
    for (let hour = 0; hour < 3; hour++) {
      wait(0.75);
      expect(await keep(proof)).toMatchObject({ notes: [say('try.renewed')], isBlind: false });
    }
    expect(tenant.state.subscriptions[0]?.expires).toBe(subscriptionOf(proof)?.expiresAt);
  });

  it('renews it before its end where the deadline was pushed out', async () => {
    const { tenant, receiver, wait } = await start();
    const { keep } = keeperOf(tenant, receiver);
    const proof = aProof(tenant.clock.now());
    await keep(proof);
    proof.deadline += 72 * HOUR;
    wait(18.75);
    await keep(proof);
    const longest = tenant.clock.now() + 72 * HOUR;
    expect(tenant.state.subscriptions[0]?.expires).toBeGreaterThan(longest - HOUR);
    expect(tenant.state.subscriptions[0]?.expires).toBeLessThan(longest);
  });

  it.each([
    ['renews it when Graph asks', 'subscriptionExpiring', false],
    ['makes it anew when Graph took it away', 'subscriptionLost', true],
    ['goes and looks when a report was missed', 'reportMissed', true],
  ] as const)('%s', async (_, kind, isBlind) => {
    const { tenant, receiver, wait } = await start();
    const { keep, place } = keeperOf(tenant, receiver);
    const proof = aProof(tenant.clock.now());
    await keep(proof);
    const before = subscriptionOf(proof)?.subscriptionId ?? '';
    wait(1);
    expect(await keep(proof, aReport(kind, before))).toMatchObject({ isBlind });
    expect(subscriptionOf(proof)?.subscriptionId === before).toBe(kind !== 'subscriptionLost');
    expect(await findSubscriptions(clientsOf(tenant).graph, place)).toEqual([
      subscriptionOf(proof)?.subscriptionId,
    ]);
  });

  it('makes it anew where it was gone before it could be renewed', async () => {
    const { tenant, receiver } = await start();
    const { keep } = keeperOf(tenant, receiver);
    const proof = aProof(tenant.clock.now());
    await keep(proof);
    const before = subscriptionOf(proof)?.subscriptionId ?? '';
    tenant.state.subscriptions = [];
    const kept = await keep(proof, aReport('subscriptionExpiring', before));
    expect(kept).toEqual({ notes: [say('try.watchRemade')], isBlind: true });
  });

  it('pays no heed to word of a subscription it has replaced', async () => {
    const { tenant, receiver } = await start();
    const { keep } = keeperOf(tenant, receiver);
    const proof = aProof(tenant.clock.now());
    await keep(proof);
    const calls = tenant.log.length;
    expect(await keep(proof, aReport('subscriptionLost', 'another'))).toEqual({ notes: [], isBlind: false });
    expect(tenant.log).toHaveLength(calls);
  });

  it('does without where Graph grants none, and says so when one was lost', async () => {
    const { tenant, receiver } = await start();
    const { keep } = keeperOf(tenant, receiver);
    const proof = aProof(tenant.clock.now());
    await keep(proof);
    const id = subscriptionOf(proof)?.subscriptionId ?? '';
    tenant.state.subscriptions = [{ ...tenant.state.subscriptions[0]!, id: 'foreign', notificationUrl: 'x' }];
    const kept = await keep(proof, aReport('subscriptionLost', id));
    expect([proof.rosterSubscription, kept.notes]).toEqual(['none', [say('try.watchGone')]]);
  });
});
