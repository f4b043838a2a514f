import { createHmac, randomBytes } from 'node:crypto';
import type { Clock } from '../../clock/clock';
import type { TenantFile } from '../tenant-file';

export const GRAPH_AUDIENCE = 'https://graph.microsoft.com';
export const TEAMS_AUDIENCE = '48ac35b8-9aa8-4d74-927d-1f4a14a0b239';
const ROLE_TEMPLATES: Readonly<Record<string, string>> = {
  'Teams Reader': '1076ac91-f3d9-41a7-a339-dcdf5f480acc',
  'Global Reader': 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
  'Teams Administrator': '69091246-20e8-4a56-aa4d-066075b2a7a8',
  'Global Administrator': '62e90394-69f5-4237-9190-012177145e10',
};
const DAY_SECONDS = 86_400;

export interface Claims {
  aud: string;
  exp: number;
  roles: string[];
  wids: string[];
}

export const NO_SUCH_RESOURCE = 'The resource principal was not found in the tenant.';

export interface Tokens {
  /** Whether the tenant has a service of that audience. */
  knows(audience: string): boolean;
  /** A token for an audience, and when it expires (Unix seconds). Its roles are fixed from here on. */
  issue(audience: string): { token: string; expires: number };
  /** The claims of a token we issued that has not expired. */
  read(token: string): Claims | undefined;
}

/** Tokens of the tenant: JSON web tokens in form, signed with a key nobody else has. */
export function createTokens({ tenantId, app, quirks }: TenantFile, clock: Clock): Tokens {
  const key = randomBytes(32);
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const sign = (text: string): string => createHmac('sha256', key).update(text).digest('base64url');
  return {
    knows: (audience) => quirks.teamsAdminTokens || !audience.startsWith(TEAMS_AUDIENCE),
    issue(audience) {
      const now = Math.floor(clock.now() / 1000);
      const expires = now + DAY_SECONDS;
      const claims = {
        aud: audience,
        iss: `https://sts.windows.net/${tenantId}/`,
        tid: tenantId,
        oid: 'eeeeeeee-0000-4000-8000-0000000000a0',
        appid: 'eeeeeeee-0000-4000-8000-0000000000a1',
        iat: now,
        exp: expires,
        roles: audience === GRAPH_AUDIENCE ? [...app.graphRoles] : [],
        wids: app.directoryRoles.flatMap((name) => ROLE_TEMPLATES[name] ?? []),
      };
      const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
      return { token: `${text}.${sign(text)}`, expires };
    },
    read(token) {
      const [header = '', payload = '', signature = ''] = token.split('.');
      if (sign(`${header}.${payload}`) !== signature) return undefined;
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims;
      return claims.exp > clock.now() / 1000 ? claims : undefined;
    },
  };
}

/** The names of the roles whose templates a token carries. */
export const rolesOf = ({ wids }: Claims): string[] =>
  Object.entries(ROLE_TEMPLATES).flatMap(([name, id]) => (wids.includes(id) ? [name] : []));

/** The tenant a token says it belongs to, not yet believed; undefined where there is none to read. */
export function tenantIn(authorization: string | undefined): string | undefined {
  const payload = /^Bearer [^.]*\.([^.]*)\./.exec(authorization ?? '')?.[1];
  try {
    return (JSON.parse(Buffer.from(payload ?? '', 'base64url').toString()) as { tid?: string }).tid;
  } catch {
    return undefined;
  }
}
