import type { Sentence } from '../texts/said';
import { say } from '../texts/say';
import type { Permissions, Reading } from './control';

/** Directory roles by name. https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference */
export const ROLE_TEMPLATES: Readonly<Record<string, string>> = {
  '1076ac91-f3d9-41a7-a339-dcdf5f480acc': 'Teams Reader',
  'f2ef992c-3afb-46b9-b7cf-a126ee74c451': 'Global Reader',
  '69091246-20e8-4a56-aa4d-066075b2a7a8': 'Teams Administrator',
  '62e90394-69f5-4237-9190-012177145e10': 'Global Administrator',
};

/**
 * A permission that contains another, for every call we make. Whoever may write may mostly read, by Microsoft's lists:
 * not so with `GroupMember.ReadWrite.All`, which does not show a group.
 * https://learn.microsoft.com/graph/api/group-get
 */
const CONTAINED_IN: Readonly<Record<string, string[]>> = {
  'Policy.Read.B2BManagementPolicy': ['Policy.ReadWrite.B2BManagementPolicy'],
  'GroupMember.Read.All': ['Group.Read.All', 'Group.ReadWrite.All'],
  'GroupSettings.Read.All': ['GroupSettings.ReadWrite.All'],
  'SharePointTenantSettings.Read.All': ['SharePointTenantSettings.ReadWrite.All'],
  'Teams Reader': ['Global Reader', 'Teams Administrator', 'Global Administrator'],
  'Teams Administrator': ['Global Administrator'],
};

/** The id under which every tenant has a directory role. */
export function roleTemplateOf(name: string): string {
  const [id] = Object.entries(ROLE_TEMPLATES).find(([, role]) => role === name) ?? [];
  if (id === undefined) throw new Error(`There is no directory role ${name}.`);
  return id;
}

export interface Granted extends Permissions {
  /** The object id of our identity: as whom the readings were taken. */
  as?: string;
  /** The tenant has no Teams administration service an application could get a token for. */
  isTeamsDark?: true;
}

export const isMissingNothing = ({ graph, roles }: Permissions): boolean => graph.length + roles.length === 0;

const substitutesFor = (name: string, { instead = {} }: Permissions): readonly string[] => [
  ...(CONTAINED_IN[name] ?? []),
  ...(instead[name] ?? []),
];

/** What is needed and not granted, each once. */
export function missingOf(needed: readonly Permissions[], granted: Permissions): Permissions {
  const missing = (pick: (permissions: Permissions) => string[]): string[] => {
    const isMet = (name: string, one: Permissions): boolean =>
      [name, ...substitutesFor(name, one)].some((held) => pick(granted).includes(held));
    return [...new Set(needed.flatMap((one) => pick(one).filter((name) => !isMet(name, one))))];
  };
  return { graph: missing(({ graph }) => graph), roles: missing(({ roles }) => roles) };
}

/**
 * What a refusal is about, by what our tokens hold: the service says only that something of it is missing. A permission
 * that contains another is not taken for it by every call, so what is not held by its own name is named last.
 */
export function missingPermissionsOf(needed: Permissions, granted: Permissions): Permissions {
  const missing = missingOf([needed], granted);
  if (!isMissingNothing(missing)) return missing;
  const unheld = {
    graph: needed.graph.filter((name) => !granted.graph.includes(name)),
    roles: needed.roles.filter((name) => !granted.roles.includes(name)),
  };
  return isMissingNothing(unheld) ? needed : unheld;
}

/** The same readings; those that were refused name what is missing and no more. */
export const narrowed = (readings: readonly Reading[], granted: Permissions): Reading[] =>
  readings.map((reading) =>
    reading.kind === 'unknown' && reading.missing
      ? { ...reading, missing: missingPermissionsOf(reading.missing, granted) }
      : reading,
  );

/** Everything that is needed, each once, in order; without what another one of them contains. */
export function leastOf(needed: readonly Permissions[]): Permissions {
  const least = (pick: (permissions: Permissions) => string[]): string[] => {
    const names = [...new Set(needed.flatMap(pick))];
    const isCovered = (name: string): boolean =>
      needed
        .filter((one) => pick(one).includes(name))
        .every((one) => substitutesFor(name, one).some((more) => names.includes(more)));
    return names.filter((name) => !isCovered(name)).sort();
  };
  return { graph: least(({ graph }) => graph), roles: least(({ roles }) => roles) };
}

export const permissionsInWords = (permissions: Permissions): string => sayPermissions(permissions).text;

export const sayPermissions = ({ graph, roles }: Permissions): Sentence =>
  say('permissions', { graph: [...graph], roles: [...roles] });
