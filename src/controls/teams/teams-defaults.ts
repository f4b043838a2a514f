import type { Control } from '../control';

/** What the switches of the Teams administration service have in common. */
export const teamsAccess: Pick<Control, 'gate' | 'toRead' | 'toWrite' | 'effectiveWithin' | 'benchmarks'> = {
  gate: 'Teams',
  toRead: { graph: [], roles: ['Teams Reader'] },
  toWrite: { graph: [], roles: ['Teams Administrator'] },
  effectiveWithin: { documented: 24, longest: 24 },
  benchmarks: [],
};

/** The properties that are not as they are when everything is on. */
export function notOn(values: Record<string, unknown>, on: Record<string, string | boolean>) {
  return Object.fromEntries(Object.entries(on).filter(([name, wanted]) => values[name] !== wanted));
}

/** `-AllowIPVideo $true -ScreenSharingMode EntireScreen` */
export const parametersOf = (to: Record<string, unknown>): string =>
  Object.entries(to)
    .map(([name, value]) => `-${name} ${typeof value === 'boolean' ? `$${String(value)}` : String(value)}`)
    .join(' ');
