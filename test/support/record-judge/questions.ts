import { chainIsWhole } from './chain-is-whole';
import { outcomeIsTrue } from './conclusion-is-true';
import type { Facts } from './facts';
import { nothingIsHeld } from './nothing-is-held';
import { nothingIsLeft } from './nothing-is-left';
import { everyWriteIsNamed } from './every-write-is-named';

/** What is asked of the records after each scenario. Each answers with what is wrong, in words. */
const QUESTIONS = {
  /** Does the conclusion say what was really written, and what really stands? */
  runOutcome: outcomeIsTrue,
  /** Is anything of ours left that no record lists as left? */
  leftovers: nothingIsLeft,
  /** Is the chain of each run whole? */
  chain: chainIsWhole,
  /** Is a lease held, or a run open, without anything that works for it? */
  held: nothingIsHeld,
  /** Did anything happen to an account or a setting that no step names? */
  unnamed: everyWriteIsNamed,
} as const satisfies Record<string, (facts: Facts) => string[]>;

type Question = keyof typeof QUESTIONS;

/** Questions that a scenario does not want asked, each with its reason. */
export type Unasked = Partial<Record<Question, string>>;

/** Everything that is wrong with the records of a world: `unnamed: …`. */
export const judgeRecords = (facts: Facts, unasked: Unasked = {}): string[] =>
  Object.entries(QUESTIONS)
    .filter(([question]) => !(question in unasked))
    .flatMap(([question, ask]) => ask(facts).map((wrong) => `${question}: ${wrong}`));
