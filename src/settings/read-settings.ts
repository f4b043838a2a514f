import { batchedReads } from '../microsoft/graph/batched-reads';
import { isRefused, Refused, type RawError } from '../microsoft/http/service-errors';
import { concurrently } from '../microsoft/http/coalesce';
import { CHECKLIST } from '../controls/checklist';
import { owns, type Control, type DocumentId, type Reading } from '../controls/control';
import { authorizationPolicy } from './entra/authorization-policy';
import { collaborationDomainsPolicy } from './entra/collaboration-domains-policy';
import { crossTenantAccessPolicy } from './entra/cross-tenant-access-policy';
import { externalAccessPolicy } from './teams/external-access-policy';
import { federationSettings } from './teams/federation-settings';
import { groupSettings } from './groups/group-settings';
import { teamGroup } from './groups/team-group';
import { subscriptions } from './teams/subscribed-skus';
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
import { say } from '../texts/say';

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

export const settingsOf = (document: DocumentId): SettingsDocument => DOCUMENTS[document];

export const serviceOf = (document: DocumentId): SettingsDocument['service'] => DOCUMENTS[document].service;

/** Where Microsoft keeps a document: `/groups/{id}/settings`, `TenantFederationSettings`. */
export const placeOf = (document: DocumentId): string => DOCUMENTS[document].place;

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
  return concurrently(documentsOf(controls).map((document) => readDocument(clients, document, scope, now)));
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

/** What a document holds of our controls' properties, and no more: the rest is none of our business, nor of our records. */
export async function readOwned(document: DocumentId, readers: Readers, scope: Scope): Promise<Snapshot> {
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
export function readingOf(control: Control, snapshot: Snapshot, at: string): Reading {
  const { id, properties } = control;
  const { values, requestId } = snapshot;
  const left = (snapshot.absent ?? []).filter((name) => owns(control, name));
  const isThere = (name: string): boolean =>
    Object.keys(values).some((one) => owns({ properties: [name] }, one));
  const absent = properties.find((name) => name !== 'partner' && !isThere(name));
  if (absent !== undefined) {
    const { text: reason, said: reasonSaid } = say('reading.absent', { property: absent });
    return { kind: 'unknown', control: id, reason, reasonSaid, at };
  }
  return {
    kind: 'known',
    control: id,
    values,
    at,
    ...(requestId && { requestId }),
    ...(left.length > 0 && { absent: left }),
  };
}
