import { z } from 'zod';
import type { Explanation } from '../../domain/diagnosis/explanation';
import type { ChecklistStage, Fix, ChecklistEntry } from '../../domain/diagnosis/checklist-entry';
import type { Question } from '../../domain/diagnosis/explain-question';
import { verdictFields } from './outcome';
import { choice, list, name, number, said, text, texts, yesNo, type Shape } from './shape';

const question = {
  tenantId: text('The tenant, where the question named one.').optional(),
  guestEmail: text('The address of the guest.'),
  teamId: text('The team.').optional(),
  goal: name<Question['goal']>('What he should be able to do: `guestAccess` or `externalAccess`.'),
  profile: name<Question['profile']>('How far it should be open: `gated` or `selfService`.'),
  symptom: text('The words somebody saw.').optional(),
} satisfies Shape<Question>;

const fix = {
  adminPage: text('Where an administrator finds the switch.'),
  powerShell: text('The line an administrator would type.').optional(),
} satisfies Shape<Fix>;

const link = {
  stage: name<ChecklistStage>('Which station of the way in it belongs to.'),
  control: text('The id of the switch in the checklist: `E-1`.'),
  title: text('What the switch is called.'),
  state: choice<ChecklistEntry['state']>('What it does to this guest.', {
    open: 'lets him through',
    closed: 'closes the door',
    mayDecide: 'can close the door, and nothing an application can read says whether it does',
    passed: 'the guest is past it',
    unknown: 'could not be read',
  }),
  text: text('What there is to say about it.'),
  said: said().optional(),
  fix: z.object(fix).describe('How a person would open it.').optional(),
} satisfies Shape<ChecklistEntry>;

const waiting = {
  helps: yesNo('Whether waiting helps.'),
  normalHours: number('Hours within which Microsoft says it takes effect.').optional(),
  longestHours: number('Hours after which waiting has no more sense.').optional(),
  sinceHours: number('Hours since our last change of that switch.').optional(),
} satisfies Shape<Explanation['waiting']>;

/** Also part of the status of a run. */
export const explanationFields = {
  verdict: z.object(verdictFields).describe('The one cause.'),
  confidence: choice<Explanation['confidence']>('How sure that is.', {
    high: 'a switch was read, or Microsoft’s words are known',
    medium: 'nothing contradicts it',
    low: 'nothing was found',
  }),
  alsoClosed: texts('Every other switch that is closed.'),
  waiting: z.object(waiting).describe('Whether to wait, and how long.'),
  fix: z.object(fix).describe('How a person would open the door.').optional(),
  checklist: list(
    link,
    'Every switch on the way, in the order in which one closes the door before the next.',
  ),
  raw: text('What Microsoft or a person said, as it came.').optional(),
} satisfies Shape<Explanation>;

export const explanationSchema = z.object({
  question: z.object(question).describe('What was asked.'),
  ...explanationFields,
});
