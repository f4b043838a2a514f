const MINUTE = 60_000;

/**
 * For so long after a write a reading may usually still show what stood before; milliseconds. An assumption: Microsoft
 * promises no moment, and says of the slowest of these settings that it is effective within an hour.
 */
export const USUAL_LAG = 60 * MINUTE;

/**
 * After so long no reading is older than a write, as far as was ever reported to us; milliseconds. What no reading has
 * shown by then did not last, or never came about.
 */
export const LONGEST_LAG = 4 * 60 * MINUTE;

/** Replicas disagree: what speaks of somebody's act is read twice, so long apart. Milliseconds. */
export const BETWEEN_READINGS = 3 * MINUTE;

/** For so long an undo that Microsoft accepted is looked for in readings, before a person is asked to look. */
export const LONGEST_LAG_WAIT = LONGEST_LAG;

/** When to look again after so many looks: soon at first, then every ten minutes. Milliseconds in, milliseconds out. */
export const nextReadingAfter = (looks: number, now: number): number => now + (PAUSES[looks] ?? 10) * MINUTE;

const PAUSES = [1, 2, 5];
