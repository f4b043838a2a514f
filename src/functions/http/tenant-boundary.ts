import type { HttpResponseInit } from '@azure/functions';
import type { Caller } from '../../access/caller';
import { isWithin, reachOf } from '../../access/role-tenants';
import type { About, Route } from '../../api/route';
import type { Services } from '../../composition/services';
import { tenantOfFinding, unknownFinding } from '../audits/finding-id';
import { problem } from './problem';
import { unknownRun } from '../enablements/status-answer';

/** What a call names, as it came: looked at before anything of it is parsed or looked up. */
export interface Named {
  /** In the path: of a run, a tenant or a finding. */
  id?: string | undefined;
  /** A tenant in the query or the body. */
  tenant?: unknown;
}

/**
 * The one place that keeps callers to the tenants they may work on: why this one may not come further, or undefined.
 * Whether a run or a finding of another tenant exists, he does not learn.
 */
export async function beyondBoundary(
  services: Pick<Services, 'store' | 'tenants'>,
  { about, access }: { about: About; access: Route['access'] },
  caller: Caller,
  { id = '', tenant }: Named,
): Promise<HttpResponseInit | undefined> {
  const reach = typeof access === 'string' ? 'all' : reachOf(caller, access);
  if (reach === 'all' || about === 'nothing' || about === 'whatTheCallerMaySee') return undefined;
  switch (about) {
    case 'run': {
      const run = await services.store.find(id);
      return run === undefined || isWithin(reach, run.tenantId) ? undefined : unknownRun(id);
    }
    case 'finding':
      return isWithin(reach, tenantOfFinding(id)) ? undefined : unknownFinding();
    case 'tenantInPath':
      return isWithin(reach, id.toLowerCase()) ? undefined : notAllowed(caller);
    case 'everyTenant':
      return notAllowed(caller);
    case 'tenantOrEvery':
    case 'tenant': {
      const otherwise = about === 'tenant' ? services.tenants.home : '';
      const named = tenant === undefined || tenant === null ? otherwise : tenant;
      // What is no text at all names no tenant; whoever parses it says so.
      if (typeof named !== 'string') return undefined;
      return isWithin(reach, named.trim().toLowerCase()) ? undefined : notAllowed(caller);
    }
  }
}

const notAllowed = ({ name }: Caller): HttpResponseInit =>
  problem({
    status: 403,
    type: 'tenant-not-allowed',
    title: `${name} may not do this on that tenant, or on every tenant.`,
    detail: 'Name a tenant you may work on. Whoever administers this application says which those are.',
  });

/** Those of a list that a caller may see. */
export function visibleTo<T>(
  caller: Caller,
  access: Route['access'],
  all: readonly T[],
  tenantOf: (one: T) => string,
): T[] {
  const reach = typeof access === 'string' ? 'all' : reachOf(caller, access);
  return all.filter((one) => isWithin(reach, tenantOf(one)));
}
