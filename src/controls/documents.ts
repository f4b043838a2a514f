import { isRefused, Refused, type RawError } from '../http/faults';
import { CHECKLIST, controlOf } from './checklist';
import type { Change, Control, DocumentId, Permissions, Reading } from './control';
import { authorizationPolicy } from './entra/authorization-policy';
import { groupSettings } from './groups/group-settings';
import type { Clients, SettingsDocument, Snapshot } from './settings-document';
import { sharePointSettings } from './sharepoint/sharepoint-settings';
import { teamsClientConfiguration } from './teams/teams-client-configuration';

const DOCUMENTS: Readonly<Record<DocumentId, SettingsDocument>> = {
  authorizationPolicy,
  teamsClientConfiguration,
  groupSettings,
  sharePointSettings,
};

/** The documents that hold the controls given, in the order of the checklist. */
export const documentsOf = (controls: readonly Control[]): DocumentId[] => [
  ...new Set(controls.map((one) => one.document)),
];

export type DocumentReading =
  | { kind: 'known'; document: DocumentId; readings: Reading[]; snapshot: Snapshot }
  | { kind: 'unknown'; document: DocumentId; readings: Reading[]; raw: RawError };

/** Reads a document once, and what each control in it shows. A refusal is a reading of its own, not a fault. */
export async function readDocument(
  clients: Clients,
  document: DocumentId,
  now: () => Date,
): Promise<DocumentReading> {
  const controls = CHECKLIST.filter((control) => control.document === document);
  const at = now().toISOString();
  try {
    const snapshot = await DOCUMENTS[document].read(clients);
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
  | { kind: 'applied'; readings: Reading[]; requestIds: string[] }
  /** Everything stood as wished already: an earlier try got through, or somebody was faster. */
  | { kind: 'unchanged'; readings: Reading[]; requestIds: string[] }
  /** Stored by Microsoft's word, and not to be seen yet: the readings that follow will tell. */
  | { kind: 'notReflected'; readings: Reading[]; requestIds: string[] }
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
  now: () => Date,
  snapshot?: Snapshot,
): Promise<Applied> {
  const settings = DOCUMENTS[document];
  try {
    const upon = snapshot ?? (await settings.read(clients));
    const open = changes.filter(({ property, after }) => upon.values[property] !== after);
    const moved = open.find(({ property, before }) => upon.values[property] !== before);
    if (moved)
      return {
        kind: 'moved',
        control: moved.control,
        expected: moved.before,
        found: upon.values[moved.property],
      };

    const wanted = Object.fromEntries(open.map(({ property, after }) => [property, after]));
    const written = open.length > 0 ? await settings.write(clients, wanted, upon) : undefined;
    const back = open.length > 0 ? await settings.read(clients) : upon;
    const at = now().toISOString();
    const readings = changes.map(({ control }) => readingOf(controlOf(control), back, at));
    const requestIds = [written, back.requestId].filter((id) => id !== undefined);
    const isReflected = changes.every(({ property, after }) => back.values[property] === after);
    if (!isReflected) return { kind: 'notReflected', readings, requestIds };
    return { kind: open.length > 0 ? 'applied' : 'unchanged', readings, requestIds };
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    const missing = isRefused(fault, 401, 403)
      ? { missing: controlOf(changes[0]?.control ?? '').toWrite }
      : {};
    return { kind: 'refused', raw: fault.raw, ...missing };
  }
}

function readingOf({ id, property }: Control, { values, requestId }: Snapshot, at: string): Reading {
  const value = values[property];
  if (value === undefined) return { kind: 'unknown', control: id, reason: `${property} is absent`, at };
  return { kind: 'known', control: id, value, at, ...(requestId && { requestId }) };
}
