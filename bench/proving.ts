import type { World } from '../local/world/world';
import type { Figure } from './figure';
import { BARE, eventsOf, inWorld, managed, post, TENANT_ID, timed } from './worlds';

const RUNS = 20;
const HOUR = 3_600_000;
const AT_ONCE = { flapMinutes: 0, propagation: { roster: { hours: 0 } } };
const LATE = {
  flapMinutes: 0,
  settings: { allowGuestUser: false },
  propagation: { teams: { hours: 22.8 }, roster: { hours: 0.1 } },
};

/** Enablements from accepted to proven, the engine's turns, and what a day of waiting costs the host. */
export async function proving(): Promise<Figure[]> {
  const ours = await inWorld({ tenant: AT_ONCE }, (world) => several(() => enable(world)));
  const late = await inWorld({ tenant: LATE }, (world) => several(() => enable(world), 1, false));
  const bare = await inWorld({ app: BARE }, (world) => several((n) => orchestrate(world, 'one', n)));
  const chain = await inWorld({ app: BARE }, (world) => several((n) => orchestrate(world, 'chain', n)));
  return [
    { name: 'enablements/s, accepted to proven', ours: ours.perSecond, bare: bare.perSecond },
    {
      name: 'turns/s: the runbook, a chain of activities',
      ours: ours.turns * ours.perSecond,
      bare: chain.turns * chain.perSecond,
    },
    { name: 'tries until proven: after 23 h, at once', ours: late.tries, bare: ours.tries },
    { name: 'calls to Microsoft: after 23 h, at once', ours: late.calls, bare: ours.calls },
    { name: 'seconds of work: after 23 h, at once', ours: 1 / late.perSecond, bare: 1 / ours.perSecond },
    { name: 'events of the longest history: after 23 h, at once', ours: late.events, bare: ours.events },
  ];
}

interface Cost {
  turns: number;
  events: number;
  tries: number;
  calls: number;
}

async function several(
  run: (n: number) => Promise<Cost>,
  runs = RUNS,
  isWarmedUp = true,
): Promise<Cost & { perSecond: number }> {
  if (isWarmedUp) await run(-1);
  let cost: Cost = { turns: 0, events: 0, tries: 0, calls: 0 };
  const took = await timed(async () => {
    for (let n = 0; n < runs; n++) cost = await run(n);
  });
  return { ...cost, perSecond: (runs * 1000) / took };
}

async function enable(world: World): Promise<Cost> {
  const before = world.tenant.log.length;
  const request = { tenantId: TENANT_ID, goal: 'guestAccess', requestedBy: 'bench' };
  const { id } = (await post(`${world.api}/enablements`, world.key, request)) as { id: string };
  const histories = new Map<string, string[]>();
  let tries = 0;
  await world.conductor.runUntil(
    async () => {
      const answer = await fetch(`${world.api}/enablements/${id}`, {
        headers: { 'x-functions-key': world.key },
      });
      const status = (await answer.json()) as { status: string; proof?: { tries: number } };
      tries = status.proof?.tries ?? tries;
      return status.status === 'finished';
    },
    world.clock.now() + 30 * HOUR,
  );
  await world.conductor.settle();
  for (const one of [id, `${id}:wait`]) histories.set(one, await eventsOf(world, one));
  const events = [...histories.values()];
  return {
    turns: turnsOf(events[0] ?? []),
    events: Math.max(...events.map(({ length }) => length)),
    tries,
    calls: world.tenant.log.length - before,
  };
}

async function orchestrate(world: World, name: string, n: number): Promise<Cost> {
  const id = `${name}-${n + 1}`;
  await post(managed(world, `orchestrators/${name}/${id}`), world.masterKey, {});
  await world.conductor.settle();
  const events = await eventsOf(world, id);
  if (!events.includes('ExecutionCompleted')) throw new Error(`${id} did not complete.`);
  return { turns: turnsOf(events), events: events.length, tries: 0, calls: 0 };
}

/** A turn for the start and one for each thing waited for: what the public history shows of them. */
const turnsOf = (events: readonly string[]): number =>
  events.filter((type) => /^(ExecutionStarted|TimerFired|EventRaised|.*(Completed|Failed))$/.test(type))
    .length - 1;
