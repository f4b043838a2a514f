import type { Since } from '../../../domain/audit/audit';
import type { Reading } from '../../../controls/control';
import { controlsOfTeam } from '../../../controls/team-controls';
import type { Target } from './audit-readings';

/** So many teams are read in one audit: their nine readings just fill the batch in which the tenant's travel. */
const MOST_A_NIGHT = 3;
/** Of the teams that runs of ours opened, the latest are kept in sight. */
const MOST_KEPT = 9;

type Known = Readonly<Record<string, Extract<Reading, { kind: 'known' }>>>;

/** Teams into which runs let guests, the latest first. */
export const withNamed = (before: readonly string[] = [], { teams }: Pick<Since, 'teams'>): string[] =>
  [
    ...new Set([...teams.flatMap(({ id, wasOpened }) => (wasOpened ? [id] : [])).toReversed(), ...before]),
  ].slice(0, MOST_KEPT);

/**
 * What is known of teams once runs were there: what they may have written is to be read anew, and what they looked at by
 * themselves need not be.
 */
export function knownAfter(known: Known, { teams }: Pick<Since, 'teams'>): Known {
  const touched = teams.flatMap(({ id }) => controlsOfTeam(id)).map(({ id }) => id);
  const rest = Object.entries(known).filter(([control]) => !touched.includes(control));
  const seen = teams.flatMap(({ looked }) => looked).map((one) => [one.control, one] as const);
  return Object.fromEntries([...rest, ...seen]);
}

/** What to read of teams tonight: those that were read longest ago. The last readings of the others hold. */
export function targetsIn(teams: readonly string[], known: Known): Target[] {
  const lastRead = (teamId: string): string =>
    controlsOfTeam(teamId)
      .map(({ id }) => known[id]?.at ?? '')
      .sort()[0] ?? '';
  const due = teams.toSorted((a, b) => lastRead(a).localeCompare(lastRead(b))).slice(0, MOST_A_NIGHT);
  return teams.flatMap((teamId) => {
    const controls = controlsOfTeam(teamId);
    const documents = [...new Set(controls.flatMap(({ document }) => document ?? []))];
    return documents.map((document) => ({
      document,
      controls: controls.filter((one) => one.document === document),
      scope: { domains: [], teamId },
      rests: !due.includes(teamId),
    }));
  });
}
