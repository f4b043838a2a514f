import {
  isRefused,
  NotShownYet,
  Refused,
  ServiceThrottled,
  UnexpectedReply,
  type RawError,
} from '../microsoft/http/service-errors';
import { controlOf } from '../controls/checklist';
import type { Change, DocumentId, Permissions, Reading } from '../controls/control';
import { readingOf, readOwned, settingsOf } from './read-settings';
import { leastOf } from '../controls/permissions';
import type { Clients, Scope, Snapshot } from './settings-document';
import { isSame, type Value, type Values } from '../controls/values/value';

export type Applied =
  | ({ kind: 'applied'; written: Change[]; readings: Reading[]; requestIds: string[] } & Found)
  /** Everything stood as desired already: somebody was faster. */
  | ({ kind: 'unchanged'; readings: Reading[]; requestIds: string[] } & Found)
  /** Stored by Microsoft's word, and not to be seen yet: the readings that follow will tell. */
  | ({ kind: 'notReflected'; written: Change[]; readings: Reading[]; requestIds: string[] } & Found)
  /** `written`: what got through before, where a document takes more than one call. */
  | ({ kind: 'moved' } & Sent & Move)
  /** `missing`: all that reading and writing the document takes, where something of it is. */
  | ({ kind: 'refused'; missing?: Permissions; raw: RawError } & Sent);

interface Found {
  /** Sent, and not done by Microsoft's word (429); then it stood as desired. Not written by us, as far as anybody said. */
  foundAsDesired?: Change[];
}

/** What went out before a write came to nothing. */
interface Sent {
  written: Change[];
  /** Sent, with an answer that nobody heard, and no reading shows it. */
  mayBeWritten?: Change[];
}

/** A setting that is no longer as it was when the changes were planned. */
export interface Move {
  control: string;
  property: string;
  expected: Value;
  found: Value;
  /** Why it is left alone, where it stands as it did. */
  reason?: string;
  /** Where we ourselves wrote what was found: before when. ISO 8601, UTC. */
  ownSince?: string;
}

export interface ApplyOptions {
  /** Properties that an earlier try of the same step was about to write: what stands as desired of them is our own work. */
  earlier?: readonly string[];
  /** Hears, between reading and writing, what is about to be written. */
  begin?: (properties: string[]) => Promise<void>;
  /** Properties that an earlier try sent, and that Microsoft said were not written: what stands as desired of them is found. */
  putOff?: readonly string[];
  /** Hears what of it was not written, by Microsoft's word. */
  takeBack?: (properties: string[]) => Promise<void>;
  /** What else must not have moved: the changes lean on it. */
  objectionTo?: (values: Values) => Move | undefined;
}

/** A reading that lags behind Microsoft's own answer is asked for again after so long. */
const CATCH_UP_MS = 2 * 60_000;

/**
 * Reads a document, and writes its changes with no property but those asked, unless it moved since they were planned.
 * Reads back once.
 * @throws ServiceBusy also where Microsoft says that something is there, and its reading does not show it yet
 */
export async function applyChanges(
  clients: Clients,
  document: DocumentId,
  changes: readonly Change[],
  scope: Scope,
  now: () => Date,
  options: ApplyOptions = {},
): Promise<Applied> {
  const { earlier = [], putOff = [], objectionTo = () => undefined } = options;
  const settings = settingsOf(document);
  const shownIn = ({ values }: Snapshot, some: readonly Change[]): Change[] =>
    some.filter(({ property, after }) => isSame(values[property], after));
  const wasSent = ({ property }: Change): boolean => earlier.includes(property);
  const refusedBy = (fault: unknown, sent: Sent): Applied => {
    if (!(fault instanceof Refused)) throw fault;
    const needed = changes.map(({ control }) => controlOf(control));
    const missing = leastOf(needed.flatMap(({ toRead, toWrite }) => [toRead, toWrite]));
    return { kind: 'refused', ...sent, raw: fault.raw, ...(isRefused(fault, 401, 403) && { missing }) };
  };
  const shownBy = (snapshot: Snapshot): Reading[] =>
    [...new Set(changes.map(({ control }) => control))].map((id) =>
      readingOf(controlOf(id), snapshot, now().toISOString()),
    );

  let upon: Snapshot;
  try {
    upon = await readOwned(document, clients, scope);
  } catch (fault) {
    return refusedBy(fault, sentOf([], changes.filter(wasSent)));
  }
  const done = shownIn(upon, changes).filter((one) => !one.despiteReading);
  const open = changes.filter((change) => !done.includes(change));
  const ours = done.filter(wasSent);
  const foundAsDesired = done.filter((one) => !wasSent(one) && putOff.includes(one.property));
  const found = foundAsDesired.length > 0 ? { foundAsDesired } : {};
  const move = moveAmong(open, upon.values) ?? (open.length > 0 ? objectionTo(upon.values) : undefined);
  if (move) return { kind: 'moved', ...sentOf(ours, open.filter(wasSent)), ...move };

  const idsOf = (...ids: (string | undefined)[]): string[] => ids.filter((id) => id !== undefined);
  if (open.length === 0) {
    const seen = { ...found, readings: shownBy(upon), requestIds: idsOf(upon.requestId) };
    return ours.length === 0 ? { kind: 'unchanged', ...seen } : { kind: 'applied', written: ours, ...seen };
  }
  if (settings.write === undefined) throw new Error(`Nothing of ${document} is ours to change.`);
  const wanted = Object.fromEntries(open.map(({ property, after }) => [property, after]));
  const through: string[] = [];
  let answer: string | undefined;
  await options.begin?.(open.map(({ property }) => property));
  try {
    answer = await settings.write(clients, wanted, upon, scope, (property) => void through.push(property));
  } catch (fault) {
    if (isThrottled(fault))
      await options.takeBack?.(
        open
          .filter((one) => !wasSent(one) && !through.includes(one.property))
          .map(({ property }) => property),
      );
    // Whoever made it, and be it we: the reading is older than that, and nothing can be said upon it.
    if (fault instanceof NotShownYet || (fault instanceof Refused && saysItIsThere(fault)))
      throw new ServiceThrottled(fault.call, new Date(now().getTime() + CATCH_UP_MS).toISOString());
    if (!(fault instanceof Refused)) throw fault;
    const back = await readBack(clients, document, scope);
    const seen = back ? shownIn(back, open.filter(wasSent)) : [];
    const got = open.filter((one) => through.includes(one.property) || seen.includes(one));
    return refusedBy(
      fault,
      sentOf(
        [...ours, ...got],
        open.filter((one) => wasSent(one) && !got.includes(one)),
      ),
    );
  }
  const written = [...ours, ...open];
  const back = await readBack(clients, document, scope);
  if (back === undefined)
    return { kind: 'notReflected', written, readings: [], requestIds: idsOf(answer), ...found };
  const isReflected = shownIn(back, changes).length === changes.length;
  return {
    kind: isReflected ? 'applied' : 'notReflected',
    written,
    ...found,
    readings: shownBy(back),
    requestIds: idsOf(answer, back.requestId),
  };
}

/** Requests that are throttled fail: they are not carried out. https://learn.microsoft.com/graph/throttling */
const isThrottled = (fault: unknown): boolean =>
  fault instanceof ServiceThrottled && fault.raw?.status === 429;

const sentOf = (written: Change[], mayBeWritten: Change[]): Sent => ({
  written,
  ...(mayBeWritten.length > 0 && { mayBeWritten }),
});

function moveAmong(changes: readonly Change[], values: Values): Move | undefined {
  // An entry that is not there reads as nothing at all.
  const moved = changes.find(({ property, before, after, despiteReading }) => {
    const found = values[property] ?? null;
    return !isSame(found, before) && !(despiteReading && isSame(found, after));
  });
  if (moved === undefined) return undefined;
  const { control, property, before: expected } = moved;
  return { control, property, expected, found: values[property] ?? null };
}

/** Whether Microsoft refuses to make something because it is there already. */
const saysItIsThere = ({ call, raw }: Refused): boolean =>
  call.method === 'POST' &&
  (raw.status === 409 || /conflicting object|already exists|exists already/i.test(raw.message ?? ''));

/** What was written is written, whatever becomes of the look at it. */
async function readBack(clients: Clients, document: DocumentId, scope: Scope): Promise<Snapshot | undefined> {
  try {
    return await readOwned(document, clients, scope);
  } catch (fault) {
    if (fault instanceof Refused || fault instanceof UnexpectedReply) return undefined;
    throw fault;
  }
}
