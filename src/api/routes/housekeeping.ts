import { z } from 'zod';
import { passListSchema, passReportSchema, passSchema } from '../answers/housekeeping';
import { route } from '../route';
import { worded } from '../words';
import { HOW_MANY, whoActs, WHO_ACTS_WORDS } from './fields';

/** Whoever runs the installation, and whoever checks on him. */
const KEEPERS = ['Reader', 'Operator'] as const;

export const startHousekeeping = route({
  method: 'POST',
  path: '/housekeeping',
  operationId: 'StartHousekeeping',
  summary: 'Keep house',
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
      schema: passSchema,
      headers: ['Location', 'Retry-After'],
      endsIn: passReportSchema,
    },
  },
});

export const listHousekeeping = route({
  method: 'GET',
  path: '/housekeeping',
  operationId: 'ListHousekeeping',
  summary: 'List passes of housekeeping',
  description: 'Lists what was cleared away, by pass and kind, the newest first.',
  access: KEEPERS,
  about: 'everyTenant',
  budget: 'reads',
  query: HOW_MANY,
  answers: { 200: { description: 'The last passes.', schema: passListSchema } },
});

export const getHousekeeping = route({
  method: 'GET',
  path: '/housekeeping/{id}',
  operationId: 'GetHousekeeping',
  summary: 'Get a pass of housekeeping',
  description:
    'Everything a pass found, tenant by tenant, what became of it, and what could not be looked at.',
  access: KEEPERS,
  about: 'everyTenant',
  budget: 'reads',
  params: worded(z.object({ id: z.string() }), { id: 'The id of the pass.' }),
  answers: {
    200: { description: 'What it did, or would do.', schema: passReportSchema },
    202: {
      description: 'It is under way: ask at `Location` again, after `Retry-After` seconds.',
      schema: passReportSchema,
      headers: ['Location', 'Retry-After'],
      endsIn: passReportSchema,
    },
  },
  problems: { 404: 'There is no such pass.' },
});
