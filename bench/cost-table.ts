import type { Counted } from './counting';
import { PRICES } from './prices';

/** What was counted once, and is kept. */
export interface CountedWork {
  /** Runs, by what they are called in the table. */
  enablements: Record<string, Counted>;
  /** A day, with one tenant and with more of them. */
  idleDay: Counted;
  idleDayOfMany: Counted;
  many: number;
}

/** What an installation is set to, by host.json and infra/main.parameters.json. */
export const SET_TO = { gigabytes: 2, partitions: 4, pollSeconds: 10 } as const;

const DAYS = 30;
const SECONDS = DAYS * 86_400;
const MINUTES = SECONDS / 60;
const { gigabytes: MEMORY } = SET_TO;
/** Of every partition, and of the activities. The scale controller is documented to look as often. */
const POLLS = ((SET_TO.partitions + 1) * SECONDS) / SET_TO.pollSeconds;

/**
 * Operations of the task hub on queues and tables for each kind of work, as they were counted in front of a real Functions
 * host whose storage was an emulator.
 */
const HUB = {
  starts: { queue: 3, table: 6 },
  activities: { queue: 6, table: 3 },
  timers: { queue: 3, table: 3 },
  events: { queue: 3, table: 5 },
  children: { queue: 6, table: 6 },
} as const;
/** Per minute, besides polls: a host that has nothing to do looks after its partitions. */
const HUB_IDLE = { table: 30, lease: 8 };
/** What the scheduler counts; for a child, which its page leaves open, as for an activity. */
const ACTIONS = { starts: 1, activities: 2, timers: 1, events: 1, children: 2 } as const;

type Kind = keyof typeof HUB;
const sumOf = (counted: Counted, perKind: (kind: Kind) => number): number =>
  (Object.keys(HUB) as Kind[]).reduce((sum, kind) => sum + counted[kind] * perKind(kind), 0);

const executionsOf = ({ turns, activities, calls }: Counted): number => turns + activities + calls;

/** What everything that runs costs, at the least that is billed of each execution. */
const executing = (counted: Counted): number =>
  executionsOf(counted) * (MEMORY * PRICES.onDemandSecond.amount + PRICES.execution.amount);
const queuesOf = (counted: Counted): number => sumOf(counted, (kind) => HUB[kind].queue);
const queueCost = (counted: Counted): number => queuesOf(counted) * PRICES.queueOperation.amount;
const tablesOf = (counted: Counted): number => sumOf(counted, (kind) => HUB[kind].table);

const number = (value: number): string => Math.round(value).toLocaleString('en');
const dollars = (value: number): string => `$${value.toLocaleString('en', { maximumSignificantDigits: 2 })}`;

type Row = [name: string, of: (counted: Counted) => string];

const COUNTS: readonly Row[] = [
  ['turns of orchestrators', ({ turns }) => number(turns)],
  ['activities', ({ activities }) => number(activities)],
  ['calls from outside, timers of the app', ({ calls }) => number(calls)],
  [
    'durable timers, events, children',
    ({ timers, events, children }) => [timers, events, children].map(number).join(', '),
  ],
  [
    'requests to Microsoft (calls in them)',
    (one) => `${number(one.requestsToMicrosoft)} (${number(one.callsToMicrosoft)})`,
  ],
  ['operations on our tables', ({ records }) => number(records)],
  [
    'lines of ours in the log (KB)',
    ({ logLines, logBytes }) => `${number(logLines)} (${number(logBytes / 1024)})`,
  ],
];

const COSTS: readonly Row[] = [
  ['executions', (one) => number(executionsOf(one))],
  ['GB-seconds, one second each', (one) => number(executionsOf(one) * MEMORY)],
  ['paid for executing, on demand', (one) => dollars(executing(one))],
  ['Azure Storage: operations on queues', (one) => number(queuesOf(one))],
  ['Azure Storage: paid for them', (one) => dollars(queueCost(one))],
  ['Azure Storage: operations on its tables', (one) => number(tablesOf(one))],
  ['Scheduler: actions', (one) => number(sumOf(one, (kind) => ACTIONS[kind]))],
  ['either: operations on our tables', ({ records }) => number(records)],
  ['Azure Storage: together, where a price is known', (one) => dollars(executing(one) + queueCost(one))],
];

/** The tables of docs/scale.md: what was counted, and what it comes to where a price is known. */
export function costTable({ enablements, idleDay, idleDayOfMany, many }: CountedWork): string {
  const another = perTenant(idleDay, idleDayOfMany, many);
  const days = { 'an idle day, one tenant': idleDay, 'each further tenant, a day': another };
  const months = {
    'an idle month, one tenant': times(idleDay, DAYS),
    'each further tenant, a month': times(another, DAYS),
  };
  return [
    table(COUNTS, { ...enablements, ...days }),
    table(COSTS, { ...enablements, ...months }),
    standing(times(idleDay, DAYS)),
    priceList(),
  ].join('\n\n');
}

/** What is paid in a month in which nobody asks for anything. */
function standing(idle: Counted): string {
  const { alwaysReadySecond, queueOperation } = PRICES;
  const ready = MEMORY * SECONDS * alwaysReadySecond.amount;
  const polls = POLLS * queueOperation.amount;
  const euros = `€${ready.toFixed(2)}`;
  const work = executing(idle);
  const onStorage = work + queueCost(idle) + 2 * polls;
  return markdown([
    ['in an idle month, one tenant', 'how much', 'Azure Storage', 'Durable Task Scheduler'],
    ['one instance always ready, 2 GB', `${number(MEMORY * SECONDS)} GB-seconds`, euros, euros],
    ['its polls of the queues, every ten seconds', number(POLLS), dollars(polls), 'none'],
    ['polls by the scale controller, assumed as often', number(POLLS), dollars(polls), 'none'],
    ['its looks at the table of partitions', number(HUB_IDLE.table * MINUTES), 'not reckoned with', 'none'],
    ['its leases', number(HUB_IDLE.lease * MINUTES), 'not reckoned with', 'none'],
    [
      'sweeper, audits and cleanup, as above',
      `${number(executionsOf(idle))} executions`,
      dollars(work),
      dollars(work),
    ],
    [
      'together',
      '',
      `${euros} and ${dollars(onStorage)}`,
      `${euros} and ${dollars(work)}, without its actions`,
    ],
  ]);
}

const priceList = (): string =>
  markdown([
    ['list price', 'amount', 'of when', 'who says so'],
    ...Object.values(PRICES).map((price) => [
      price.what,
      'amount' in price
        ? `${price.currency} ${significant(price.amount)} per ${price.unit}`
        : 'not reckoned with',
      price.asOf,
      price.source,
    ]),
  ]);

const significant = (value: number): string =>
  value.toLocaleString('en', { maximumSignificantDigits: 3, maximumFractionDigits: 10 });

const table = (rows: readonly Row[], columns: Record<string, Counted>): string =>
  markdown([
    ['', ...Object.keys(columns)],
    ...rows.map(([name, of]) => [name, ...Object.values(columns).map(of)]),
  ]);

function markdown([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const mapped = (counted: Counted, change: (value: number, name: keyof Counted) => number): Counted =>
  Object.fromEntries(
    Object.entries(counted).map(([name, value]) => [name, change(value as number, name as keyof Counted)]),
  ) as unknown as Counted;
const times = (counted: Counted, factor: number): Counted => mapped(counted, (value) => value * factor);
const perTenant = (one: Counted, all: Counted, many: number): Counted =>
  mapped(all, (value, name) => (value - one[name]) / (many - 1));
