import type { DurableRequest, DurableResponse } from '../../contract';
import { FINISHED, type Head } from '../instances/instance';
import { viewOf } from '../instances/instance-view';
import { empty, json } from './answers';
import type { ManagementOptions } from './management';
import { filterOf, isTrue } from './query';

export async function showInstance(
  options: ManagementOptions,
  { query, origin }: DurableRequest,
  id = '',
): Promise<DurableResponse> {
  const showHistory = isTrue(query, 'showHistory');
  const found = showHistory
    ? (await options.store.load(id))?.instance
    : await options.store.findHead(id).then((head) => head && { head, history: [] });
  if (found === undefined) return empty(404);
  const { head, history } = found;
  const showInput = query.get('showInput') === null || isTrue(query, 'showInput');
  const view = viewOf(head, history, {
    showInput,
    showHistory,
    showHistoryOutput: isTrue(query, 'showHistoryOutput'),
  });
  if (FINISHED.includes(head.status))
    return json(
      head.status === 'Failed' && isTrue(query, 'returnInternalServerErrorOnFailure') ? 500 : 200,
      view,
    );
  const asked = [...query]
    .filter(([name]) => name !== 'code')
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}&`);
  const code = encodeURIComponent(options.addresses.systemKey);
  const location = `${origin}/runtime/webhooks/durabletask/instances/${encodeURIComponent(id)}?${asked.join('')}code=${code}`;
  return json(202, view, { location, 'retry-after': '5' });
}

export async function listInstances(
  { index, store }: ManagementOptions,
  { query, headers }: DurableRequest,
): Promise<DurableResponse> {
  const filter = filterOf(query);
  const size = Math.min(Number(query.get('top') ?? 100) || 100, 1000);
  const page = await index.page(filter, size, headers.get('x-ms-continuation-token') ?? undefined);
  const heads = (await Promise.all(page.ids.map((id) => store.findHead(id)))).filter(
    (head): head is Head => head !== undefined,
  );
  const fitting = heads.filter(
    ({ status }) => filter.statuses.length === 0 || filter.statuses.includes(status),
  );
  const views = fitting.map((head) =>
    viewOf(head, [], {
      showInput: query.get('showInput') === null || isTrue(query, 'showInput'),
      showHistory: false,
      showHistoryOutput: false,
    }),
  );
  return json(200, views, page.continuation ? { 'x-ms-continuation-token': page.continuation } : {});
}
