import { odata, TableClient } from '@azure/data-tables';
import type { PassReport } from '../../src/api/answers/housekeeping';
import { leaseKey, TENANTS_TABLE } from '../../src/store/keys';
import type { Gastvrij } from './start-gastvrij';

/** What runs may leave behind, in numbers. */
export interface LeftBehind {
  testGuests: number;
  subscriptions: number;
  leases: number;
  canaryMemberships: number;
}

export const NOTHING: LeftBehind = { testGuests: 0, subscriptions: 0, leases: 0, canaryMemberships: 0 };

/** Counts in the tenant itself and in the tables, not by what the app says of them. */
export async function leftBehind({ tenant, clock, storage }: Gastvrij): Promise<LeftBehind> {
  const { users, groups, subscriptions } = tenant.state;
  const guests = users.filter(({ userType }) => userType === 'Guest').map(({ id }) => id);
  const table = TableClient.fromConnectionString(storage, TENANTS_TABLE, { allowInsecureConnection: true });
  let leases = 0;
  const filter = odata`RowKey eq ${leaseKey('').rowKey}`;
  for await (const _ of table.listEntities({ queryOptions: { filter } })) leases++;
  return {
    testGuests: guests.length,
    subscriptions: subscriptions.filter(({ expires }) => expires > clock.now()).length,
    leases,
    canaryMemberships: groups.flatMap(({ members }) => members).filter((id) => guests.includes(id)).length,
  };
}

/** Has the app keep house once, and waits for the end of it. */
export async function keepHouse(gastvrij: Gastvrij): Promise<PassReport> {
  const answer = await gastvrij.post('/housekeeping', { by: 'Ada Admin' });
  const { id } = (await answer.json()) as PassReport;
  const report = async () => (await (await gastvrij.get(`/housekeeping/${id}`)).json()) as PassReport;
  const isOver = async () => (await report()).finishedAt !== undefined;
  if (await gastvrij.conductor.runUntil(isOver, gastvrij.clock.now() + 3_600_000)) return report();
  throw new Error(`${id} does not come to its end.`);
}
