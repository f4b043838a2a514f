import { z } from 'zod';

const MINUTE = 60_000;
const DAY = 24 * 60;
const SHAPE = /^((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d) ([A-Za-z_+\-/0-9]+)$/;

interface Span {
  /** Minutes after midnight, by the clocks of the zone. */
  from: number;
  to: number;
  zone: string;
}

/** Hours in which nobody is told anything, by the clocks of a place: `22:00-07:00 Europe/Amsterdam`. */
export const quietHoursSchema = z
  .string()
  .trim()
  .max(100, 'must have at most 100 characters')
  .refine(
    (text) => spanOf(text) !== undefined,
    'must be two different times and a zone of the IANA database, such as 22:00-07:00 Europe/Amsterdam',
  );

/** When the quiet hours end that are on now; undefined while there are none. Milliseconds. */
export function quietUntil(hours: string, now: number): number | undefined {
  const span = spanOf(hours);
  if (span === undefined) return undefined;
  const { from, to, zone } = span;
  const local = minutesIn(zone, now);
  const isQuiet = from < to ? local >= from && local < to : local >= from || local < to;
  if (!isQuiet) return undefined;
  const end = now - (now % MINUTE) + ((to - local + DAY) % DAY) * MINUTE;
  // Clocks may be put forward or back on the way.
  const late = ((minutesIn(zone, end) - to + DAY + DAY / 2) % DAY) - DAY / 2;
  const corrected = end - late * MINUTE;
  return corrected > now ? corrected : end;
}

function spanOf(text: string): Span | undefined {
  const [, from = '', to = '', zone = ''] = SHAPE.exec(text.trim()) ?? [];
  return from === to || !isZone(zone) ? undefined : { from: minutesOf(from), to: minutesOf(to), zone };
}

/** @param clock `22:00` */
function minutesOf(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return hour * 60 + minute;
}

function isZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function minutesIn(timeZone: string, time: number): number {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return minutesOf(clock.format(time));
}
