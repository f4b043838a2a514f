import { enablementRequestSchema } from '../../domain/enablement/request';
import { statusSchema } from '../answers/enablement';
import { worded } from '../field-descriptions';
import { eventSchema } from '../answers/run-event';
import { route, type Answer } from '../route';
import { ASKERS, IDEMPOTENCY_KEY, WHO_ACTS_WORDS } from './fields';
import { UNDER_WAY } from './enablements';

/** A webhook action would poll after a 202, and be called back as well. */
const SUBSCRIBED: Answer = {
  description: 'With `callbackFormat` `logicApp`: it is under way, and `Location` ends the callback.',
  schema: statusSchema,
  headers: ['Location'],
};

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
