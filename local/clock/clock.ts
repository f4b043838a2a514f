/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** A promise to run something at an instant; cancelling it twice, or after it rang, does nothing. */
export interface Alarm {
  cancel(): void;
}

/** The only source of time in the local world: the host, its timers and the simulated tenant all ask it. */
export interface Clock {
  now(): Instant;
  /** Runs `ring` once, at `due` or as soon after it as the clock can; at once (but not synchronously) when `due` has passed. */
  at(due: Instant, ring: () => void): Alarm;
}
