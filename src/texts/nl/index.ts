import type { Texts } from '../en';
import type { Tongue } from '../render';
import { advice } from './advice';
import { assurance } from './assurance';
import { audits } from './audits';
import { general } from './general';
import { leftovers } from './leftovers';
import { plan } from './plan';
import { readiness } from './readiness';
import { reasons } from './reasons';
import { titles } from './settings';
import { steps } from './steps';
import { summary } from './summary';
import { symptomAdvice } from './symptom-advice';
import { symptoms } from './symptoms';
import { tries } from './tries';
import { undoing } from './undoing';
import { verdicts } from './verdicts';

const texts: Texts = {
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

export const dutch = {
  texts,
  titles,
  duration: (count, unit) =>
    unit === 'hour' ? `${count} uur` : `${count} ${count === 1 ? 'minuut' : 'minuten'}`,
} as const satisfies Tongue;
