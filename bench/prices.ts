/** A list price, and how far it can be leaned on. */
export interface Price {
  what: string;
  /** Per unit; undefined where nobody could name it, and then nothing is reckoned with it. */
  amount?: number;
  currency: 'USD' | 'EUR';
  /** What it is paid for: `GB-second`. */
  unit: string;
  /** Who says so. */
  source: string;
  /** Of when the source is. */
  asOf: string;
}

/**
 * List prices without tax, agreement or free grant. None was read off a bill of ours, and the sources name no region: ask
 * https://azure.microsoft.com/pricing/calculator for yours.
 */
export const PRICES = {
  onDemandSecond: {
    what: 'Flex Consumption, on demand, execution time',
    amount: 0.000026,
    currency: 'USD',
    unit: 'GB-second',
    source: 'example in Microsoft’s documentation of Functions costs',
    asOf: '2025',
  },
  execution: {
    what: 'Flex Consumption, on demand, executions',
    amount: 0.4 / 1e6,
    currency: 'USD',
    unit: 'execution',
    source: 'example in Microsoft’s documentation of Functions costs',
    asOf: '2025',
  },
  queueOperation: {
    what: 'Queue storage v2, LRS',
    amount: 0.004 / 10_000,
    currency: 'USD',
    unit: 'operation',
    source: 'two public copies of Azure’s retail price list',
    asOf: 'not stated',
  },
  alwaysReadySecond: {
    what: 'Flex Consumption, always ready, baseline',
    amount: 0.0000038,
    currency: 'EUR',
    unit: 'GB-second',
    source: 'a public cost study',
    asOf: '2025',
  },
  tableOperation: {
    what: 'Table storage',
    currency: 'USD',
    unit: 'operation',
    source: 'no source that names one',
    asOf: '',
  },
  schedulerAction: {
    what: 'Durable Task Scheduler, Consumption',
    currency: 'USD',
    unit: 'action',
    source: 'no source that names one',
    asOf: '',
  },
  logGigabyte: {
    what: 'Log Analytics, ingestion',
    currency: 'USD',
    unit: 'GB',
    source: 'no source that names one',
    asOf: '',
  },
} as const satisfies Record<string, Price>;
