import type { Caller } from '../../access/caller';
import type { Route } from '../../api/route';

/** Whether somebody has a role that the interface asks for a call: buttons are shown by the same table. */
export const mayCall = ({ access }: Pick<Route, 'access'>, { roles }: Caller): boolean =>
  typeof access !== 'string' && access.some((role) => roles.includes(role));
