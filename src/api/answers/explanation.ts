import { z } from 'zod';
import type { Gate } from '../../controls/control';
import type { Explanation, Link } from '../../enablement/explanation';
import type { Question } from '../../explanations/question';
import { verdictFields } from './outcome';
import { choice, list, name, number, text, texts, yesNo, type Shape } from './shape';

const question = {
  guestEmail: text('The address of the guest.'),
  teamId: text('The team.').optional(),
  goal: name<Question['goal']>('What he should be able to do: `guestAccess` or `externalAccess`.'),
  profile: name<Question['profile']>('How far it should be open: `gated` or `selfService`.'),
  symptom: text('The words somebody saw.').optional(),
} satisfies Shape<Question>;

const link = {
  control: text('The id of the switch in the checklist: `E-1`.'),
  gate: name<Gate>('Where it lives: Entra, Groups, Teams, SharePoint or Federation.'),
  title: text('What the switch is called.'),
  state: choice<Link['state']>('What it does to this guest.', {
    open: 'lets him through',
    closed: 'closes the door',
    mayDecide: 'can close the door, and nothing an application can read says whether it does',
    unknown: 'could not be read',
  }),
  text: text('What there is to say about it.'),
} satisfies Shape<Link>;

const waiting = {
  helps: yesNo('Whether waiting helps.'),
  normalHours: number('Hours within which Microsoft says it takes effect.').optional(),
  longestHours: number('Hours after which waiting has no more sense.').optional(),
  sinceHours: number('Hours since our last change of that switch.').optional(),
} satisfies Shape<Explanation['waiting']>;

const fix = {
  adminPage: text('Where an administrator finds the switch.'),
  powerShell: text('The line an administrator would type.').optional(),
} satisfies Shape<NonNullable<Explanation['fix']>>;

export const explanationSchema = z.object({
  question: z.object(question).describe('What was asked.'),
  verdict: z.object(verdictFields).describe('The one cause.'),
  confidence: choice<Explanation['confidence']>('How sure that is.', {
    high: 'a switch was read, or Microsoft’s words are known',
    medium: 'nothing contradicts it',
    low: 'nothing was found',
  }),
  alsoClosed: texts('Every other switch that is closed.'),
  waiting: z.object(waiting).describe('Whether to wait, and how long.'),
  fix: z.object(fix).describe('How a person would open the door.').optional(),
  chain: list(link, 'Every switch on the way, in the order in which one closes the door before the next.'),
} satisfies Shape<Explanation & { question: Question }>);
