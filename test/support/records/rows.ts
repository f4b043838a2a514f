import { TableClient, TableServiceClient } from '@azure/data-tables';

/** Every row of every table, the app's and the host's, as one text. */
export async function rowsOf(storage: string): Promise<string> {
  const options = { allowInsecureConnection: true };
  const rows: unknown[] = [];
  for await (const { name = '' } of TableServiceClient.fromConnectionString(storage, options).listTables())
    for await (const row of TableClient.fromConnectionString(storage, name, options).listEntities())
      rows.push(row);
  return JSON.stringify(rows);
}
