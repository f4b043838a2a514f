// @ts-check
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Refused } from './microsoft.mjs';

/** @typedef {ReturnType<typeof import('./microsoft.mjs').interfaceAt>} Interface */
/** @typedef {{ graph: string[], roles: { name: string, template: string }[] }} PermissionSet */

export const MICROSOFT_GRAPH = '00000003-0000-0000-c000-000000000000';
/** "Skype and Teams Tenant Admin API": what the Teams administration service is called in Entra. */
const TEAMS_ADMINISTRATION = '48ac35b8-9aa8-4d74-927d-1f4a14a0b239';
const WHO = 'a Privileged Role Administrator';

/** A fresh identity takes some seconds until all of Entra knows it. */
const PATIENCE = { times: 6, milliseconds: Number(process.env.HOOK_PAUSE_MS ?? 5000) };

/** @returns {PermissionSet} */
export function permissionsOf(set = process.env.PERMISSION_SET || 'both') {
  const sets = JSON.parse(readFileSync(new URL('../permissions.json', import.meta.url), 'utf8'));
  if (!(set in sets)) throw new Error(`PERMISSION_SET must be one of ${Object.keys(sets).join(', ')}.`);
  return sets[set];
}

/**
 * Everything an identity is to be granted, as things to do in turn.
 * @param {Interface} graph
 * @param {string} principalId the object id of the identity
 */
export function grantsFor(graph, principalId, { graph: names, roles } = permissionsOf()) {
  /** @type {ReturnType<typeof readAppRoles> | undefined} */
  let read;
  const appRoles = () => (read ??= readAppRoles(graph, principalId));
  return [
    {
      what: 'the Teams administration service is known in the tenant',
      who: 'a Cloud Application Administrator',
      work: () => haveTeamsAdministration(graph),
    },
    ...names.map((name) => ({
      what: `Microsoft Graph ${name}`,
      who: WHO,
      work: async () => haveAppRole(graph, principalId, name, await appRoles()),
    })),
    ...roles.map(({ name, template }) => ({
      what: `the directory role ${name}`,
      who: WHO,
      work: () => haveDirectoryRole(graph, principalId, template),
    })),
  ];
}

/** @param {Interface} graph */
async function haveTeamsAdministration(graph) {
  if (await graph('GET', `/servicePrincipals(appId='${TEAMS_ADMINISTRATION}')?$select=id`))
    return 'as it was';
  await graph('POST', '/servicePrincipals', { appId: TEAMS_ADMINISTRATION });
  return 'done';
}

/**
 * What Microsoft Graph offers to applications, and what of it the identity has.
 * @param {Interface} graph
 * @param {string} principalId
 */
async function readAppRoles(graph, principalId) {
  const resource = await graph('GET', `/servicePrincipals(appId='${MICROSOFT_GRAPH}')?$select=id,appRoles`);
  const assigned = await allOf(graph, `/servicePrincipals/${principalId}/appRoleAssignments`);
  return {
    resourceId: resource.id,
    idOf: (/** @type {string} */ name) =>
      resource.appRoles.find((/** @type {{ value: string }} */ role) => role.value === name).id,
    granted: assigned
      .filter(({ resourceId }) => resourceId === resource.id)
      .map(({ appRoleId }) => appRoleId),
  };
}

/**
 * @param {Interface} graph
 * @param {string} principalId
 * @param {string} name
 * @param {Awaited<ReturnType<typeof readAppRoles>>} known
 */
async function haveAppRole(graph, principalId, name, { resourceId, idOf, granted }) {
  const appRoleId = idOf(name);
  if (granted.includes(appRoleId)) return 'as it was';
  const path = `/servicePrincipals/${principalId}/appRoleAssignments`;
  return insist(() => graph('POST', path, { principalId, resourceId, appRoleId }));
}

/**
 * @param {Interface} graph
 * @param {string} principalId
 * @param {string} template
 */
async function haveDirectoryRole(graph, principalId, template) {
  if ((await directoryRolesOf(graph, principalId, template)).length > 0) return 'as it was';
  return insist(() =>
    graph('POST', '/roleManagement/directory/roleAssignments', {
      principalId,
      roleDefinitionId: template,
      directoryScopeId: '/',
    }),
  );
}

/**
 * @param {Interface} graph
 * @param {string} principalId
 * @param {string} template
 */
export const directoryRolesOf = (graph, principalId, template) =>
  allOf(
    graph,
    `/roleManagement/directory/roleAssignments?$filter=${encodeURIComponent(
      `principalId eq '${principalId}' and roleDefinitionId eq '${template}'`,
    )}`,
  );

/**
 * Every page of a collection; nothing where it does not exist.
 * @param {Interface} graph
 * @param {string} path
 * @returns {Promise<any[]>}
 */
async function allOf(graph, path) {
  const page = await graph('GET', path);
  if (page === undefined) return [];
  const next = page['@odata.nextLink'];
  return next ? [...page.value, ...(await allOf(graph, next.slice(next.indexOf('/v1.0') + 5)))] : page.value;
}

/**
 * Grants, again where the identity is too fresh. That it is granted already is as good.
 * @param {() => Promise<unknown>} grant
 */
async function insist(grant, times = PATIENCE.times) {
  try {
    await grant();
    return 'done';
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (error.status === 400 && /already exist/i.test(error.words)) return 'as it was';
    if (times <= 1 || !/does not exist|not found/i.test(error.words)) throw error;
    await pause(PATIENCE.milliseconds);
    return insist(grant, times - 1);
  }
}
