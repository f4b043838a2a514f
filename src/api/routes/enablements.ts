import { z } from 'zod';
import { pageSchema, planSchema, statusSchema } from '../answers/enablement';
import { stepsSchema } from '../answers/steps';
import { problemSchema } from '../answers/problem';
import { route, type Answer } from '../route';
import { worded } from '../field-descriptions';
import { ONE_ENABLEMENT, READERS, WHICH_TENANT } from './fields';

const ON_FAILURE = worded(
  z.object({ onFailure: z.literal('error', 'must be "error", or left out').optional() }),
  {
    onFailure: {
      description: 'With `error`, a run that ended without success is answered with 422 instead of 200.',
      visibility: 'advanced',
    },
  },
);

/** Every 202 can be waited on: a flow's HTTP action follows its `Location` by itself. */
export const UNDER_WAY: Answer = {
  description: 'It is under way: ask at `Location` again, after `Retry-After` seconds.',
  schema: statusSchema,
  headers: ['Location', 'Retry-After'],
  endsIn: statusSchema,
};

const STATUS: Readonly<Record<200 | 202, Answer>> = {
  200: { description: 'The run is over, however it ended.', schema: statusSchema },
  202: UNDER_WAY,
};

const NOT_ENABLED: Answer = {
  description: 'With `onFailure=error`: the run ended without success.',
  schema: problemSchema,
};

const PAGE_SIZE = 'must be a whole number from 1 to 200';
const UNKNOWN = { 404: 'There is no such enablement.' };

export const listEnablements = route({
  method: 'GET',
  path: '/enablements',
  operationId: 'ListEnablements',
  summary: 'List enablements',
  description: 'Lists enablements, the newest first, a page at a time.',
  access: READERS,
  about: 'tenant',
  budget: 'reads',
  query: worded(
    z.object({
      tenant: WHICH_TENANT,
      status: z.enum(['running', 'finished'], 'must be "running" or "finished"').optional(),
      size: z.coerce.number(PAGE_SIZE).int(PAGE_SIZE).min(1, PAGE_SIZE).max(200, PAGE_SIZE).default(50),
      continuation: z.string().optional(),
    }),
    {
      tenant: { description: 'The tenant; this installation’s own when left out.', visibility: 'advanced' },
      status: 'Only those that run, or only those that are over.',
      size: { description: 'How many at most.', visibility: 'advanced' },
      continuation: { description: 'What the page before answered.', visibility: 'advanced' },
    },
  ),
  answers: { 200: { description: 'A page of enablements.', schema: pageSchema } },
  connector: {},
});

export const getEnablement = route({
  method: 'GET',
  path: '/enablements/{id}',
  operationId: 'GetEnablement',
  summary: 'Get an enablement',
  description: 'Says where a run stands, or how it ended.',
  access: READERS,
  about: 'run',
  budget: 'reads',
  params: ONE_ENABLEMENT,
  query: ON_FAILURE,
  answers: { ...STATUS, 422: NOT_ENABLED },
  problems: UNKNOWN,
  connector: { visibility: 'important' },
});

export const getEnablementStatus = route({
  method: 'GET',
  path: '/enablements/{id}/status',
  operationId: 'GetEnablementStatus',
  summary: 'Follow an enablement by its own address',
  description: 'The same for whoever holds the address that `Location` gave: it needs no other credential.',
  access: 'tokenHolder',
  about: 'nothing',
  budget: 'reads',
  params: ONE_ENABLEMENT,
  query: worded(ON_FAILURE.extend({ t: z.string().optional() }), {
    onFailure: 'With `error`, a run that ended without success is answered with 422 instead of 200.',
    t: 'The token the address was handed out with.',
  }),
  answers: { ...STATUS, 422: NOT_ENABLED },
  problems: UNKNOWN,
});

export const getEnablementSteps = route({
  method: 'GET',
  path: '/enablements/{id}/steps',
  operationId: 'GetEnablementSteps',
  summary: 'Get the evidence of an enablement',
  description: 'Every recorded step, hash-chained; with `Accept: text/csv` as a table.',
  access: READERS,
  about: 'run',
  budget: 'reads',
  params: ONE_ENABLEMENT,
  answers: { 200: { description: 'The evidence.', schema: stepsSchema, also: ['text/csv'] } },
  problems: UNKNOWN,
  connector: { visibility: 'advanced' },
});

export const getEnablementPlan = route({
  method: 'GET',
  path: '/enablements/{id}/plan',
  operationId: 'GetEnablementPlan',
  summary: 'Get the plan of an enablement',
  description: 'What the run changes, and what it found right; with `Accept: text/plain` for people.',
  access: READERS,
  about: 'run',
  budget: 'reads',
  params: ONE_ENABLEMENT,
  answers: { 200: { description: 'The plan.', schema: planSchema, also: ['text/plain'] } },
  problems: { 404: 'There is no such enablement, or it has no plan yet.' },
  connector: {},
});
