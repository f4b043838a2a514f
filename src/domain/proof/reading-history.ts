import type { Past, Wait } from '../diagnosis/explanation';
import { isClosed, type Finding } from '../plan/assess-controls';
import { BETWEEN_READINGS, LONGEST_LAG, USUAL_LAG } from './reading-lag';

const HOUR = 3_600_000;

/** What the readings of a run have shown of single switches, by their ids. */
export interface ReadingHistory {
  /** Those that a reading has shown as desired. */
  shown?: string[];
  /** Since when readings show those that they show otherwise; milliseconds. */
  otherwiseSince?: Readonly<Record<string, number>>;
}

/**
 * Keeps in mind what a reading has shown. One that could not be read says nothing.
 * @param awaited ids of switches that a person is to set: that they read otherwise is no news
 */
export function withReading(
  { shown = [], otherwiseSince = {} }: ReadingHistory,
  findings: readonly Finding[],
  awaited: readonly string[],
  now: number,
): Required<ReadingHistory> {
  const met = findings.filter(({ judgement }) => judgement.kind === 'met').map(({ control }) => control.id);
  const closed = findings.filter(isClosed).map(({ control }) => control.id);
  const since = {
    ...otherwiseSince,
    ...Object.fromEntries(closed.map((id) => [id, otherwiseSince[id] ?? now])),
  };
  return {
    shown: [...new Set([...shown, ...met])],
    otherwiseSince: Object.fromEntries(
      Object.entries(since).filter(([id]) => !met.includes(id) && !awaited.includes(id)),
    ),
  };
}

/** When what was read otherwise for the first time is to be looked at once more; undefined where nothing was. */
export function nextSecondReading({ otherwiseSince = {} }: ReadingHistory, now: number): number | undefined {
  const due = Object.values(otherwiseSince)
    .map((at) => at + BETWEEN_READINGS)
    .filter((time) => time > now);
  return due.length === 0 ? undefined : Math.min(...due);
}

/** Whether a switch has been read otherwise but once, or twice at one moment. */
export const awaitsSecondReading = ({ differsFor = 0 }: Pick<Past, 'differsFor'>): boolean =>
  differsFor * HOUR < BETWEEN_READINGS;

/**
 * Whether somebody must have changed what was right and reads otherwise. A reading may be older than a write of ours, the
 * longer the rarer: it counts once the write is older than usual lags and was seen, or older than any; and in a run, which
 * can look again, only with a second one that agrees.
 */
export function isCertainlyChanged(past: Past | undefined, wait: Wait | undefined): boolean {
  const { age = Infinity, isShown = false } = past ?? {};
  const isBeyondLag = age * HOUR >= LONGEST_LAG || (isShown && age * HOUR >= USUAL_LAG);
  return isBeyondLag && (wait === undefined || !awaitsSecondReading(past ?? {}));
}
