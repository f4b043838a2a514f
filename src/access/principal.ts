import { z } from 'zod';
import type { Caller } from './caller';
import { appIdentity, personIdentity } from './identity';
import { grantsOf, type TenantLists } from './role-tenants';

/** What App Service Authentication found out about a caller, in Base64. */
export const PRINCIPAL_HEADER = 'x-ms-client-principal';

/** How App Service Authentication names Microsoft Entra; no other provider of its knows our roles. */
const PROVIDER = 'aad';

/** https://learn.microsoft.com/azure/app-service/configure-authentication-user-identities */
const principalSchema = z.object({
  auth_typ: z.literal(PROVIDER),
  role_typ: z.string().optional(),
  claims: z.array(z.object({ typ: z.string(), val: z.string() })),
});

/** The platform maps some claims to longer names; which, depends on the token's version and the provider's settings. */
const CLAIMS = {
  role: ['roles', 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role'],
  tenant: ['tid', 'http://schemas.microsoft.com/identity/claims/tenantid'],
  issuer: ['iss'],
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

/**
 * The caller a principal names, or undefined where it names none: also where it is of another provider, of a directory
 * that is not allowed, or contradicts itself. The platform does not look at the directory by itself.
 * @param allowedTenants directories whose accounts may sign in, in lower case
 * @param roleTenants the tenants that app roles are for
 */
export function callerOfPrincipal(
  header: string,
  allowedTenants: readonly string[],
  roleTenants: TenantLists = {},
): Caller | undefined {
  const principal = read(header);
  if (principal === undefined) return undefined;
  const valuesOf = (...types: readonly string[]): string[] =>
    principal.claims.filter(({ typ }) => types.includes(typ)).map(({ val }) => val);
  const roleTypes = principal.role_typ === undefined ? CLAIMS.role : [...CLAIMS.role, principal.role_typ];
  const grants = grantsOf(valuesOf(...roleTypes), roleTenants);

  const tenantId = onlyOne(valuesOf(...CLAIMS.tenant));
  if (tenantId === undefined || !allowedTenants.includes(tenantId)) return undefined;
  if (!valuesOf(...CLAIMS.issuer).every((issuer) => isIssuerOf(tenantId, issuer))) return undefined;
  const objects = valuesOf(...CLAIMS.object);
  const applications = valuesOf(...CLAIMS.application);
  const [signIn] = valuesOf(...CLAIMS.signIn);
  const isAlone = signIn === undefined && valuesOf(...CLAIMS.scope).length === 0;
  if (applications.length > 0 && (isAlone || valuesOf('idtyp').includes('app'))) {
    const clientId = onlyOne(applications);
    if (clientId === undefined) return undefined;
    const identity = appIdentity(clientId);
    return { kind: 'app', name: `app ${clientId}`, alsoKnownAs: [], ...grants, identity, callerId: identity };
  }
  const objectId = onlyOne(objects);
  if (objectId === undefined) return undefined;
  const identity = personIdentity({ tenantId, objectId });
  // Only for showing: a sign-in name can be another's tomorrow.
  const name = signIn ?? objectId;
  const alsoKnownAs = [
    ...new Set([objectId, ...valuesOf(...CLAIMS.signIn), ...valuesOf(...CLAIMS.displayName)]),
  ].filter((one) => one !== name);
  return { kind: 'person', name, alsoKnownAs, ...grants, identity, callerId: identity };
}

/** The one value of a claim, in lower case; undefined where there is none, or where there are two. */
function onlyOne(values: readonly string[]): string | undefined {
  const distinct = new Set(values.map((value) => value.toLowerCase()));
  const [first] = distinct;
  return distinct.size === 1 && first !== '' ? first : undefined;
}

/** Whether Entra issues tokens of a tenant under this name, in its version 1 or 2, in any of its clouds. */
function isIssuerOf(tenantId: string, issuer: string): boolean {
  const found = /^https:\/\/([a-z.]+)\/([^/]+)(\/v2\.0)?\/?$/.exec(issuer.toLowerCase());
  return found !== null && ISSUERS.includes(found[1] ?? '') && found[2] === tenantId;
}

/** https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud */
const ISSUERS = [
  'sts.windows.net',
  'login.microsoftonline.com',
  'login.microsoftonline.us',
  'login.partner.microsoftonline.cn',
  'sts.chinacloudapi.cn',
];

function read(header: string): z.output<typeof principalSchema> | undefined {
  try {
    const json: unknown = JSON.parse(Buffer.from(header, 'base64').toString());
    return principalSchema.safeParse(json).data;
  } catch {
    return undefined;
  }
}
