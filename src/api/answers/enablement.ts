import { callbackStatusFields } from './callback';
import { explanationFields } from './explanation';
import { z } from 'zod';
import type { EnablementSummary } from '../../domain/enablement/enablement';
import type { EnablementStatus, Phase } from '../../domain/enablement/status';
import type { StepKind } from '../../domain/enablement/step';
import {
  assuranceFields,
  cleanUpFields,
  outcome,
  partnerTestFields,
  rung,
  undoingFields,
  verdictFields,
} from './outcome';
import { planFields } from './plan';
import { choice, count, list, name, said, text, texts, time, yesNo, type Shape } from './shape';

type Within<Field extends keyof EnablementStatus> = NonNullable<EnablementStatus[Field]>;

const phase = choice<Phase>('Where the run stands.', {
  accepted: 'saved, about to begin',
  inspecting: 'reading every switch',
  waitingForApproval: 'a second person must agree to the plan',
  applying: 'changing what is closed',
  proving: 'inviting a test guest until that works',
  undoing: 'putting back what it changed',
  cleaningUp: 'removing the test guest',
  finished: 'over',
});

export const stepKind = choice<StepKind>('What was done.', {
  accepted: 'the request was taken in',
  inspected: 'every switch was read',
  planned: 'the changes were planned',
  decided: 'a second person decided',
  applied: 'a settings document was changed',
  probed: 'the test guest was tried',
  commandReceived: 'somebody told the run something',
  failed: 'something was tried several times and could not be got past',
  undoPlanned: 'the way back was planned',
  undone: 'a settings document was put back',
  cleanedUp: 'the test guest was removed',
  finished: 'the run ended',
});

const goal = text('What was asked for: `guestAccess`, `externalAccess` or `both`.');
export const requestedBy = text('Who asked.');
const acceptedAt = time('When it was accepted.');
const finishedAt = time('When it ended.').optional();

const approval = {
  planHash: text('The hash of the plan to decide about.'),
  expiresAt: time('Until when a second person must have agreed.'),
  decision: choice('What was decided.', {
    approved: 'agreed',
    declined: 'said no, or nobody decided in time',
  }).optional(),
  by: text('Who decided.').optional(),
} satisfies Shape<Within<'approval'>>;

const manualStep = {
  control: text('The id of the switch.'),
  title: text('The switch.'),
  powerShell: text('The line to type; empty where there is none.'),
  adminPage: text('The page to open.'),
} satisfies Shape<Within<'manualSteps'>[number]>;

const proof = {
  tries: count('How often the test guest was tried.'),
  highestRung: rung('The highest step of the proof so far.'),
  nextTryAt: time('When it will be tried again.').optional(),
  deadline: time('When it will be given up.'),
} satisfies Shape<Within<'proof'>>;

const undo = {
  id: text('The run that undoes this one.'),
  status: choice('How far it is.', {
    running: 'under way',
    undone: 'every setting that was changed is back as it was',
    incomplete: 'it ended, and something was left: its own status says what',
  }),
  finishedAt: time('When it ended.').optional(),
} satisfies Shape<Within<'undo'>>;

const lastStep = { kind: stepKind, at: time('When it ended.'), text: text('The step in a sentence.') };
const steps = {
  count: count('How many steps are recorded.'),
  last: z.object(lastStep).describe('The last of them.').optional(),
} satisfies Shape<Within<'steps'>>;

const links = {
  status: text('The status address; it carries its own permission to read.'),
  steps: text('The evidence.'),
} satisfies Shape<Within<'links'>>;

/** The public face of a run. */
const status = {
  id: text('The id of the enablement: `en-` and ten characters.'),
  status: phase,
  outcome: outcome.optional(),
  summary: text('Where the run stands, or how it ended, in words.'),
  summarySaid: said('What the summary was made of.'),
  verdict: z.object(verdictFields).describe('Why a guest cannot get in.').optional(),
  explanation: z
    .object(explanationFields)
    .describe('The one cause, what else is closed, and whether waiting helps.')
    .optional(),
  assurance: z.object(assuranceFields).describe('How far the success is proven.').optional(),
  tenantId: text('The tenant.'),
  goal,
  profile: text('How far to open: `gated` or `selfService`.'),
  partnerDomains: texts('The domains to let in.').optional(),
  testGuestEmail: text('The mailbox invited as a test.').optional(),
  undoes: text('The enablement whose changes this run puts back.').optional(),
  undo: z
    .object(undo)
    .describe('The latest run that undoes this one; absent where nobody asked for it.')
    .optional(),
  remediates: text('The audit whose findings this run puts back.').optional(),
  expiry: z
    .object({
      until: time('When what it changed is put back.'),
      noticeSentAt: time('When it was said that the end is near.').optional(),
      endedBy: text('The run that put it back.').optional(),
      endedAt: time('When it ended because nothing that it changed stood any more.').optional(),
    })
    .describe('Until when it stands; absent where for good.')
    .optional(),
  requestedBy,
  ticketSystem: text('Where the ticket lives.').optional(),
  ticketId: text('The ticket.').optional(),
  dryRun: yesNo('Whether it only reads and plans.'),
  plan: z.object(planFields).describe('What it changes, and what it found right.').optional(),
  approval: z.object(approval).describe('Where a second person must decide, or did.').optional(),
  manualSteps: list(manualStep, 'What a person must set before the run can go on.').optional(),
  proof: z.object(proof).describe('How the proof goes.').optional(),
  cleanUp: z.object(cleanUpFields).describe('What was removed again.').optional(),
  undoing: z.object(undoingFields).describe('What was put back.').optional(),
  partnerTest: z
    .object(partnerTestFields)
    .describe('External access, which only people can try out.')
    .optional(),
  callback: z
    .object(callbackStatusFields)
    .describe('How the callback goes, where one was asked for.')
    .optional(),
  acceptedAt,
  finishedAt,
  steps: z.object(steps).describe('How much evidence there is.'),
  links: z.object(links).describe('Where to read on.'),
} satisfies Shape<EnablementStatus>;

export const statusSchema = z.object(status).meta({ title: 'Enablement' });

export const planSchema = z.object({
  id: text('The id of the enablement.'),
  plan: z.object(planFields).describe('What it changes, and what it found right.'),
});

const summary = {
  id: text('The id of the enablement.'),
  tenantId: text('The tenant.'),
  goal: name<EnablementSummary['goal']>('What was asked for.'),
  requestedBy,
  acceptedAt,
  outcome: outcome.optional(),
  finishedAt,
  undoneBy: text('The run that undid it, where every setting it changed is back.').optional(),
} satisfies Shape<EnablementSummary>;

export const pageSchema = z.object({
  items: list(
    { ...summary, statusUrl: text('The status address; it carries its own permission to read.') },
    'Enablements, the newest first.',
  ),
  continuation: text('Send it back for the next page; absent on the last.').optional(),
});

export const commandSchema = z.object({
  id: text('The id of the enablement.'),
  command: text('What it was told.'),
  sequence: count('The number of this command within the run.'),
});
