import { z } from 'zod';
import { ROLES, type Caller, type Role } from './caller';

/** Tenants by the value of an app role or by the name of a client; whoever is not in it works on all of them. */
export type TenantLists = Readonly<Record<string, readonly string[]>>;

const UNIQUE_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A setting such as `{"Requester.Contoso": ["11111111-…"]}`. @param name what may stand before a list */
export function tenantListsSetting(name: RegExp, example: string) {
  const shape = `must be JSON such as {"${example}": ["11111111-2222-3333-4444-555555555555"]}: a name, and one tenant id or more`;
  const ids = z.array(z.string(shape).regex(UNIQUE_ID, shape).toLowerCase(), shape).min(1, shape);
  return z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: shape });
        return z.NEVER;
      }
    })
    .pipe(z.record(z.string().regex(name, shape), ids, shape));
}

/** `Requester`, or a part of those who have that role, under a name an operator chose: `Requester.Contoso`. */
export const ROLE_VALUE = new RegExp(`^(${ROLES.join('|')})(\\.[A-Za-z0-9_-]{1,60})?$`);

/**
 * What app roles let somebody do, and where. A plain role holds for every tenant unless the setting lists its tenants;
 * `Requester.Contoso` holds for the tenants listed, and for none where none are.
 * @param values as the sign-in says them; those of other applications mean nothing here
 */
export function grantsOf(values: readonly string[], lists: TenantLists): Pick<Caller, 'roles' | 'tenants'> {
  const tenants: Partial<Record<Role, readonly string[]>> = {};
  const roles = ROLES.filter((role) => {
    const mine = values.filter((value) => value === role || (value.startsWith(`${role}.`) && value in lists));
    const found = mine.map((value) => (Object.hasOwn(lists, value) ? lists[value] : undefined));
    if (mine.length === 0) return false;
    if (found.every((list) => list !== undefined)) tenants[role] = [...new Set(found.flat())];
    return true;
  });
  return { roles, ...(Object.keys(tenants).length > 0 && { tenants }) };
}

/** Tenants somebody may do something on. */
export type Reach = 'all' | readonly string[];

/** Where any of these roles lets a caller work. */
export function reachOf({ roles, tenants = {} }: Caller, access: readonly Role[]): Reach {
  const held = access.filter((role) => roles.includes(role));
  if (held.some((role) => tenants[role] === undefined)) return 'all';
  return [...new Set(held.flatMap((role) => tenants[role] ?? []))];
}

export const isWithin = (reach: Reach, tenantId: string): boolean =>
  reach === 'all' || reach.includes(tenantId);

/** Whether somebody has one of these roles for a tenant. */
export const mayOn = (caller: Caller, access: readonly Role[], tenantId: string): boolean =>
  access.some((role) => caller.roles.includes(role)) && isWithin(reachOf(caller, access), tenantId);
