import { concernedBy } from '../../controls/checklist';
import type { Control } from '../../controls/control';
import type { SortedEvidence } from './sorted-evidence';

/** What a wait hangs on. Hours. */
export interface Awaited {
  /** Absent where no switch is behind it, as while Teams takes a guest over. */
  control?: Control;
  /** Since the change; unknown where nobody told us of one. */
  age?: number;
  /** After which waiting has no more sense. */
  longest: number;
  /** Whether it was we who changed it. */
  isOurs: boolean;
  /** Whether a person must set it first. */
  isManual: boolean;
}

export const isYoung = ({ age = 0, longest }: Awaited): boolean => age < longest;

/** What time, or a person, may yet fix; undefined where waiting has no point. The youngest cause comes first. */
export function waitedFor(view: SortedEvidence): Awaited | undefined {
  const { symptom, raw, wait, manualSteps = [], past } = view;
  const candidates = candidatesIn(view);
  const hand = candidates.find(({ id }) => manualSteps.some(({ control }) => control === id));
  if (hand) return aboutControl(hand, { isManual: true });

  // Whoever changed a switch that reads right: it is no younger than the wait of the run.
  const isAnybodys = symptom?.retry === 'yes' && symptom.longest === undefined;
  const aged = candidates.flatMap((control): Awaited[] => {
    const ours = past.get(control.id)?.age;
    const age = ours ?? (isAnybodys ? wait?.hours : undefined);
    return age === undefined ? [] : [aboutControl(control, { age, isOurs: ours !== undefined })];
  });
  const found = aged.find(isYoung) ?? aged[0];
  if (found) return found;

  const [likeliest] = candidates;
  if (symptom?.kind === 'PENDING' && isAnybodys && likeliest) return aboutControl(likeliest, {});
  const isSilent = symptom === undefined && raw === undefined && wait !== undefined;
  if (symptom?.kind !== 'PENDING' && !isSilent) return undefined;
  return { longest: symptom?.longest ?? Infinity, isOurs: false, isManual: false };
}

const aboutControl = (control: Control, more: Partial<Awaited>): Awaited => ({
  control,
  longest: control.effectiveWithin.longest,
  isOurs: false,
  isManual: false,
  ...more,
});

/** The switches it can hang on: those the words can mean, in that order; without known words the slowest first. */
function candidatesIn({ symptom, desired, suspects }: SortedEvidence): Control[] {
  const controls = concernedBy(desired);
  if (symptom?.retry === 'no') return [];
  if (symptom) return symptom.controls.flatMap((id) => controls.find((one) => one.id === id) ?? []);
  return controls
    .filter(({ id }) => suspects?.includes(id) ?? true)
    .sort((a, b) => b.effectiveWithin.longest - a.effectiveWithin.longest);
}
