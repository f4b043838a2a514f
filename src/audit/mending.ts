import { controlOf } from '../controls/checklist';
import { LONGEST_LAG, USUAL_LAG } from '../enablement/reading-lag';
import type { Audited } from './audit';
import type { AuditFinding } from './finding';
import type { Left, Mended, Mending } from './mended';
import type { Standing } from './standing';
import { inOrder, say } from '../texts/say';

const WEEK = 7 * 24 * 3_600_000;

/** What mending leans on, beside what an audit found. */
export interface MendingRules {
  /** Controls the tenant has put back, by their ids. */
  mend: readonly string[];
  /** What runs came to since the audit before. */
  lately: readonly Mended[];
  /** The run that is asked to put back what is due. */
  run: string;
  /** When this audit looked, ISO 8601, UTC. */
  at: string;
  /** Who fights, by key, where that was asked: a sentence. */
  fighters?: ReadonlyMap<string, string>;
}

/**
 * Says of each finding whether it is put back, and keeps in mind what was. A property that departs again within a week
 * of being put back is somebody's wish: it is reported, and nothing more is written to it.
 */
export function withMending({ looks, standing }: Audited, before: Standing, rules: MendingRules): Audited {
  const known = new Map(Object.entries(before.mended ?? {}));
  for (const one of rules.lately) known.set(one.key, one);
  for (const [key, foughtBy] of rules.fighters ?? []) {
    const one = known.get(key);
    if (one) known.set(key, { ...one, foughtBy });
  }
  const findings = standing.findings.map(({ mending: _, ...finding }): AuditFinding => {
    const last = known.get(finding.key);
    const mending = mendingOf(finding, last, rules);
    // It went back and came again since the audit before, also where none saw it gone.
    const isNew = mending?.state === 'fighting' && !last?.isFought;
    return {
      ...finding,
      ...(isNew && { state: 'new' as const, since: rules.at }),
      ...(mending && { mending }),
    };
  });
  const isFought = (key: string): boolean =>
    findings.some((finding) => finding.key === key && finding.mending?.state === 'fighting');
  const mended = [...known.values()]
    .filter(({ key }) => rules.mend.includes(controlIn(key)))
    .map((one): Mended => (isFought(one.key) ? { ...one, isFought: true } : one))
    .filter((one) => one.isFought ?? ageOf(one, rules.at) < WEEK);
  return {
    looks,
    standing: {
      ...standing,
      findings,
      ...(mended.length > 0 && { mended: Object.fromEntries(mended.map((one) => [one.key, one])) }),
    },
  };
}

/** What is done about one finding; undefined where nobody asked for mending, or it is nobody's business now. */
export function mendingOf(
  finding: AuditFinding,
  last: Mended | undefined,
  { mend, run, at }: Omit<MendingRules, 'lately'>,
): Mending | undefined {
  const { control, property, state, since, lastSeen, source } = finding;
  if (control === undefined || property === undefined || !mend.includes(control)) return undefined;
  if (state === 'resolved') return last && isMendedSince(last, since) ? mended(last) : undefined;
  // Somebody lives with it, or nobody could look.
  if (state === 'accepted' || lastSeen < at) return undefined;
  // A monitor shows what was so some time ago, where the service itself is not to be used.
  if (source !== undefined || controlOf(control).keepsOff?.includes(property))
    return { state: 'notOurs', ...say('remediation.notPossible') };
  if (last?.isFought) return fighting(last);
  const age = last ? ageOf(last, at) : Infinity;
  if (last === undefined || age >= WEEK) return { state: 'due', run, ...say('remediation.due', { run }) };
  if (last.outcome !== 'mended') return leftBy(last, last.outcome);
  return age < (last.isUnseen ? LONGEST_LAG : USUAL_LAG) && isMendedSince(last, since)
    ? mended(last)
    : fighting(last);
}

/** Whether a run would put it back, had not somebody been in the way: then a person can ask for it again. */
export const isLeftAlone = ({ state, mending }: AuditFinding): boolean =>
  (state === 'new' || state === 'stillOpen') &&
  ['declined', 'byHand', 'brokenOff', 'fighting'].includes(mending?.state ?? '');

/** Forgets what became of a property, so that the next audit has it put back again. */
export function forgotten({ mended = {}, ...standing }: Standing, key: string): Standing {
  const { [key]: _, ...others } = mended;
  return { ...standing, ...(Object.keys(others).length > 0 && { mended: others }) };
}

const controlIn = (key: string): string => key.split('.')[0] ?? '';
const ageOf = (last: Mended, at: string): number => Date.parse(at) - Date.parse(last.at);
const isMendedSince = ({ outcome, at }: Mended, since: string): boolean =>
  outcome === 'mended' && at >= since;

const mended = ({ run, at }: Mended): Mending => ({
  state: 'mended',
  run,
  ...say('remediation.done', { run, at }),
});

const leftBy = ({ run, at }: Mended, state: Left): Mending => ({
  state,
  run,
  ...say(`remediation.${state}`, { run, at }),
});

const fighting = ({ run, at, foughtBy }: Mended): Mending => ({
  state: 'fighting',
  run,
  ...inOrder(
    say('remediation.conflict', { run, at }),
    foughtBy ? say('remediation.who', { who: foughtBy }) : undefined,
    say('remediation.waits'),
  ),
});
