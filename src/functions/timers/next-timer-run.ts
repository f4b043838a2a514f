import { Cron } from 'croner';

/**
 * When a timer with this NCRONTAB expression fires after an instant, ISO 8601; undefined for one of another form. What the
 * host hands to a timer as `next` is the firing under way.
 */
export function nextFiring(schedule: string, after: Date): string | undefined {
  try {
    // Day of month and weekday must both fit, unlike in Unix cron.
    const cron = new Cron(schedule, { paused: true, timezone: 'UTC', domAndDow: true });
    return cron.nextRun(after)?.toISOString();
  } catch {
    return undefined;
  }
}
