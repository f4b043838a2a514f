import type { Change, Control, DocumentId, Profile, Reading, Value } from '../controls/control';

export interface PlannedChange extends Change {
  title: string;
  document: DocumentId;
  reason: string;
  risk: string;
}

/** What a run will do to a tenant, and what it found right. */
export interface Plan {
  changes: PlannedChange[];
  alreadyRight: { control: string; title: string; value: Value }[];
  /** SHA-256 over the changes: an approval or a later look is about exactly this plan. */
  hash: string;
}

/** Compares what is set with what the profile needs. A control that could not be read is the caller's to refuse first. */
export function planChanges(
  checklist: readonly Control[],
  readings: readonly Reading[],
  profile: Profile,
  hash: (text: string) => string,
): Plan {
  const changes: PlannedChange[] = [];
  const alreadyRight: Plan['alreadyRight'] = [];
  for (const { id, title, document, property, risk, judge } of checklist) {
    const reading = readings.find(({ control }) => control === id);
    if (reading?.kind !== 'known') continue;
    const { value } = reading;
    const judged = judge(value, profile);
    if (judged.kind === 'met') alreadyRight.push({ control: id, title, value });
    else {
      const { to: after, reason } = judged;
      changes.push({ control: id, title, document, property, before: value, after, reason, risk });
    }
  }
  return {
    changes,
    alreadyRight,
    hash: hash(JSON.stringify(changes.map(({ control, before, after }) => [control, before, after]))),
  };
}

/** A change as people read it: `Guest access in Teams (T-1): false → true`. */
export const changeInWords = ({ title, control, before, after }: PlannedChange): string =>
  `${title} (${control}): ${String(before)} → ${String(after)}`;
