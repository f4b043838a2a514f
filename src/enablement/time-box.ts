const DAY = 86_400_000;

/** Until when an enablement stands. Times are ISO 8601, UTC. */
export interface TimeBox {
  /** The enablement. */
  id: string;
  until: string;
  /** When it was said that the end is near. */
  announcedAt?: string;
  /** The run that puts back what the enablement changed. */
  endedBy?: string;
  /** When it was said what came of that. */
  endToldAt?: string;
  extensions: Extension[];
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

/** What is to be done about a time box now. It is announced a day before, and what came of the end is told. */
export function dueOf(
  { until, announcedAt, endedBy, endToldAt }: TimeBox,
  now: number,
): 'end' | 'announce' | 'tellEnd' | undefined {
  if (endedBy !== undefined) return endToldAt === undefined ? 'tellEnd' : undefined;
  if (now >= Date.parse(until)) return 'end';
  return announcedAt === undefined && now >= Date.parse(until) - DAY ? 'announce' : undefined;
}

/** The latest date that somebody agreed to; whoever asks may come back to it. @param asked the date of the request */
export const agreedUntil = ({ extensions }: TimeBox, asked: string): number =>
  Math.max(
    Date.parse(asked),
    ...extensions.filter(({ isDecision }) => isDecision).map(({ until }) => Date.parse(until)),
  );

/** The box with another date; a new end is announced anew. */
export const extended = ({ announcedAt: _, ...box }: TimeBox, extension: Extension): TimeBox => ({
  ...box,
  until: extension.until,
  extensions: [...box.extensions, extension],
});
