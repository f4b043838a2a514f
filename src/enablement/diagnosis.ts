import { say, verbatim } from '../texts/say';
import { CHECKLIST } from '../controls/checklist';
import type { Wish } from '../controls/control';
import { stationOf } from './chain';
import { explain } from './explain';
import type { Explanation, Past } from './explanation';
import type { Finding } from './finding';
import type { Station } from './link';
import type { Obstacle, Proof } from './proof';
import { symptomFor, symptomOf } from './symptoms';

const HOUR = 3_600_000;
/** An error nobody knows may be a hiccup; this often in a row it is not. */
const MOST_UNKNOWN = 6;

/** What the rest of a run tells the diagnosis. */
export interface Facts {
  wish: Wish;
  /** What the settings show now; empty where they were not read with this try. */
  findings: readonly Finding[];
  /** How they stood: as inspected, and as this run wrote them. */
  past: ReadonlyMap<string, Past>;
  /** Whether the test guest's account was there before the run. */
  wasGuestThere: boolean;
}

/** Puts what a proof met before the engine: why it is not complete. Where waiting does not help, the run is over. */
export function diagnose(proof: Proof, now: number, facts: Facts): Explanation {
  const { obstacle, byHand, unknownInARow, changedAt, deadline } = proof;
  const raw = obstacle && wordsOf(obstacle);
  const symptom = obstacle && symptomIn(obstacle, raw);
  const { wish, findings, past, wasGuestThere } = facts;
  return explain({
    wish,
    findings,
    past,
    byHand,
    ...(!wasGuestThere && { guest: 'absent' }),
    ...(symptom && { symptom }),
    ...(raw !== undefined && { raw }),
    ...(obstacle && { suspects: suspectsAt(obstacle.rung) }),
    wait: {
      hours: (now - changedAt) / HOUR,
      isOver: now >= deadline,
      mayBeHiccup: unknownInARow < MOST_UNKNOWN,
    },
  });
}

/** The row of the table; the words are asked first, since several rows share a reason. */
function symptomIn({ reason, lacked }: Obstacle, raw: string | undefined) {
  if (reason === 'unknown') return undefined;
  const row = symptomFor(reason);
  if (lacked !== undefined && row !== undefined)
    return { ...row, ...say('verdict.lacks', { missing: verbatim(lacked).said }) };
  return (raw === undefined ? undefined : symptomOf(raw)) ?? symptomFor(BY_PROBE[reason] ?? reason);
}

/** What a probe sees by itself, without a word of Microsoft. */
const BY_PROBE: Readonly<Record<string, string>> = { notYetVisible: 'notReplicated' };

function wordsOf({ raw }: Obstacle): string | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { message, code, status } = raw as { message?: string; code?: string; status?: number };
  return message ?? code ?? `status ${status}`;
}

/** What an error at a rung can be about. */
const STATIONS_AT: readonly (readonly Station[])[] = [
  ['external access'],
  ['Entra', 'cross-tenant'],
  ['groups', 'label'],
  ['Teams'],
  ['SharePoint', 'site'],
];

const suspectsAt = (rung: number): string[] =>
  CHECKLIST.filter((control) => STATIONS_AT[rung]?.includes(stationOf(control))).map(({ id }) => id);
