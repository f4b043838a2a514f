import type { DurableRequest, DurableResponse } from '../../contract';
import { FINISHED } from '../instances/instance';
import { badArgument, empty, json } from './answers';
import type { ManagementOptions } from './management';
import { filterOf } from './query';

export async function purgeOne(
  { engine }: ManagementOptions,
  _: DurableRequest,
  id = '',
): Promise<DurableResponse> {
  return (await engine.purge(id)) ? json(200, { instancesDeleted: 1 }) : empty(404);
}

export async function purgeMany(
  { engine, index, store }: ManagementOptions,
  { query }: DurableRequest,
): Promise<DurableResponse> {
  const filter = filterOf(query);
  if (filter.createdFrom === undefined)
    return badArgument("Please provide value for 'createdTimeFrom' parameter.");
  let instancesDeleted = 0;
  for (let continuation: string | undefined; ;) {
    const page = await index.page(filter, 100, continuation);
    for (const id of page.ids) {
      const head = await store.findHead(id);
      const fits =
        head !== undefined &&
        (filter.statuses.length === 0 ? FINISHED : filter.statuses).includes(head.status);
      if (fits && (await engine.purge(id))) instancesDeleted++;
    }
    continuation = page.continuation;
    if (continuation === undefined)
      return instancesDeleted > 0 ? json(200, { instancesDeleted }) : empty(404);
  }
}
