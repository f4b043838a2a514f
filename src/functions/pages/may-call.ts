import type { Caller } from '../../access/caller';
import { mayOn } from '../../access/role-tenants';
import type { Route } from '../../api/route';

/** Whether somebody has a role that the interface asks for a call, on this tenant: buttons are shown by the same table. */
export const mayCall = ({ access }: Pick<Route, 'access'>, caller: Caller, tenantId?: string): boolean =>
  typeof access !== 'string' &&
  (tenantId === undefined
    ? access.some((role) => caller.roles.includes(role))
    : mayOn(caller, access, tenantId));
