import { odata, TableClient } from '@azure/data-tables';
import type { CleanupReport } from '../../../src/api/answers/cleanup';
import { leaseKey, TENANTS_TABLE } from '../../../src/store/tables/keys';
import type { Gastvrij } from '../start/start-gastvrij';

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

/** Has the app clean up once, and waits for the end of it. */
export async function cleanUpTenants(gastvrij: Gastvrij): Promise<CleanupReport> {
  const answer = await gastvrij.post('/cleanup', { by: 'Ada Admin' });
  const { id } = (await answer.json()) as CleanupReport;
  const report = async () => (await (await gastvrij.get(`/cleanup/${id}`)).json()) as CleanupReport;
  const isOver = async () => (await report()).finishedAt !== undefined;
  if (await gastvrij.conductor.runUntil(isOver, gastvrij.clock.now() + 3_600_000)) return report();
  throw new Error(`${id} does not come to its end.`);
}
