import { controlOf } from '../../controls/checklist';
import type { DocumentId } from '../../controls/control';

/** Who moved a setting, as far as the directory's own audit log tells. Times are ISO 8601, UTC. */
export interface Author {
  /** The name a person signs in with, or that of an application; absent where nobody knows. */
  by?: string;
  at?: string;
  /** Why it is said, or why nobody knows; a sentence for a person. */
  reason: string;
}

/** A setting that was seen otherwise at two moments. */
export interface Moved {
  /** Absent for what is no setting. */
  control?: string;
  property?: string;
  /** When it was last seen as it was, and when as it is. */
  from: string;
  to: string;
}

/** A line of the directory's audit log, as far as it matters here. */
export interface LoggedChange {
  activity: string;
  at: string;
  by: string;
  /** What was changed, by its name: `B2BManagementPolicy`. */
  targets: string[];
  /** The properties it names; it does not name all of them, and not always in the words of Graph. */
  properties: string[];
}

/**
 * Under which names the directory logs changes of a document, and of which object where the name says too little. What
 * is not here stands in no log that Graph shows to an application.
 * https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities
 */
const ACTIVITIES: Readonly<Partial<Record<DocumentId, { names: readonly string[]; target?: string }>>> = {
  authorizationPolicy: { names: ['Update authorization policy'] },
  collaborationDomains: {
    names: ['Add policy', 'Update policy', 'Delete policy'],
    target: 'B2BManagementPolicy',
  },
  crossTenantAccess: {
    names: [
      'Add a partner to cross-tenant access setting',
      'Update a partner cross-tenant access setting',
      'Delete partner specific cross-tenant access setting',
      'Update the default cross-tenant access setting',
      'Reset the cross-tenant access default setting',
    ],
  },
  groupSettings: { names: ['Create group settings', 'Update group settings', 'Delete group settings'] },
};

const loggedAs = ({ control }: Pick<Moved, 'control'>) =>
  control === undefined ? undefined : ACTIVITIES[controlOf(control).document ?? 'subscriptions'];

/** The names of the activities that could have moved these settings; none where the log says nothing of them. */
export const activitiesBehind = (moved: readonly Moved[]): string[] => [
  ...new Set(moved.flatMap((one) => loggedAs(one)?.names ?? [])),
];

const NOT_LOGGED =
  'Not known: the log of the directory does not hold it. An administrator can search the audit log in Microsoft Purview.';

/** Finds who moved a setting: the last who named its property, or else the last who touched its document. */
export function authorIn(log: readonly LoggedChange[], moved: Moved): Author {
  const logged = loggedAs(moved);
  if (logged === undefined) return { reason: NOT_LOGGED };
  const { names, target } = logged;
  const candidates = log
    .filter(({ activity, at, targets }) => {
      const isMine = names.includes(activity) && (target === undefined || targets.includes(target));
      return isMine && at >= moved.from && at <= moved.to;
    })
    .toSorted((a, b) => a.at.localeCompare(b.at));
  const named = candidates.filter(({ properties }) => properties.some((name) => isNamed(moved, name)));
  const found = (named.length > 0 ? named : candidates).at(-1);
  if (found === undefined) {
    const reason = `Not known: the log of the directory holds no such change from ${moved.from} to ${moved.to}; it can be late.`;
    return { reason };
  }
  const { activity, at, by } = found;
  const others = new Set(candidates.map((one) => one.by)).size - 1;
  const rest = others > 0 ? `, the last of ${others + 1} who touched it` : '';
  return { by, at, reason: `${by} at ${at}: “${activity}” in the log of the directory${rest}.` };
}

const isNamed = ({ property }: Moved, name: string): boolean =>
  property !== undefined && name.toLowerCase() === property.toLowerCase();
