import type { Tongue } from '../render';
import { advice } from './advice';
import { assurance } from './assurance';
import { audits } from './audits';
import { general } from './general';
import { leftovers } from './leftovers';
import { plan } from './plan';
import { readiness } from './readiness';
import { reasons } from './reasons';
import { steps } from './steps';
import { summary } from './summary';
import { symptomAdvice } from './symptom-advice';
import { symptoms } from './symptoms';
import { tries } from './tries';
import { undoing } from './undoing';
import { verdicts } from './verdicts';

const texts = {
  ...general,
  ...verdicts,
  ...advice,
  ...symptoms,
  ...symptomAdvice,
  ...reasons,
  ...assurance,
  ...plan,
  ...steps,
  ...audits,
  ...readiness,
  ...summary,
  ...undoing,
  ...leftovers,
  ...tries,
};

/** Every text that records and answers hold. English says what there is; a language that lacks one does not compile. */
export type Texts = typeof texts;
export type Code = keyof Texts;

export const english = {
  texts,
  titles: {},
  duration: (count, unit) => `${count} ${unit}${count === 1 ? '' : 's'}`,
} as const satisfies Tongue;
