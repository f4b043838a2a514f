import { assuranceOf, type Rung } from '../enablement/assurance';
import type { Verdict } from '../enablement/verdict';
import type { Seen } from './finding';
import { A_WEEK } from './pace';

/** What a run showed of whether guests get in. */
export type ProofSeen = { enablement: string; /** When it ended, ISO 8601, UTC. */ at: string } & (
  | { kind: 'proven'; rung: Rung }
  /** Something keeps guests out. */
  | { kind: 'failed'; rung: Rung; verdict: Verdict }
  /** The proof was not carried through: that says nothing about guests. */
  | { kind: 'unclear'; reason: string }
);

/** What is known of it from one audit to the next. */
export interface Proving {
  /** The last run that showed one or the other. */
  last?: Exclude<ProofSeen, { kind: 'unclear' }>;
  /** A later one that showed nothing. */
  unclear?: Extract<ProofSeen, { kind: 'unclear' }>;
  /** When an audit last had one begun. */
  begunAt?: string;
}

/** What an audit says of it. */
export interface ProofReport {
  /** Whether guests got in, the last time that was tried to the end; `never` where it was not. */
  result: 'proven' | 'failed' | 'never';
  /** When that was, ISO 8601, UTC. */
  at?: string;
  /** The highest step of the ladder passed then. */
  rung?: Rung;
  /** What that shows, and no more. */
  claim?: string;
  /** The enablement that shows it, step by step. */
  enablement?: string;
  /** What became of the proof that is due, or of a later one. */
  note?: string;
}

/** The newer word over the older; what showed nothing takes nothing back. */
export const withProofs = (before: Proving, seen: readonly ProofSeen[]): Proving =>
  seen.reduce<Proving>(({ unclear: _, ...known }, proof) => {
    return proof.kind === 'unclear' ? { ...known, unclear: proof } : { ...known, last: proof };
  }, before);

/** Whether guests should be tried again. @param now milliseconds */
export const isProofDue = ({ last, begunAt }: Proving, now: number): boolean =>
  [last?.at, begunAt].every((at) => at === undefined || now - Date.parse(at) >= A_WEEK);

/** What of it is a finding: that guests did not get in, the last time that was tried to the end. */
export function proofFinding({ last }: Proving): Seen[] {
  if (last?.kind !== 'failed') return [];
  const { verdict, rung, enablement } = last;
  const door = verdict.control === undefined ? '' : ` ${verdict.control}`;
  return [
    {
      key: 'proof',
      kind: 'proofFailed',
      found: `${verdict.kind}${door}, rung ${rung}`,
      text: `The proof of ${last.at} failed (${enablement}). ${verdict.text} ${reached(rung)}`,
    },
  ];
}

const reached = (rung: Rung): string =>
  rung === 0 ? 'Not even the invitation came through.' : `What came through: ${assuranceOf(rung).claim}`;

/** @param note what this audit did about a proof that is due */
export function reportOf({ last, unclear }: Proving, note: string | undefined): ProofReport | undefined {
  const words = [unclear && `${unclear.enablement} showed nothing: ${unclear.reason}`, note].filter(Boolean);
  if (last === undefined && words.length === 0) return undefined;
  return {
    result: last?.kind ?? 'never',
    ...(last && { at: last.at, rung: last.rung, enablement: last.enablement }),
    ...(last?.kind === 'proven' && { claim: assuranceOf(last.rung).claim }),
    ...(words.length > 0 && { note: words.join(' ') }),
  };
}
