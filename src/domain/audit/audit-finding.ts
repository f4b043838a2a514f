import type { Value } from '../../controls/values/value';
import { isSame } from '../../controls/values/value';
import type { Remediation } from '../remediation/remediation-state';
import type { Said } from '../../texts/said';

/** Somebody lives with a finding until a day. Times are ISO 8601, UTC. */
export interface Acceptance {
  until: string;
  reason: string;
  by: string;
  /** The machine that said it for him. */
  through?: string;
  /** The identity of whoever said it. */
  byId?: string;
  at: string;
}

/** Something an audit saw that is not as it should be. */
export interface Seen {
  /** What it is about, the same in every run: `T-1.AllowGuestUser`, `leftover.guest.…`. */
  key: string;
  kind: 'loosened' | 'tightened' | 'leftover' | 'pendingGuests' | 'proofFailed';
  /** The control, for a difference. */
  control?: string;
  property?: string;
  expected?: Value;
  found: Value;
  /** In English words. */
  text: string;
  /** What the text was made of, where it is no sentence about a setting. */
  said?: Said;
  /** Microsoft's own monitor, where that saw it, and when it looked. */
  source?: 'tenantConfigurationManagement';
  asOf?: string;
}

/** What a difference is about, the same in every run. */
export const keyOf = ({ control, property }: { control: string; property: string }): string =>
  `${control}.${property}`;

/** A finding over the runs: when it came, and what became of it. */
export interface AuditFinding extends Seen {
  state:
    | 'new'
    | 'stillOpen'
    /** Somebody lives with it for the time being: nobody is told. */
    | 'accepted'
    /** Gone since the run before; the next run says no more of it. */
    | 'resolved';
  /** When it was first seen so. */
  since: string;
  /** When it was last seen; earlier than the run where it could not be looked at. */
  lastSeen: string;
  resolvedAt?: string;
  acceptance?: Acceptance;
  /** What is done about it, where its control is to be fixed. */
  remediation?: Remediation;
}

/**
 * Follows findings from one run to the next.
 * @param isUnknown whether what a finding is about could not be read now: then it stays as it was
 * @param at when this run looked, ISO 8601
 */
export function follow(
  before: readonly AuditFinding[],
  seen: readonly Seen[],
  isUnknown: (finding: AuditFinding) => boolean,
  at: string,
): AuditFinding[] {
  const open = before.filter(({ state }) => state !== 'resolved');
  const found = seen.map((one): AuditFinding => {
    const earlier = open.find(({ key }) => key === one.key);
    // Moved on since: what was said about the old value does not hold for the new one.
    if (earlier === undefined || !isSame(earlier.found, one.found))
      return { ...one, state: 'new', since: at, lastSeen: at };
    const { since, acceptance } = earlier;
    if (acceptance === undefined) return { ...one, state: 'stillOpen', since, lastSeen: at };
    if (acceptance.until > at) return { ...one, state: 'accepted', since, lastSeen: at, acceptance };
    return { ...one, state: 'new', since, lastSeen: at };
  });
  const gone = open
    .filter(({ key }) => !seen.some((one) => one.key === key))
    .map((finding): AuditFinding => {
      if (!isUnknown(finding)) return { ...finding, state: 'resolved', resolvedAt: at };
      return finding.state === 'new' ? { ...finding, state: 'stillOpen' } : finding;
    });
  return [...found, ...gone];
}

/** Takes somebody's word that he lives with a finding; undefined where there is none to live with. */
export function accept(
  findings: readonly AuditFinding[],
  key: string,
  acceptance: Acceptance,
): AuditFinding[] | undefined {
  if (!findings.some((one) => one.key === key && one.state !== 'resolved')) return undefined;
  return findings.map((one) =>
    one.key === key && one.state !== 'resolved' ? { ...one, state: 'accepted', acceptance } : one,
  );
}
