import { z } from 'zod';
import { canaryRequestSchema } from '../../domain/tenant/canary-team';
import { canarySchema } from '../answers/canary';
import { route } from '../route';
import { worded } from '../field-descriptions';
import { READERS, WHO_ACTS_WORDS, WHICH_TENANT } from './fields';

const CANARY_STATES = {
  200: { description: 'It is there, or it could not be made.', schema: canarySchema },
  202: {
    description: 'Teams is making it: ask at `Location` again, after `Retry-After` seconds.',
    schema: canarySchema,
    headers: ['Location', 'Retry-After'],
    endsIn: canarySchema,
  },
} as const;

export const createCanary = route({
  method: 'POST',
  path: '/canary',
  operationId: 'CreateCanary',
  summary: 'Make a test team',
  description:
    'Makes a private, empty team for the proof, where a tenant has none. Sent again it makes no second one.',
  access: ['Operator'],
  about: 'tenant',
  budget: 'requests',
  actor: 'requestedBy',
  body: worded(canaryRequestSchema, {
    tenantId: { description: 'The tenant that needs one.', format: 'uuid' },
    ownerId: {
      description: 'The object id of the person who shall own it: an application must name one.',
      format: 'uuid',
    },
    requestedBy: `Who asks. ${WHO_ACTS_WORDS}`,
  }),
  answers: CANARY_STATES,
});

export const getCanary = route({
  method: 'GET',
  path: '/canary',
  operationId: 'GetCanary',
  summary: 'Read how a test team stands',
  description: 'Whether a tenant has a team for the proof, or one is being made.',
  access: READERS,
  about: 'tenant',
  budget: 'reads',
  query: worded(z.object({ tenant: WHICH_TENANT }), {
    tenant: 'The tenant; the home tenant of this installation when left out.',
  }),
  answers: CANARY_STATES,
  problems: { 404: 'There is no test team, and none is being made.' },
});
