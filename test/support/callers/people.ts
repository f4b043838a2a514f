import type { Role } from '../../../src/access/caller';
import { DEVELOPMENT_COOKIE, developmentCookie } from '../../../src/access/development-sign-in';
import type { World } from '../../../local/world/world';

/** Somebody who uses the development sign-in. */
export interface Person {
  name: string;
  roles: readonly Role[];
}

export const ADA: Person = { name: 'ada@contoso.example', roles: ['Requester'] };
export const GRACE: Person = { name: 'grace@contoso.example', roles: ['Approver'] };
export const OSCAR: Person = { name: 'oscar@contoso.example', roles: ['Operator'] };

/** What his browser keeps. */
export const cookieOf = ({ origin }: Pick<World, 'origin'>, { name, roles }: Person) => ({
  name: DEVELOPMENT_COOKIE,
  value: encodeURIComponent(developmentCookie(name, roles)),
  url: origin,
});
