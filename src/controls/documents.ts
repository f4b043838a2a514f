import { batchedReads } from '../graph/batched-reads';
import { isRefused, Refused, type RawError } from '../http/faults';
import { together } from '../http/together';
import { CHECKLIST, controlOf } from './checklist';
import { owns, type Change, type Control, type DocumentId, type Permissions, type Reading } from './control';
import { authorizationPolicy } from './entra/authorization-policy';
import { collaborationDomainsPolicy } from './entra/collaboration-domains-policy';
import { crossTenantAccessPolicy } from './entra/cross-tenant-access-policy';
import { externalAccessPolicy } from './federation/external-access-policy';
import { federationSettings } from './federation/federation-settings';
import { groupSettings } from './groups/group-settings';
import { teamGroup } from './groups/team-group';
import { subscriptions } from './licences/subscriptions';
import type { Clients, Readers, Scope, SettingsDocument, Snapshot } from './settings-document';
import { sharePointSettings } from './sharepoint/sharepoint-settings';
import { teamSettings } from './teams/team-settings';
import {
  guestCallingConfiguration,
  guestMeetingConfiguration,
  guestMessagingConfiguration,
  teamsClientConfiguration,
  teamsMessagingPolicy,
} from './teams/teams-configurations';
import { isSame } from './value';

const DOCUMENTS: Readonly<Record<DocumentId, SettingsDocument>> = {
  authorizationPolicy,
  collaborationDomains: collaborationDomainsPolicy,
  crossTenantAccess: crossTenantAccessPolicy,
  teamsClientConfiguration,
  groupSettings,
  teamGroup,
  sharePointSettings,
  guestCalling: guestCallingConfiguration,
  guestMeeting: guestMeetingConfiguration,
  guestMessaging: guestMessagingConfiguration,
  team: teamSettings,
  messagingPolicy: teamsMessagingPolicy,
  federation: federationSettings,
  externalAccessPolicy,
  subscriptions,
};

/** The documents that hold the controls given, in the order of the checklist. */
export const documentsOf = (controls: readonly Control[]): DocumentId[] => [
  ...new Set(controls.flatMap(({ document }) => document ?? [])),
];

export const serviceOf = (document: DocumentId): SettingsDocument['service'] => DOCUMENTS[document].service;

export type DocumentReading =
  | { kind: 'known'; document: DocumentId; readings: Reading[]; snapshot: Snapshot }
  | { kind: 'unknown'; document: DocumentId; readings: Reading[]; raw: RawError };

/** What reads the settings of a tenant and, whoever holds it, writes none; what Graph v1.0 serves goes in batches. */
export function readersOf({ graph, teamsAdmin }: Clients, now: () => Date): Readers {
  const batched = batchedReads(graph, now);
  return {
    graph: { call: (method, route, path, options) => batched.call(method, route, path, options) },
    teamsAdmin: { read: (type, schema) => teamsAdmin.read(type, schema) },
  };
}

/** Reads the documents that hold these controls, each once; what Graph v1.0 serves goes in batches. */
export function readDocuments(
  { graph, teamsAdmin }: Clients,
  controls: readonly Control[],
  scope: Scope,
  now: () => Date,
): Promise<DocumentReading[]> {
  const clients: Clients = { graph: batchedReads(graph, now), teamsAdmin };
  return together(documentsOf(controls).map((document) => readDocument(clients, document, scope, now)));
}

/** Reads a document once, and what each control in it shows. A refusal is a reading of its own, not a fault. */
export async function readDocument(
  readers: Readers,
  document: DocumentId,
  scope: Scope,
  now: () => Date,
): Promise<DocumentReading> {
  const controls = CHECKLIST.filter((control) => control.document === document);
  const at = now().toISOString();
  try {
    const snapshot = await readOwned(document, readers, scope);
    return {
      kind: 'known',
      document,
      snapshot,
      readings: controls.map((control) => readingOf(control, snapshot, at)),
    };
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    const readings = controls.map(({ id, toRead }): Reading => {
      const missing = isRefused(fault, 401, 403) ? { missing: toRead } : {};
      return { kind: 'unknown', control: id, reason: fault.message, at, ...missing };
    });
    return { kind: 'unknown', document, readings, raw: fault.raw };
  }
}

export type Applied =
  | { kind: 'applied'; written: Change[]; readings: Reading[]; requestIds: string[] }
  /** Everything stood as wished already: an earlier try got through, or somebody was faster. */
  | { kind: 'unchanged'; readings: Reading[]; requestIds: string[] }
  /** Stored by Microsoft's word, and not to be seen yet: the readings that follow will tell. */
  | { kind: 'notReflected'; written: Change[]; readings: Reading[]; requestIds: string[] }
  | { kind: 'moved'; control: string; expected: unknown; found: unknown }
  | { kind: 'refused'; missing?: Permissions; raw: RawError };

/**
 * Writes the changes of one document in one call, with no property but those asked, and reads back once.
 * @param snapshot what the plan was made upon; without it the document is read again and must not have moved
 */
export async function applyChanges(
  clients: Clients,
  document: DocumentId,
  changes: readonly Change[],
  scope: Scope,
  now: () => Date,
  snapshot?: Snapshot,
): Promise<Applied> {
  const { write } = DOCUMENTS[document];
  try {
    const upon = snapshot ?? (await readOwned(document, clients, scope));
    const written = changes.filter(({ property, after }) => !isSame(upon.values[property], after));
    const moved = written.find(({ property, before }) => !isSame(upon.values[property], before));
    if (moved)
      return {
        kind: 'moved',
        control: moved.control,
        expected: moved.before,
        found: upon.values[moved.property],
      };

    const isOpen = written.length > 0;
    const wanted = Object.fromEntries(written.map(({ property, after }) => [property, after]));
    if (isOpen && write === undefined) throw new Error(`Nothing of ${document} is ours to change.`);
    const answer = isOpen ? await write?.(clients, wanted, upon, scope) : undefined;
    const back = isOpen ? await readOwned(document, clients, scope) : upon;
    const at = now().toISOString();
    const ids = [...new Set(changes.map(({ control }) => control))];
    const readings = ids.map((id) => readingOf(controlOf(id), back, at));
    const requestIds = [answer, back.requestId].filter((id) => id !== undefined);
    const isReflected = changes.every(({ property, after }) => isSame(back.values[property], after));
    if (!isOpen) return { kind: 'unchanged', readings, requestIds };
    return { kind: isReflected ? 'applied' : 'notReflected', written, readings, requestIds };
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    const missing = isRefused(fault, 401, 403)
      ? { missing: controlOf(changes[0]?.control ?? '').toWrite }
      : {};
    return { kind: 'refused', raw: fault.raw, ...missing };
  }
}

/** What a document holds of our controls' properties, and no more: the rest is none of our business, nor of our records. */
async function readOwned(document: DocumentId, readers: Readers, scope: Scope): Promise<Snapshot> {
  const { values, ...rest } = await DOCUMENTS[document].read(readers, scope);
  const controls = CHECKLIST.filter((control) => control.document === document);
  const mine = Object.entries(values).filter(([name]) => controls.some((control) => owns(control, name)));
  const absent = controls
    .flatMap(({ whenAbsent = {} }) => Object.entries(whenAbsent))
    .filter(([name]) => (values[name] ?? null) === null);
  const names = absent.map(([name]) => name);
  return {
    ...rest,
    values: Object.fromEntries([...mine, ...absent]),
    ...(names.length > 0 && { absent: names }),
  };
}

/** What a control shows of its document: all of it, since a switch may be judged by what stands beside it. */
function readingOf(control: Control, snapshot: Snapshot, at: string): Reading {
  const { id, properties } = control;
  const { values, requestId } = snapshot;
  const left = (snapshot.absent ?? []).filter((name) => owns(control, name));
  const isThere = (name: string): boolean =>
    Object.keys(values).some((one) => owns({ properties: [name] }, one));
  const absent = properties.find((name) => name !== 'partner' && !isThere(name));
  if (absent !== undefined) return { kind: 'unknown', control: id, reason: `${absent} is absent`, at };
  return {
    kind: 'known',
    control: id,
    values,
    at,
    ...(requestId && { requestId }),
    ...(left.length > 0 && { absent: left }),
  };
}
