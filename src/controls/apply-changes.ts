import { isRefused, Refused, type RawError } from '../http/faults';
import { controlOf } from './checklist';
import type { Change, DocumentId, Permissions, Reading } from './control';
import { readingOf, readSettings, writeOf } from './documents';
import type { Clients, Scope, Snapshot } from './settings-document';
import { isSame, type Values } from './value';

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
  const read = (): Promise<Snapshot> => readSettings(document, clients, scope);
  const shownIn = (snap: Snapshot): Reading[] =>
    [...new Set(changes.map(({ control }) => control))].map((id) =>
      readingOf(controlOf(id), snap, now().toISOString()),
    );
  try {
    const upon = snapshot ?? (await read());
    const written = changes.filter(({ property, after }) => !isSame(upon.values[property], after));
    const moved = written.find(({ property, before }) => !isSame(upon.values[property], before));
    if (moved) {
      const { control, before, property } = moved;
      return { kind: 'moved', control, expected: before, found: upon.values[property] };
    }
    if (written.length === 0)
      return { kind: 'unchanged', readings: shownIn(upon), requestIds: idsOf(upon.requestId) };

    const wanted = Object.fromEntries(written.map(({ property, after }) => [property, after]));
    const answer = await writeOf(document)(clients, wanted, upon, scope).catch(async (fault: unknown) => {
      // A try before this one may have made the object, and only its answer was lost.
      if (!(fault instanceof Refused) || !holds((await read()).values, written)) throw fault;
      return fault.raw.requestId;
    });
    const back = await read();
    return {
      kind: holds(back.values, changes) ? 'applied' : 'notReflected',
      written,
      readings: shownIn(back),
      requestIds: idsOf(answer, back.requestId),
    };
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    const missing = isRefused(fault, 401, 403)
      ? { missing: controlOf(changes[0]?.control ?? '').toWrite }
      : {};
    return { kind: 'refused', raw: fault.raw, ...missing };
  }
}

const holds = (values: Values, changes: readonly Change[]): boolean =>
  changes.every(({ property, after }) => isSame(values[property], after));

const idsOf = (...ids: (string | undefined)[]): string[] => ids.filter((id) => id !== undefined);
