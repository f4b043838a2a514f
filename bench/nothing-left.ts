import fc from 'fast-check';
import type { ServiceFault } from '../local/tenant/faults/service-fault';
import { cleanUpTenants, leftBehind, NOTHING, type LeftBehind } from '../test/support/records/left-behind';
import { aRequest, aTenant, HOUR, startGastvrij, type Gastvrij } from '../test/support/start/start-gastvrij';

const RUNS = Number(process.env['TORTURED_RUNS']);
/** So many runs to one cleanup: what one leaves meets the next, as it would on a bad day. */
const BETWEEN = 3;

const SUBSCRIPTION = 'DELETE /subscriptions/{id}';
const MEMBERSHIP = 'DELETE /groups/{id}/members/{id}/$ref';
const GUEST = 'DELETE /users/{id}';

const lost = (route: string): ServiceFault => ({ kind: 'loseReply', route, times: 1 });
const busy = (route: string): ServiceFault => ({ kind: 'throttle', route, times: 2, retryAfterSeconds: 90 });
const broken = (route: string): ServiceFault => ({ kind: 'fail', route, times: 2, status: 503 });
const refused = (route: string): ServiceFault => ({ kind: 'fail', route, times: 1, status: 403 });

/** Nothing of what a run made may be removed. */
const HELPLESS = [refused(SUBSCRIPTION), refused(MEMBERSHIP), refused(GUEST)];

/** What may befall a run at Microsoft's. */
const TROUBLES: ServiceFault[][] = [
  ...['POST /invitations', 'POST /groups/{id}/members/$ref', 'POST /subscriptions', MEMBERSHIP, GUEST].map(
    (route) => [lost(route)],
  ),
  ...['POST /invitations', 'POST /subscriptions', 'GET /users'].map((route) => [broken(route)]),
  ...['POST /invitations', SUBSCRIPTION, GUEST].map((route) => [busy(route)]),
  ...HELPLESS.map((serviceFault) => [serviceFault]),
  HELPLESS,
  [{ kind: 'removeSubscription', afterHours: 0.2 }],
  [{ kind: 'fadeSubscription', afterHours: 0.2 }],
  [{ kind: 'dropNotifications', times: 1 }],
];

interface Life {
  troubles: ServiceFault[][];
  /** The host is killed behind the answer to this call of the run, counted from one. */
  killAt: number;
  end: 'byItself' | 'cancelled' | 'terminated';
  purgeTestGuest: boolean;
}

/** The last one leaves everything for certain: otherwise nothing could be shown to go. */
const LAST: Life = {
  troubles: [HELPLESS],
  killAt: Infinity,
  end: 'byItself',
  purgeTestGuest: false,
};

const lives = fc.sample(
  fc.record<Life>({
    troubles: fc.subarray(TROUBLES, { maxLength: 3 }),
    killAt: fc.oneof(fc.constant(Infinity), fc.integer({ min: 2, max: 30 })),
    end: fc.constantFrom('byItself', 'byItself', 'cancelled', 'terminated'),
    purgeTestGuest: fc.boolean(),
  }),
  { numRuns: RUNS - 1, seed: Number(process.env['TORTURE_SEED']) },
);

/** Kills the host behind the answer to a call, and starts it again. */
function tormentorOf(world: Gastvrij) {
  let left = Infinity;
  let kills = 0;
  let death: Promise<void> | undefined;
  world.tenant.onCall(() => {
    left--;
    if (left > 0) return;
    left = Infinity;
    kills++;
    death = world.killHost();
  });
  return {
    killAt: (calls: number) => void (left = calls),
    kills: () => kills,
    isDown: () => death !== undefined,
    async revive(): Promise<void> {
      if (death === undefined) return;
      await death;
      death = undefined;
      await world.restartHost();
    },
  };
}

/** One run through whatever befalls it, to its end. */
async function live(world: Gastvrij, tormentor: ReturnType<typeof tormentorOf>, life: Life): Promise<void> {
  const { conductor, clock, tenant } = world;
  tenant.calm();
  for (const serviceFault of life.troubles.flat()) tenant.serviceFault(serviceFault);
  const id = await world.ask(aRequest({ deadlineHours: 2, purgeTestGuest: life.purgeTestGuest }));
  tormentor.killAt(life.killAt);
  const isFinished = async (): Promise<boolean> => {
    if (tormentor.isDown()) return false;
    // A host that is being killed answers nothing.
    const status = await world.status(id).catch(() => undefined);
    return status?.status === 'finished';
  };
  const goOn = async (until: number): Promise<void> => {
    while (!(await isFinished()) && clock.now() < until) {
      const isInterrupted = async () => tormentor.isDown() || (await isFinished());
      const isReached = await conductor.runUntil(isInterrupted, until);
      await tormentor.revive();
      if (!isReached) return;
    }
  };
  await goOn(clock.now() + HOUR / 4);
  tormentor.killAt(life.end === 'byItself' ? life.killAt : Infinity);
  if (life.end === 'cancelled') await world.post(`/enablements/${id}/cancel`);
  if (life.end === 'terminated') {
    const target = `${world.origin}/runtime/webhooks/durabletask/instances/${id}/terminate`;
    await fetch(`${target}?code=${world.masterKey}`, { method: 'POST' });
  }
  await goOn(clock.now() + 12 * HOUR);
  tormentor.killAt(Infinity);
  await tormentor.revive();
  await conductor.settle();
  expect((await world.status(id)).status).toBe('finished');
}

const sum = (one: LeftBehind, other: LeftBehind): LeftBehind => ({
  testGuests: one.testGuests + other.testGuests,
  subscriptions: one.subscriptions + other.subscriptions,
  leases: one.leases + other.leases,
  canaryMemberships: one.canaryMemberships + other.canaryMemberships,
});

/** `npm run soak`: what the tests show for a kill at a time, for a thousand runs in a row. */
describe(`${RUNS} runs with kills and mishaps`, () => {
  it('leave no test guest, subscription, lease or membership behind the next housekeeping', async () => {
    const world = await startGastvrij(aTenant({ propagation: { roster: { hours: 0.3 } } }), {
      settings: { SWEEP_SCHEDULE: '0 */15 * * * *' },
    });
    const tormentor = tormentorOf(world);
    let [before, after] = [NOTHING, NOTHING];
    for (const [index, life] of [...lives, LAST].entries()) {
      await live(world, tormentor, life);
      const runs = index + 1;
      if (runs % BETWEEN !== 0 && runs < RUNS) continue;
      before = sum(before, await leftBehind(world));
      world.tenant.calm();
      await cleanUpTenants(world);
      after = sum(after, await leftBehind(world));
      const kills = tormentor.kills();
      process.stdout.write(`${JSON.stringify({ runs, kills, before, after })}\n`);
      expect(after).toEqual(NOTHING);
    }
    // Otherwise nothing was there to go.
    const { leases: _, ...atMicrosoft } = before;
    expect(Math.min(...Object.values(atMicrosoft))).toBeGreaterThan(0);
  });
});
