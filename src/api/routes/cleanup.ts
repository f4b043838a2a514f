import { z } from 'zod';
import { cleanupRunListSchema, cleanupReportSchema, cleanupRunSchema } from '../answers/cleanup';
import { route } from '../route';
import { worded } from '../field-descriptions';
import { HOW_MANY, whoActs, WHO_ACTS_WORDS } from './fields';

/** Whoever runs the installation, and whoever checks on him. */
const KEEPERS = ['Reader', 'Operator'] as const;

export const startCleanup = route({
  method: 'POST',
  path: '/cleanup',
  operationId: 'StartCleanup',
  summary: 'Start a cleanup',
  description:
    'Clears away what tests left behind and what is kept longer than it need be, in every tenant. With `dryRun` it says what would go, and touches nothing. One that runs already is answered.',
  access: ['Operator'],
  about: 'everyTenant',
  budget: 'requests',
  actor: 'by',
  body: worded(
    z.strictObject({
      by: whoActs('who asks'),
      dryRun: z.boolean('must be true or false').default(false),
    }),
    { by: `Who asks. ${WHO_ACTS_WORDS}`, dryRun: 'Only say what would go.' },
  ),
  answers: {
    202: {
      description: 'It is under way: ask at `Location` again.',
      schema: cleanupRunSchema,
      headers: ['Location', 'Retry-After'],
      endsIn: cleanupReportSchema,
    },
  },
});

export const listCleanups = route({
  method: 'GET',
  path: '/cleanup',
  operationId: 'ListCleanups',
  summary: 'List passes of housekeeping',
  description: 'Lists what was cleared away, by pass and kind, the newest first.',
  access: KEEPERS,
  about: 'everyTenant',
  budget: 'reads',
  query: HOW_MANY,
  answers: { 200: { description: 'The last passes.', schema: cleanupRunListSchema } },
});

export const getCleanup = route({
  method: 'GET',
  path: '/cleanup/{id}',
  operationId: 'GetCleanup',
  summary: 'Get a pass of housekeeping',
  description:
    'Everything a pass found, tenant by tenant, what became of it, and what could not be looked at.',
  access: KEEPERS,
  about: 'everyTenant',
  budget: 'reads',
  params: worded(z.object({ id: z.string() }), { id: 'The id of the pass.' }),
  answers: {
    200: { description: 'What it did, or would do.', schema: cleanupReportSchema },
    202: {
      description: 'It is under way: ask at `Location` again, after `Retry-After` seconds.',
      schema: cleanupReportSchema,
      headers: ['Location', 'Retry-After'],
      endsIn: cleanupReportSchema,
    },
  },
  problems: { 404: 'There is no such pass.' },
});
