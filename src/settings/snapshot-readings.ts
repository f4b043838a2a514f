import type { SnapshotResource } from '../microsoft/graph/configuration-snapshots';
import { CHECKLIST } from '../controls/checklist';
import { owns, type Control, type DocumentId, type Reading } from '../controls/control';
import { allowing } from '../controls/values/domain-rule';
import type { Values } from '../controls/values/value';
import type { Sentence } from '../texts/said';
import { say } from '../texts/say';

/**
 * What Microsoft's own monitor can show of Teams; in lower case, as its documentation has it in calls.
 * https://learn.microsoft.com/graph/utcm-teams-resources
 */
const TYPES: Readonly<Partial<Record<DocumentId, string>>> = {
  teamsClientConfiguration: 'microsoft.teams.clientconfiguration',
  guestCalling: 'microsoft.teams.guestcallingconfiguration',
  guestMeeting: 'microsoft.teams.guestmeetingconfiguration',
  guestMessaging: 'microsoft.teams.guestmessagingconfiguration',
  federation: 'microsoft.teams.federationconfiguration',
};

export const SNAPSHOT_TYPES: readonly string[] = Object.values(TYPES);

/** The one that some tenants are reported to show where they refuse the others. */
export const SAFEST_TYPE = 'microsoft.teams.clientconfiguration';

/**
 * What a snapshot shows of a document's controls. What it leaves out is unknown: here a missing property does not stand
 * for Microsoft's default.
 * @param asOf when it was ordered, ISO 8601
 */
export function readingsIn(
  resources: readonly SnapshotResource[],
  document: DocumentId,
  asOf: string,
): Reading[] {
  const controls = CHECKLIST.filter((control) => control.document === document);
  const unknown = ({ id: control }: Control, { text: reason, said: reasonSaid }: Sentence): Reading => ({
    kind: 'unknown',
    control,
    reason,
    reasonSaid,
    at: asOf,
  });
  const found = resources.find(({ resourceType }) => resourceType === TYPES[document]);
  if (found === undefined) return controls.map((control) => unknown(control, say('reading.notInSnapshot')));
  const values: Values = { ...found.properties, ...domainsIn(found.properties) };
  const isOurs = (name: string): boolean => controls.some((control) => owns(control, name));
  const ours = Object.fromEntries(Object.entries(values).filter(([name]) => isOurs(name)));
  return controls.map((control): Reading => {
    const missing = control.properties.find((name) => !isShown(control, name, values));
    if (missing !== undefined)
      return unknown(control, say('reading.absentInSnapshot', { property: missing }));
    const source = 'tenantConfigurationManagement' as const;
    return { kind: 'known', control: control.id, values: ours, at: asOf, source };
  });
}

/** Of the kind we know it to be; text where a switch should be says nothing we understand. */
function isShown({ whenAbsent = {} }: Control, name: string, values: Values): boolean {
  const [value, usual] = [values[name] ?? null, whenAbsent[name] ?? null];
  return value !== null && (usual === null || typeof value === typeof usual);
}

/**
 * A list that names somebody is a list. How "every domain" and "nobody" look here is documented nowhere, and an empty list
 * could be either.
 */
function domainsIn({ AllowedDomains: listed }: Values): Values {
  if (!Array.isArray(listed) || listed.length === 0) return {};
  const names = listed.filter((one) => typeof one === 'string' && one.includes('.'));
  return names.length === listed.length ? { domains: allowing(names as string[]) } : {};
}
