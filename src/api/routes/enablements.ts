import { z } from 'zod';
import { enablementRequestSchema } from '../../domain/enablement/request';
import { pageSchema, planSchema, statusSchema, stepsSchema } from '../answers/enablement';
import { eventSchema } from '../answers/run-event';
import { problemSchema } from '../answers/problem';
import { route, type Answer } from '../route';
import { worded } from '../field-descriptions';
import { ASKERS, IDEMPOTENCY_KEY, ONE_ENABLEMENT, READERS, WHO_ACTS_WORDS, WHICH_TENANT } from './fields';

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
/** A webhook action would poll after a 202, and be called back as well. */
const SUBSCRIBED: Answer = {
  description: 'With `callbackFormat` `logicApp`: it is under way, and `Location` ends the callback.',
  schema: statusSchema,
  headers: ['Location'],
};
const NOT_ENABLED: Answer = {
  description: 'With `onFailure=error`: the run ended without success.',
  schema: problemSchema,
};
const PAGE_SIZE = 'must be a whole number from 1 to 200';
const UNKNOWN = { 404: 'There is no such enablement.' };

export const requestEnablement = route({
  method: 'POST',
  path: '/enablements',
  operationId: 'RequestEnablement',
  summary: 'Request an enablement',
  description:
    'Opens a tenant for guests or partners and proves that it works. Answers at once; the run may take a day.',
  access: ASKERS,
  about: 'tenant',
  budget: 'requests',
  headers: IDEMPOTENCY_KEY,
  body: worded(enablementRequestSchema, {
    tenantId: {
      description: 'The tenant to open; it must be one this installation serves.',
      format: 'uuid',
    },
    goal: 'Guests in our teams, chat and calls with people who stay in their own organisation, or both.',
    profile: {
      description:
        '`gated`: the app or a Guest Inviter creates guests, owners add them. `selfService`: owners invite.',
      visibility: 'advanced',
    },
    testGuestEmail: {
      description:
        'The mailbox invited as a test: yours, outside all your domains, without `+`. Required unless one is registered. Another than the registered one must be on one of the tenant’s `testGuestDomains`, or be asked by an operator.',
      format: 'email',
    },
    partnerDomains: 'The domains to let in. Required for external access.',
    teamId: {
      description: 'A team whose own settings, label and site are meant as well.',
      format: 'uuid',
      visibility: 'advanced',
    },
    requestedBy: `Who asks. ${WHO_ACTS_WORDS}`,
    justification: 'Why, for the record and for whoever must agree.',
    ticketSystem: { description: 'Where the ticket lives.', visibility: 'advanced' },
    ticketId: { description: 'The ticket.', visibility: 'advanced' },
    guestCalling: { description: '`on`: guests may make private calls.', visibility: 'advanced' },
    guestMeeting: { description: '`on`: guests may meet with everything we have.', visibility: 'advanced' },
    guestMessaging: { description: '`on`: guests may chat with everything we have.', visibility: 'advanced' },
    allowConsumer: {
      description: 'Also people with private Teams accounts. Belongs to external access.',
      visibility: 'advanced',
    },
    deadlineHours: {
      description: 'How long to keep trying after the last change.',
      visibility: 'advanced',
    },
    enableUntil: {
      description: 'When what this run changes is put back; within a year. For good when left out.',
      visibility: 'advanced',
    },
    purgeTestGuest: { description: 'The test guest also leaves the 30-day bin.', visibility: 'advanced' },
    undoOnFailure: { description: 'Put back what was changed when it fails.', visibility: 'advanced' },
    dryRun: 'Read and plan, and write nothing.',
    callbackUrl: {
      description: 'Where to tell how it goes: https, on a host this installation calls back.',
      visibility: 'advanced',
    },
    callbackFormat: {
      description: 'How the telling is dressed: `gastvrij` when left out.',
      visibility: 'advanced',
    },
    callbackEvents: {
      description:
        'What to tell: `approvalNeeded` and `finished` when left out, and with `enableUntil` also `expiring` and `ended`.',
      visibility: 'advanced',
    },
  }),
  actor: 'requestedBy',
  answers: { 201: SUBSCRIBED, 202: UNDER_WAY },
  problems: { 409: 'Another enablement is changing this tenant.' },
  tells: {
    field: 'callbackUrl',
    description: 'Each event that was asked for, at least once, signed by Standard Webhooks, for a day.',
    schema: eventSchema,
  },
  connector: { visibility: 'important' },
});

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
