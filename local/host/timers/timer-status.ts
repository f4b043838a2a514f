import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** When a timer ran last and runs next, as ISO text; what tells after a restart that a run was missed. */
interface TimerStatus {
  last: string;
  next: string;
  lastUpdated: string;
}

export interface TimerStatuses {
  get(name: string): TimerStatus | undefined;
  set(name: string, status: TimerStatus): void;
}

/** Keeps the statuses in a file of the data folder; without a folder only for the life of the process. */
export function timerStatuses(folder?: string): TimerStatuses {
  const file = folder === undefined ? undefined : path.join(folder, 'timers.json');
  const statuses = new Map<string, TimerStatus>(Object.entries(file === undefined ? {} : read(file)));
  return {
    get: (name) => statuses.get(name),
    set(name, status) {
      statuses.set(name, status);
      if (file === undefined || folder === undefined) return;
      mkdirSync(folder, { recursive: true });
      writeFileSync(`${file}.new`, JSON.stringify(Object.fromEntries(statuses)));
      renameSync(`${file}.new`, file);
    },
  };
}

function read(file: string): Record<string, TimerStatus> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, TimerStatus>;
  } catch {
    return {};
  }
}
