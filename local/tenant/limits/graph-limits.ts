/** A call to Microsoft Graph as its limits see it; each call in a batch is one. */
export interface GraphCall {
  method: string;
  /** Without its query: `/groups/0c1…/members`. */
  path: string;
  query: URLSearchParams;
}

/** A limit that Microsoft documents; it says of itself that it may change. https://learn.microsoft.com/graph/throttling-limits */
export interface Limit {
  name: string;
  /** An application in one tenant, or in all of them together. */
  holdsFor: 'applicationInTenant' | 'application';
  most: number;
  seconds: number;
  /** What a call takes of it. */
  costOf(call: GraphCall): number;
  /** Where each has a limit of its own: which one the call is about. */
  ofEach?(call: GraphCall): string;
}

/** Directory objects and policies: one service, with costs of its own. */
const IDENTITY = /^\/(users|groups|organization|domains|policies|directory|groupSettings|subscribedSkus)\b/;
const BASE_COSTS: readonly [method: string, path: RegExp, units: number][] = [
  ['GET', /^\/users(\/\$count)?$/, 2],
  ['GET', /^\/groups\/[^/]+\/members$/, 3],
  ['GET', /^\/subscribedSkus$/, 3],
  ['GET', /^\/servicePrincipals\/[^/]+\/appRoleAssignments$/, 2],
];

/** The cost of a call in resource units, never below one. */
function resourceUnits({ method, path, query }: GraphCall): number {
  if (!IDENTITY.test(path)) return 0;
  const [, , base] = BASE_COSTS.find(([verb, pattern]) => verb === method && pattern.test(path)) ?? [0, 0, 1];
  const isShort = query.has('$top') && Number(query.get('$top')) < 20;
  const saved = (query.has('$select') ? 1 : 0) + (isShort ? 1 : 0);
  return Math.max(1, base - saved + (query.has('$expand') ? 1 : 0));
}

const one = (applies: (call: GraphCall) => boolean) => (call: GraphCall) => (applies(call) ? 1 : 0);
const to = (method: string, path: RegExp) => one((call) => call.method === method && path.test(call.path));
const isWrite = ({ method }: GraphCall): boolean => method !== 'GET';
const isTeams = ({ path }: GraphCall): boolean => /^\/teams\b/.test(path);
const identityWrite = one((call) => isWrite(call) && IDENTITY.test(call.path));

/** `/teams/{id}` and everything below it. */
const TEAM = /^\/teams\/([^/]+)/;
const [A_TEAM, MEMBERS] = [/^\/teams\/[^/]+$/, /^\/teams\/[^/]+\/members$/];

/** Those that a call of ours can meet. Where Microsoft has several, by size or by the age of the page, the narrowest stands here. */
export const LIMITS: readonly Limit[] = [
  { name: 'any call', holdsFor: 'application', most: 2000, seconds: 1, costOf: () => 1 },
  {
    name: 'identity, resource units',
    holdsFor: 'application',
    most: 150_000,
    seconds: 20,
    costOf: resourceUnits,
  },
  {
    name: 'identity, resource units',
    holdsFor: 'applicationInTenant',
    most: 3500,
    seconds: 10,
    costOf: resourceUnits,
  },
  { name: 'identity, writes', holdsFor: 'application', most: 70_000, seconds: 300, costOf: identityWrite },
  {
    name: 'identity, writes',
    holdsFor: 'applicationInTenant',
    most: 3000,
    seconds: 150,
    costOf: identityWrite,
  },
  {
    name: 'invitations',
    holdsFor: 'applicationInTenant',
    most: 150,
    seconds: 5,
    costOf: to('POST', /^\/invitations$/),
  },
  {
    name: 'identity reports',
    holdsFor: 'applicationInTenant',
    most: 5,
    seconds: 10,
    costOf: one(({ path }) => /^\/auditLogs\b/.test(path)),
  },
  {
    name: 'one team',
    holdsFor: 'applicationInTenant',
    most: 4,
    seconds: 1,
    costOf: one(({ path }) => TEAM.test(path)),
    ofEach: ({ path }) => TEAM.exec(path)?.[1] ?? '',
  },
  {
    name: 'new teams',
    holdsFor: 'applicationInTenant',
    most: 10,
    seconds: 1,
    costOf: to('POST', /^\/teams$/),
  },
  { name: 'rosters', holdsFor: 'applicationInTenant', most: 60, seconds: 1, costOf: to('GET', MEMBERS) },
  { name: 'teams', holdsFor: 'applicationInTenant', most: 30, seconds: 1, costOf: to('GET', A_TEAM) },
  {
    name: 'other reads of Teams',
    holdsFor: 'applicationInTenant',
    most: 30,
    seconds: 1,
    costOf: one(
      (call) => !isWrite(call) && isTeams(call) && !A_TEAM.test(call.path) && !MEMBERS.test(call.path),
    ),
  },
  {
    name: 'other writes of Teams',
    holdsFor: 'applicationInTenant',
    most: 30,
    seconds: 1,
    costOf: one((call) => isWrite(call) && isTeams(call) && call.path !== '/teams'),
  },
];
