import { z } from 'zod';
import { ROLES, type Caller, type Role } from './caller';

/** What App Service Authentication found out about a caller, in Base64. */
export const PRINCIPAL_HEADER = 'x-ms-client-principal';

/** https://learn.microsoft.com/azure/app-service/configure-authentication-user-identities */
const principalSchema = z.object({
  role_typ: z.string().optional(),
  claims: z.array(z.object({ typ: z.string(), val: z.string() })),
});

/** The platform maps some claims to longer names; which, depends on the token's version and the provider's settings. */
const CLAIMS = {
  role: ['roles', 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role'],
  object: ['oid', 'http://schemas.microsoft.com/identity/claims/objectidentifier'],
  application: ['azp', 'appid'],
  signIn: [
    'preferred_username',
    'upn',
    'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn',
    'unique_name',
  ],
  /** What a person lets an application do for him; no token of an application alone has it. */
  scope: ['scp', 'http://schemas.microsoft.com/identity/claims/scope'],
  displayName: ['name'],
} as const;

/** The caller a principal names, or undefined where it names none. */
export function callerOfPrincipal(header: string): Caller | undefined {
  const principal = read(header);
  if (principal === undefined) return undefined;
  const valuesOf = (...types: readonly string[]): string[] =>
    principal.claims.filter(({ typ }) => types.includes(typ)).map(({ val }) => val);
  const roleTypes = principal.role_typ === undefined ? CLAIMS.role : [...CLAIMS.role, principal.role_typ];
  const roles = ROLES.filter((role: Role) => valuesOf(...roleTypes).includes(role));

  const [object] = valuesOf(...CLAIMS.object);
  const [signIn] = valuesOf(...CLAIMS.signIn);
  const [application] = valuesOf(...CLAIMS.application);
  const isAlone = signIn === undefined && valuesOf(...CLAIMS.scope).length === 0;
  if (application !== undefined && (isAlone || valuesOf('idtyp').includes('app')))
    return { kind: 'app', name: `app ${application}`, alsoKnownAs: [], roles };
  if (object === undefined) return undefined;
  // A sign-in name is one person's, and the records can be read with it; an account without one is its id.
  const name = signIn ?? object;
  return { kind: 'person', name, alsoKnownAs: [object, ...valuesOf(...CLAIMS.displayName)], roles };
}

function read(header: string): z.output<typeof principalSchema> | undefined {
  try {
    const json: unknown = JSON.parse(Buffer.from(header, 'base64').toString());
    return principalSchema.safeParse(json).data;
  } catch {
    return undefined;
  }
}
