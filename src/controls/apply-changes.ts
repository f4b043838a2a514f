import { isRefused, Refused, UnexpectedReply, type RawError } from '../http/faults';
import { controlOf } from './checklist';
import type { Change, DocumentId, Permissions, Reading } from './control';
import { readingOf, readOwned, settingsOf } from './documents';
import { leastOf } from './permissions';
import type { Clients, Scope, Snapshot } from './settings-document';
import { isSame, type Value, type Values } from './value';

export type Applied =
  | { kind: 'applied'; written: Change[]; readings: Reading[]; requestIds: string[] }
  /** Everything stood as wished already: somebody was faster. */
  | { kind: 'unchanged'; readings: Reading[]; requestIds: string[] }
  /** Stored by Microsoft's word, and not to be seen yet: the readings that follow will tell. */
  | { kind: 'notReflected'; written: Change[]; readings: Reading[]; requestIds: string[] }
  /** `written`: what got through before, where a document takes more than one call. */
  | ({ kind: 'moved'; written: Change[] } & Move)
  /** `missing`: all that reading and writing the document takes, where something of it is. */
  | { kind: 'refused'; written: Change[]; missing?: Permissions; raw: RawError };

/** A setting that is no longer as it was when the changes were planned. */
export interface Move {
  control: string;
  expected: Value;
  found: Value;
  /** Why it is left alone, where it stands as it did. */
  reason?: string;
}

export interface ApplyOptions {
  /** Asked between reading and writing: whether no earlier try came so far. What stands as wished else is our own work. */
  begin?: () => Promise<boolean>;
  /** What else must not have moved: the changes lean on it. */
  objectionTo?: (values: Values) => Move | undefined;
}

/**
 * Reads a document, and writes its changes with no property but those asked, unless it moved since they were planned.
 * Reads back once.
 */
export async function applyChanges(
  clients: Clients,
  document: DocumentId,
  changes: readonly Change[],
  scope: Scope,
  now: () => Date,
  { begin = async () => true, objectionTo = () => undefined }: ApplyOptions = {},
): Promise<Applied> {
  const settings = settingsOf(document);
  const doneIn = ({ values }: Snapshot, some = changes): Change[] =>
    some.filter(({ property, after }) => isSame(values[property], after));
  const refusedBy = (fault: unknown, written: Change[]): Applied => {
    if (!(fault instanceof Refused)) throw fault;
    const needed = changes.map(({ control }) => controlOf(control));
    const missing = leastOf(needed.flatMap(({ toRead, toWrite }) => [toRead, toWrite]));
    return { kind: 'refused', written, raw: fault.raw, ...(isRefused(fault, 401, 403) && { missing }) };
  };
  const shownBy = (snapshot: Snapshot): Reading[] =>
    [...new Set(changes.map(({ control }) => control))].map((id) =>
      readingOf(controlOf(id), snapshot, now().toISOString()),
    );

  let upon: Snapshot;
  try {
    upon = await readOwned(document, clients, scope);
  } catch (fault) {
    return refusedBy(fault, []);
  }
  const done = doneIn(upon);
  const open = changes.filter((change) => !done.includes(change));
  const isFirst = await begin();
  const ours = isFirst ? [] : done;
  const move = moveAmong(open, upon.values) ?? (open.length > 0 ? objectionTo(upon.values) : undefined);
  if (move) return { kind: 'moved', written: ours, ...move };

  const idsOf = (...ids: (string | undefined)[]): string[] => ids.filter((id) => id !== undefined);
  if (open.length === 0) {
    const seen = { readings: shownBy(upon), requestIds: idsOf(upon.requestId) };
    return isFirst ? { kind: 'unchanged', ...seen } : { kind: 'applied', written: ours, ...seen };
  }
  if (settings.write === undefined) throw new Error(`Nothing of ${document} is ours to change.`);
  const wanted = Object.fromEntries(open.map(({ property, after }) => [property, after]));
  let answer: string | undefined;
  try {
    answer = await settings.write(clients, wanted, upon, scope);
  } catch (fault) {
    const back = fault instanceof Refused ? await readBack(clients, document, scope) : undefined;
    return refusedBy(fault, [...ours, ...(back ? doneIn(back, open) : [])]);
  }
  const written = [...ours, ...open];
  const back = await readBack(clients, document, scope);
  if (back === undefined) return { kind: 'notReflected', written, readings: [], requestIds: idsOf(answer) };
  const isReflected = doneIn(back).length === changes.length;
  return {
    kind: isReflected ? 'applied' : 'notReflected',
    written,
    readings: shownBy(back),
    requestIds: idsOf(answer, back.requestId),
  };
}

function moveAmong(changes: readonly Change[], values: Values): Move | undefined {
  // An entry that is not there reads as nothing at all.
  const moved = changes.find(({ property, before }) => !isSame(values[property] ?? null, before));
  return moved && { control: moved.control, expected: moved.before, found: values[moved.property] ?? null };
}

/** What was written is written, whatever becomes of the look at it. */
async function readBack(clients: Clients, document: DocumentId, scope: Scope): Promise<Snapshot | undefined> {
  try {
    return await readOwned(document, clients, scope);
  } catch (fault) {
    if (fault instanceof Refused || fault instanceof UnexpectedReply) return undefined;
    throw fault;
  }
}
