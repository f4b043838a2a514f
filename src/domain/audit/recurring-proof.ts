import { assuranceOf, type Rung } from '../proof/proof-ladder';
import type { Verdict } from '../diagnosis/verdict';
import type { Seen } from './audit-finding';
import { A_WEEK } from './audit-interval';
import { sentenceOf } from '../diagnosis/verdict';
import type { Said, Sentence } from '../../texts/said';
import { asRecorded, inOrder, say } from '../../texts/say';

/** What a run showed of whether guests get in. */
export type ProofSeen = { enablement: string; /** When it ended, ISO 8601, UTC. */ at: string } & (
  | { kind: 'proven'; rung: Rung }
  /** Something keeps guests out. */
  | { kind: 'failed'; rung: Rung; verdict: Verdict }
  /** The proof was not carried through: that says nothing about guests. */
  | { kind: 'unclear'; reason: string; reasonSaid?: Said }
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
  /** What the note was made of. */
  noteSaid?: Said;
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
  const authenticator = verdict.control === undefined ? '' : ` ${verdict.control}`;
  return [
    {
      key: 'proof',
      kind: 'proofFailed',
      found: `${verdict.kind}${authenticator}, rung ${rung}`,
      ...say('audit.proofFailed', {
        run: enablement,
        at: last.at,
        why: sentenceOf(verdict).said,
        reached: reached(rung).said,
      }),
    },
  ];
}

const reached = (rung: Rung): Sentence =>
  rung === 0 ? say('audit.reachedNothing') : say('audit.reached', { claim: say(`claim.${rung}`).said });

/** @param note what this audit did about a proof that is due */
export function reportOf({ last, unclear }: Proving, note: Sentence | undefined): ProofReport | undefined {
  const unclearWords =
    unclear &&
    say('audit.proofUnclear', {
      run: unclear.enablement,
      reason: asRecorded(unclear.reason, unclear.reasonSaid).said,
    });
  const words = unclearWords || note ? inOrder(unclearWords, note) : undefined;
  if (last === undefined && words === undefined) return undefined;
  return {
    result: last?.kind ?? 'never',
    ...(last && { at: last.at, rung: last.rung, enablement: last.enablement }),
    ...(last?.kind === 'proven' && { claim: assuranceOf(last.rung).claim }),
    ...(words && { note: words.text, noteSaid: words.said }),
  };
}
