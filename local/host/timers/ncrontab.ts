import { Cron } from 'croner';
import type { Instant } from '../../clock/clock';

/** When a timer fires next, strictly after an instant; undefined when it never does. */
export interface Schedule {
  kind: 'cron' | 'interval';
  next(after: Instant): Instant | undefined;
}

const RANGES = [
  { least: 0, most: 59 },
  { least: 0, most: 59 },
  { least: 0, most: 23 },
  { least: 1, most: 31 },
  {
    least: 1,
    most: 12,
    names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  { least: 0, most: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

/**
 * Reads an NCRONTAB expression of five or six fields, or a .NET TimeSpan. `%SETTING%` must be replaced before.
 * https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#ncrontab-expressions
 * @throws Error for what the platform refuses
 */
export function parseSchedule(text: string): Schedule {
  const interval = parseTimeSpan(text.trim());
  if (interval !== undefined) return { kind: 'interval', next: (after) => after + interval };
  const fields = text.trim().split(/\s+/);
  if (fields.length !== 5 && fields.length !== 6)
    throw new Error(`The schedule "${text}" must have five or six fields.`);
  const six = fields.length === 5 ? ['0', ...fields] : fields;
  const pattern = six.map((field, index) => checkField(field, index)).join(' ');
  // Day of month and weekday must both fit, unlike in Unix cron.
  const cron = new Cron(pattern, { paused: true, timezone: 'UTC', domAndDow: true });
  return { kind: 'cron', next: (after) => cron.nextRun(new Date(after))?.getTime() };
}

/** Lists, ranges, steps and names, and nothing of what other dialects add (`?`, `L`, `7` for Sunday, `@daily`). */
function checkField(field: string, index: number): string {
  const { least, most, names } = RANGES[index] ?? { least: 0, most: 0 };
  const number = (text: string): number => {
    const named = names?.findIndex((name) => text.toLowerCase() === name) ?? -1;
    const value = named >= 0 ? named + least : /^\d+$/.test(text) ? Number(text) : NaN;
    if (!(value >= least && value <= most))
      throw new Error(`"${text}" is not a value from ${least} to ${most}.`);
    return value;
  };
  const items = field.split(',').map((item) => {
    const [range = '', step, ...more] = item.split('/');
    if (more.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step)))
      throw new Error(`"${item}" is not a step.`);
    const [from, to, ...rest] = range.split('-');
    if (rest.length > 0) throw new Error(`"${range}" is not a range.`);
    const ends =
      range === '*'
        ? [least, most]
        : [
            number(from ?? ''),
            to === undefined ? (step === undefined ? number(from ?? '') : most) : number(to),
          ];
    // A range that runs backwards is turned round, not wrapped.
    const [low = least, high = most] = ends.sort((a, b) => a - b);
    return low === high && step === undefined
      ? String(low)
      : `${low}-${high}${step === undefined ? '' : `/${step}`}`;
  });
  return items.join(',');
}

/** .NET reads `24:00:00` as 24 days, since hours end at 23. Milliseconds, or undefined for another form. */
function parseTimeSpan(text: string): number | undefined {
  const found = /^(-)?(?:(\d+)\.)?(\d+):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,7}))?)?$/.exec(text);
  if (found === null) return undefined;
  const [, sign, days = '0', first = '0', second = '0', third, fraction = '0'] = found;
  const isDays = found[2] === undefined && Number(first) > 23;
  const [d, h, m, s] = isDays
    ? [Number(first), Number(second), Number(third ?? 0), 0]
    : [Number(days), Number(first), Number(second), Number(third ?? 0)];
  const span = (((d * 24 + h) * 60 + m) * 60 + s) * 1000 + Number(`0.${fraction}`) * 1000;
  return sign === undefined ? span : 0;
}
