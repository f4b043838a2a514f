import { z } from 'zod';
import { commandSchema, statusSchema } from '../answers/enablement';
import { route } from '../route';
import { worded } from '../field-descriptions';
import { UNDER_WAY } from './enablements';
import { ASKERS, IDEMPOTENCY_KEY, ONE_ENABLEMENT, whoActs, WHO_ACTS_WORDS } from './fields';

const UNKNOWN = { 404: 'There is no such enablement.' };
const comment = z.string().trim().max(2000, 'must have at most 2000 characters').optional();

/** What a run is told while it goes on; the sender is recorded. */
const RECEIVED = {
  method: 'POST',
  access: ASKERS,
  about: 'run',
  budget: 'requests',
  params: ONE_ENABLEMENT,
  actor: 'by',
  answers: { 202: { ...UNDER_WAY, schema: commandSchema } },
  problems: { ...UNKNOWN, 409: 'The enablement is finished; nothing can be told to it.' },
} as const;

const SENDER = worded(z.strictObject({ by: whoActs('who tells it').optional() }), {
  by: `Who tells it. ${WHO_ACTS_WORDS}`,
});

export const cancelEnablement = route({
  ...RECEIVED,
  // Whoever has spent his calls can still stop what he began.
  budget: undefined,
  path: '/enablements/{id}/cancel',
  operationId: 'CancelEnablement',
  summary: 'Cancel an enablement',
  description: 'The run stops, cleans up and says so.',
  body: SENDER,
  isBodyOptional: true,
  connector: {},
});

export const probeEnablement = route({
  ...RECEIVED,
  path: '/enablements/{id}/probe',
  operationId: 'ProbeEnablement',
  summary: 'Try the test guest now',
  description:
    'The run tries at once instead of at its next turn. Asked for again before it has tried, it answers with the same sequence.',
  body: SENDER,
  isBodyOptional: true,
  connector: { visibility: 'advanced' },
});

export const decideEnablement = route({
  ...RECEIVED,
  // Nor is a plan declined too late for want of a call.
  budget: undefined,
  path: '/enablements/{id}/decision',
  operationId: 'DecideEnablement',
  summary: 'Decide about a plan',
  description: 'A second person, not the one who asked, agrees to the plan of a run or declines it.',
  access: ['Approver'],
  body: worded(
    z.strictObject({
      decision: z.enum(['approve', 'decline'], 'must be "approve" or "decline"'),
      by: whoActs('who decides'),
      planHash: z
        .string('is required: the hash of the plan you read')
        .regex(/^[0-9a-f]{64}$/, 'must be the hash of a plan'),
      comment,
    }),
    {
      decision: 'Whether to carry the plan out.',
      by: `Who decides. ${WHO_ACTS_WORDS}`,
      planHash: 'The hash of the plan that was read: the decision is about no other.',
      comment: 'Why.',
    },
  ),
  problems: {
    403: 'It is one’s own request, or the caller may not decide.',
    ...UNKNOWN,
    409: 'The enablement does not wait for a decision, or has another plan by now.',
  },
  connector: {},
});

export const undoEnablement = route({
  ...RECEIVED,
  path: '/enablements/{id}/undo',
  operationId: 'UndoEnablement',
  summary: 'Undo an enablement',
  description:
    'Puts back what a finished run changed, as a run of its own. Possible for as long as its records are kept: `RETENTION_DAYS` from its end.',
  headers: IDEMPOTENCY_KEY,
  actor: 'requestedBy',
  answers: { 202: UNDER_WAY },
  body: worded(
    z.strictObject({
      requestedBy: whoActs('who asks'),
      justification: comment,
      dryRun: z.boolean('must be true or false').default(false),
      again: z.boolean('must be true or false').default(false),
    }),
    {
      requestedBy: `Who asks. ${WHO_ACTS_WORDS}`,
      justification: 'Why, for the record and for whoever must agree.',
      dryRun: 'Read and plan, and write nothing.',
      again:
        'Undo it once more although it was undone: somebody made the same changes again, and they are to be undone too.',
    },
  ),
  problems: {
    ...UNKNOWN,
    409: 'The enablement still runs, changed nothing, was undone before or ended too long ago; or another one is changing this tenant.',
  },
  connector: { visibility: 'advanced' },
});

export const confirmEnablement = route({
  ...RECEIVED,
  path: '/enablements/{id}/confirm',
  operationId: 'ConfirmEnablement',
  summary: 'Confirm the partner test',
  description: 'A person says that a message to the partner arrived, which no application can try.',
  body: worded(z.strictObject({ by: whoActs('who tried it') }), {
    by: `Who tried it. ${WHO_ACTS_WORDS}`,
  }),
  answers: { 200: { description: 'The enablement, confirmed.', schema: statusSchema } },
  problems: { ...UNKNOWN, 409: 'The enablement has no partner test to confirm.' },
  connector: { visibility: 'advanced' },
});

export const extendEnablement = route({
  ...RECEIVED,
  path: '/enablements/{id}/extend',
  operationId: 'ExtendEnablement',
  summary: 'Extend an enablement',
  description:
    'Gives an enablement that stands until a date another one. Where a second person had to agree to the plan, a later date than was agreed to needs the role Approver and somebody other than the requester.',
  access: ['Requester', 'Operator', 'Approver'],
  body: worded(
    z.strictObject({
      by: whoActs('who asks'),
      reason: z
        .string('is required: why')
        .trim()
        .min(1, 'must not be empty')
        .max(2000, 'must have at most 2000 characters'),
      until: z.iso.datetime('must be a date and time in UTC, such as 2027-01-31T00:00:00Z'),
    }),
    {
      by: `Who asks. ${WHO_ACTS_WORDS}`,
      reason: 'Why, for the record.',
      until: 'When it ends now; within a year.',
    },
  ),
  answers: {
    200: { description: 'The enablement, with its new end.', schema: statusSchema },
    202: UNDER_WAY,
  },
  problems: {
    403: 'Another person with the role Approver must agree to a later date.',
    ...UNKNOWN,
    409: 'The enablement stands without an end, or has ended already.',
  },
  connector: { visibility: 'advanced' },
});
