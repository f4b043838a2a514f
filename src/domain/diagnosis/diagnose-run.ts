import { say, verbatim } from '../../texts/say';
import { CHECKLIST } from '../../controls/checklist';
import type { DesiredSettings } from '../../controls/control';
import { stageOf } from './checklist-order';
import { explain } from './explain-evidence';
import type { Explanation, Past } from './explanation';
import type { Finding } from '../plan/assess-controls';
import type { ChecklistStage } from './checklist-entry';
import type { Obstacle, Proof } from '../proof/proof';
import { symptomFor, symptomOf } from './symptom-table';

const HOUR = 3_600_000;
/** An error nobody knows may be a hiccup; this often in a row it is not. */
const MOST_UNKNOWN = 6;

/** What the rest of a run tells the diagnosis. */
export interface RunFacts {
  desired: DesiredSettings;
  /** What the settings show now; empty where they were not read with this try. */
  findings: readonly Finding[];
  /** How they stood: as inspected, and as this run wrote them. */
  past: ReadonlyMap<string, Past>;
  /** Whether the test guest's account was there before the run. */
  wasGuestThere: boolean;
}

/** Puts what a proof met before the engine: why it is not complete. Where waiting does not help, the run is over. */
export function diagnose(proof: Proof, now: number, facts: RunFacts): Explanation {
  const { obstacle, manualSteps, unknownInARow, changedAt, deadline } = proof;
  const raw = obstacle && wordsOf(obstacle);
  const symptom = obstacle && symptomIn(obstacle, raw);
  const { desired, findings, past, wasGuestThere } = facts;
  return explain({
    desired,
    findings,
    past,
    manualSteps,
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
function symptomIn({ reason, missingPermission }: Obstacle, raw: string | undefined) {
  if (reason === 'unknown') return undefined;
  const row = symptomFor(reason);
  if (missingPermission !== undefined && row !== undefined)
    return { ...row, ...say('verdict.lacks', { missing: verbatim(missingPermission).said }) };
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
const STAGES_AT: readonly (readonly ChecklistStage[])[] = [
  ['external access'],
  ['Entra', 'cross-tenant'],
  ['groups', 'label'],
  ['Teams'],
  ['SharePoint', 'site'],
];

const suspectsAt = (rung: number): string[] =>
  CHECKLIST.filter((control) => STAGES_AT[rung]?.includes(stageOf(control))).map(({ id }) => id);
