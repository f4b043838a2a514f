import type { Alarm, Clock, Instant } from './clock';

interface Entry {
  due: Instant;
  order: number;
  ring: () => void;
}

/** A clock that stands still until it is told to move. An alarm that is already due rings at the next `advanceTo`. */
export interface VirtualClock extends Clock {
  /** The earliest armed alarm, or undefined when nothing is armed. */
  nextDue(): Instant | undefined;
  /** Sets the time (never backwards) and rings what is due by then, in order of due time, then of arming. */
  advanceTo(time: Instant): void;
}

export function virtualClock(start: Instant): VirtualClock {
  let time = start;
  let armed = 0;
  // A sorted list, not a heap: insertion by binary search is fast enough for the ten thousand alarms of the bench.
  const entries: Entry[] = [];

  function positionOf(due: Instant, order: number): number {
    let low = 0;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const entry = entries[middle]!;
      if (entry.due < due || (entry.due === due && entry.order < order)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function at(due: Instant, ring: () => void): Alarm {
    const entry: Entry = { due, order: armed++, ring };
    entries.splice(positionOf(due, entry.order), 0, entry);
    return {
      cancel: () => {
        const index = positionOf(entry.due, entry.order);
        if (entries[index] === entry) entries.splice(index, 1);
      },
    };
  }

  return {
    now: () => time,
    at,
    nextDue: () => entries[0]?.due,
    advanceTo(to) {
      time = Math.max(time, to);
      // One at a time: an alarm may cancel another that is due at the same instant.
      while (entries[0] !== undefined && entries[0].due <= time) entries.shift()?.ring();
    },
  };
}
