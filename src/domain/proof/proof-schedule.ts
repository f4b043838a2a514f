const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * Minutes after the last change at which is tried: dense while quick gates take effect, then hourly for the Teams
 * switch. With the hours that follow these are 31 tries in a day, on average half an hour late.
 */
const FIRST_TRIES = [5, 10, 15, 30, 45, 60, 90, 120, 150, 180];

/**
 * When to try again. It hangs on the age of the change alone, never on how often was tried: whoever has it tried at once
 * gets one try more, and none later. Milliseconds in, milliseconds out.
 */
export function nextTry(changedAt: number, now: number): number {
  const first = FIRST_TRIES.map((minutes) => changedAt + minutes * MINUTE).find((time) => time > now);
  return first ?? changedAt + (Math.floor((now - changedAt) / HOUR) + 1) * HOUR;
}

/**
 * Hours after the last change at which all settings are read again: waiting says little, reading says much. Before
 * these comes the reading after the first try that fails.
 */
const READ_AGAIN_HOURS = [1, 6, 12, 24];

/** The next full reading after `now`, or undefined when the day is over. */
export function nextReading(changedAt: number, now: number): number | undefined {
  return READ_AGAIN_HOURS.map((hours) => changedAt + hours * HOUR).find((time) => time > now);
}

/** Replicas disagree for some minutes after a change: one success is luck, two some minutes apart are evidence. */
export const BETWEEN_SUCCESSES = 6 * MINUTE;

/** How long a fresh account may stay invisible to other parts of Entra before it is worth trying again. */
export const REPLICATION_WAIT = 30_000;

/** Where Teams cannot reach us, the roster is read this many hours after the last change. */
export const SPARSE_ROSTER_HOURS = [0.5, 2, 6, 12];

/** Without word from Teams the roster is read once, this long before the deadline. */
export const LAST_ROSTER_READING = 15 * MINUTE;
