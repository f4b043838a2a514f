import { documentAt } from '../../../local/tenant/faults/lagging-documents';
import type { LoggedRequest } from '../../../local/tenant/request-log';
import type { TenantView } from '../../../local/tenant/tenant';
import { CHECKLIST } from '../../../src/controls/checklist';
import type { DocumentId } from '../../../src/controls/control';
import { placeOf } from '../../../src/settings/read-settings';
import type { TenantFacts, Write } from './facts';

/** What the simulator calls a document, as the app calls it. */
function documentOf(route: string): DocumentId | undefined {
  const name = documentAt(route);
  const documents = new Set(CHECKLIST.flatMap(({ document }) => document ?? []));
  if (name === 'team') return 'teamGroup';
  return [...documents].find((document) => document === name || placeOf(document) === name);
}

const idsIn = (path: string, route: string): string[] => {
  const given = path.split('?')[0]?.split('/') ?? [];
  return route.split('/').flatMap((part, index) => (part === '{id}' ? [given[index] ?? ''] : []));
};

const valuesOf = ({ state }: TenantView): Record<string, unknown> =>
  structuredClone(
    Object.fromEntries(Object.entries(state.switches).map(([name, { stored }]) => [name, stored])),
  );

/** Notes from now on which calls of ours took effect, and what the switches stood at. */
export function observeWrites(tenant: TenantView, now: () => number): () => TenantFacts {
  const writes: Write[] = [];
  const values: TenantFacts['values'] = [{ at: new Date(now()).toISOString(), of: valuesOf(tenant) }];
  let made = tenant.state.madeByInvitation.length;

  tenant.onCall(({ service, method, route, path, status, body, time }: LoggedRequest) => {
    values.push({ at: time, of: valuesOf(tenant) });
    if (service === 'identity' || service === 'callbacks' || method === 'GET' || status >= 300) return;
    // What travels in a batch of ours only reads, and each of it is heard by itself.
    if (route === '/$batch') return;
    const document = documentOf(route);
    writes.push({
      at: time,
      call: `${method} ${route}`,
      ids: idsIn(path, route),
      body: (body ?? {}) as Record<string, unknown>,
      ...(document && { document }),
      made: tenant.state.madeByInvitation.slice(made),
    });
    made = tenant.state.madeByInvitation.length;
  });

  return () => ({ tenantId: tenant.tenantId, writes, values, state: tenant.state, now: now() });
}
