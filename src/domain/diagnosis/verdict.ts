import type { Said, Sentence } from '../../texts/said';
import { asRecorded } from '../../texts/say';

export type VerdictKind =
  'INPUT' | 'PERMISSION' | 'BLOCKED' | 'PENDING' | 'REVERTED' | 'OVERDUE' | 'EXTERNAL' | 'UNKNOWN';

/** Why a guest cannot get in. */
export interface Verdict {
  kind: VerdictKind;
  /** The checklist id of the setting that blocks, where one does. */
  control?: string;
  /** What happened, in an English sentence. */
  text: string;
  /** What the sentence was made of; absent in older records. */
  said?: Said;
  /** What the reader can do, most useful first. */
  advice: string[];
  /** What each line of the advice was made of, in the same order; absent in older records. */
  adviceSaid?: Said[];
}

/** A verdict in sentences of the catalogues. */
export const verdictOf = (
  kind: VerdictKind,
  what: Sentence,
  advice: readonly Sentence[],
  control?: string,
): Verdict => ({
  kind,
  ...(control !== undefined && { control }),
  text: what.text,
  said: what.said,
  advice: advice.map(({ text }) => text),
  adviceSaid: advice.map(({ said }) => said),
});

/** The same verdict with more advice behind what there is. */
export const withAdvice = (verdict: Verdict, ...more: readonly Sentence[]): Verdict => ({
  ...verdict,
  advice: [...verdict.advice, ...more.map(({ text }) => text)],
  ...(verdict.adviceSaid && { adviceSaid: [...verdict.adviceSaid, ...more.map(({ said }) => said)] }),
});

/** What a verdict says, without its advice. */
export const sentenceOf = ({ text, said }: Verdict): Sentence => asRecorded(text, said);
