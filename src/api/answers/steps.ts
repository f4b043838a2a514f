import { z } from 'zod';
import type { Join } from '../../domain/enablement/enablement';
import { type ChainFault, FAULTS_IN_WORDS, type ChainReport } from '../../domain/enablement/evidence';
import type { Step } from '../../domain/enablement/step';
import { stepKind, requestedBy } from './enablement';
import { count, texts, time, text, anything, said, type Shape, yesNo, choice, list } from './shape';

const step = {
  sequence: count('Its number within the run.'),
  kind: stepKind,
  controls: texts('The switches it is about.').optional(),
  started: time('When it began.'),
  ended: time('When it ended.'),
  asId: text(
    'The identity of who told the run something: `person:TENANT/OBJECT`, `app:CLIENT`, `client:NAME`.',
  ).optional(),
  as: text('The identity that did it, or the person who told the run something.').optional(),
  before: anything('What was there before.').optional(),
  after: anything('What is there afterwards.').optional(),
  text: text('The step in a sentence.'),
  said: said('What the sentence was made of.').optional(),
  result: anything('What it came to.'),
  requestIds: texts('Microsoft’s request ids, for a support case.'),
  askedAs: count('The number it was asked for under, where that was taken.').optional(),
  error: anything('Microsoft’s error as it came.').optional(),
  previousHash: text('The hash of the step before.'),
  hash: text('SHA-256 over the canonical JSON (RFC 8785) of this step without `hash`, as hex.'),
} satisfies Shape<Step>;

const joined = {
  by: requestedBy,
  byId: text('The identity of whoever sent the request.').optional(),
  through: text('The machine that asked for them.').optional(),
  at: time('When.'),
} satisfies Shape<Join>;

const chain = {
  isWhole: yesNo('Whether each step fits the one before it, and the run’s row fits them.'),
  lastHash: text('The hash of the last step.').optional(),
  isAnchored: yesNo('Whether the run’s own row names that hash: from its end on.'),
  brokenAt: count('The number of the first step that does not fit.').optional(),
  fault: choice<ChainFault>('What does not fit.', FAULTS_IN_WORDS).optional(),
  text: text('The same in a sentence.'),
} satisfies Shape<ChainReport>;

export const stepsSchema = z.object({
  id: text('The id of the enablement.'),
  steps: list(step, 'Every step, in order, hash-chained (docs/evidence.md).'),
  joins: list(joined, 'Who asked for the same meanwhile, and was given this enablement.'),
  chain: z.object(chain).describe('Whether the evidence is whole, worked out for this answer.'),
});
