import { terms } from './plan';
import { z } from 'zod';
import type { CallbackEvent } from '../../domain/events/run-event';
import { assuranceWords, outcome, verdictWords } from './outcome';
import { choice, name, number, text, texts, time, yesNo, type Shape } from './shape';

type Data = CallbackEvent['data'];

const expectation = {
  medianHours: number('Hours after which half of such changes are effective.'),
  p95Hours: number('Hours after which 95 of 100 are.'),
  basis: z.literal('assumption').describe('What the figures rest on: documentation and reports.'),
  text: text('The same in words.'),
} satisfies Shape<NonNullable<Data['expectation']>>;

const data = {
  enablementId: text('The id of the enablement.'),
  tenantId: text('The tenant.'),
  goal: name<Data['goal']>('What was asked for: `guestAccess`, `externalAccess` or `both`.'),
  profile: name<Data['profile']>('How far to open: `gated` or `selfService`.'),
  requestedBy: text('Who asked.'),
  ticketSystem: text('Where the ticket lives.').optional(),
  ticketId: text('The ticket.').optional(),
  dryRun: yesNo('Whether it only reads and plans.'),
  summary: text('What happened, in words for a person.'),
  changes: texts('With `approval.needed`: what is to be changed.').optional(),
  needsApproval: texts(
    'With `approval.needed`: the switches because of which a person must agree.',
  ).optional(),
  planHash: text('With `approval.needed`: the hash of the plan to decide about.').optional(),
  terms: z
    .object({
      ...terms,
      partnerDomains: texts(
        'The partners it opens to; of many the first, and then a line that says how many more there are.',
      ).optional(),
    })
    .describe('With `approval.needed`: what is agreed to besides the changes.')
    .optional(),
  decideBy: time('With `approval.needed`: until when.').optional(),
  changed: texts('With `applied`: what was written.').optional(),
  manualSteps: texts('With `applied` and `ended`: what a person has to type.').optional(),
  expectation: z.object(expectation).describe('With `waiting`: how long it usually takes.').optional(),
  deadline: time('With `waiting`: when it will be given up.').optional(),
  outcome: outcome.optional(),
  assurance: z.object(assuranceWords).describe('With `finished`: how far the success is proven.').optional(),
  verdict: z.object(verdictWords).describe('With `finished`: why a guest cannot get in.').optional(),
  left: texts('With `finished`: what could not be cleaned up, and why: a person must.').optional(),
  finishedAt: time('With `finished`: when.').optional(),
  lastHash: text(
    'With `finished`: the hash of the last step; keep it, and the evidence cannot be changed unseen.',
  ).optional(),
  until: time('With `expiring` and `ended`: the date.').optional(),
  undone: texts('With `expiring`: what will be put back; with `ended`: what was.').optional(),
  endedBy: text('With `ended`: the enablement that put it back.').optional(),
  notUndone: texts('With `ended`: what was left as it is, and why.').optional(),
} satisfies Shape<Data>;

const event = {
  type: choice<CallbackEvent['type']>('What happened.', {
    'enablement.accepted': 'the run has begun',
    'enablement.approval.needed': 'a second person must agree to the plan',
    'enablement.applied': 'every planned setting is written',
    'enablement.waiting': 'the first try did not get a guest in',
    'enablement.finished': 'the run is over, however it ended',
    'enablement.expiring': 'within a day it ends: what was changed is put back',
    'enablement.ended': 'it has ended, and this came of it',
  }),
  version: z.literal(1).describe('Of this form: a new part keeps it.'),
  timestamp: time('When it happened, not when it was sent.'),
  data: z.object(data).describe('About which run, and what of it.'),
} satisfies Shape<CallbackEvent>;

/** What whoever wants to be called back is told, as the documents show it. */
export const eventSchema = z.object(event).meta({ title: 'EnablementEvent' });
