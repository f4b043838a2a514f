const DAY = 86_400_000;

/** Until when an enablement stands. Times are ISO 8601, UTC. */
export interface Expiry {
  /** The enablement. */
  id: string;
  until: string;
  /** When it was said that the end is near. */
  noticeSentAt?: string;
  /** The run that undoes what the enablement changed. */
  endedBy?: string;
  /** When it ended without such a run, because nothing that the enablement changed stood any more. */
  endedAt?: string;
  /** When it was said what came of that. */
  endNoticeSentAt?: string;
  /** The newest of them, oldest first. */
  extensions: Extension[];
  /** How many there were before those. */
  earlierExtensions?: number;
}

/** Somebody's word that an enablement stands longer, or shorter. */
export interface Extension {
  until: string;
  by: string;
  /** The machine that said it for him. */
  through?: string;
  /** The identity of whoever said it. */
  byId?: string;
  /** Whether it was a decision: somebody who may agreed to a later date than was agreed to. */
  isDecision?: true;
  reason: string;
  at: string;
}

/** What is wrong with a date on which an enablement is to end, or undefined. Milliseconds for now. */
export function untilViolation(until: string, now: number): string | undefined {
  const time = Date.parse(until);
  if (time <= now) return 'must lie in the future';
  return time - now > 366 * DAY ? 'must lie within a year' : undefined;
}

/** Whether it has ended, or is ending: then nobody can give it another date. */
export const hasEnded = ({ endedBy, endedAt }: Pick<Expiry, 'endedBy' | 'endedAt'>): boolean =>
  endedBy !== undefined || endedAt !== undefined;

/** What is to be done about a time box now. It is announced a day before, and what came of the end is told. */
export function dueOf(
  { until, noticeSentAt, endedBy, endedAt, endNoticeSentAt }: Expiry,
  now: number,
): 'end' | 'emitEvent' | 'notifyEnd' | undefined {
  if (endedAt !== undefined) return undefined;
  if (endedBy !== undefined) return endNoticeSentAt === undefined ? 'notifyEnd' : undefined;
  if (now >= Date.parse(until)) return 'end';
  return noticeSentAt === undefined && now >= Date.parse(until) - DAY ? 'emitEvent' : undefined;
}

/** The latest date that somebody agreed to; whoever asks may come back to it. @param asked the date of the request */
export const agreedUntil = ({ extensions }: Expiry, asked: string): number =>
  Math.max(
    Date.parse(asked),
    ...extensions.filter(({ isDecision }) => isDecision).map(({ until }) => Date.parse(until)),
  );

/** Whether somebody says again what he said last, word for word, and nobody said anything since. */
export function isRepeated(
  { until, extensions }: Expiry,
  said: Omit<Extension, 'at' | 'isDecision'>,
): boolean {
  const last = extensions.at(-1);
  if (last === undefined || until !== last.until) return false;
  return (['until', 'by', 'byId', 'through', 'reason'] as const).every((name) => last[name] === said[name]);
}

/** The box with another date; a new end is announced anew. */
export function extended({ noticeSentAt: _, ...box }: Expiry, extension: Extension): Expiry {
  const all = [...box.extensions, extension];
  const extensions = keptOf(all);
  const earlier = (box.earlierExtensions ?? 0) + all.length - extensions.length;
  return {
    ...box,
    until: extension.until,
    extensions,
    ...(earlier > 0 && { earlierExtensions: earlier }),
  };
}

/** A box is one row, and somebody may extend it every day for years: the last of them are kept, within these limits. */
const MOST_EXTENSIONS = 20;
const MOST_CHARACTERS = 20_000;

/** The newest extensions, and the one by which the latest date was agreed to: what may be come back to hangs on that. */
function keptOf(all: readonly Extension[]): Extension[] {
  const agreed = all
    .filter(({ isDecision }) => isDecision)
    .toSorted((a, b) => Date.parse(b.until) - Date.parse(a.until))[0];
  let room = MOST_CHARACTERS;
  const kept = all.toReversed().filter((one, index) => {
    room -= JSON.stringify(one).length;
    return index === 0 || one === agreed || (index < MOST_EXTENSIONS && room >= 0);
  });
  return kept.toReversed();
}
