import { z } from 'zod';
import { finishedEnablementsSchema } from '../answers/finished-enablement';
import { route } from '../route';
import { worded } from '../field-descriptions';
import { READERS, WHICH_TENANT } from './fields';

/** An empty one is none: a connector that has no state yet may send it so. */
const after = z
  .string()
  .regex(/^\d{0,9}$/, 'must be the `next` of an earlier answer')
  .transform((number) => (number === '' ? undefined : Number(number)))
  .optional();

/** Not below `/enablements`: the host knows no precedence, and would take `finished` for an id. */
export const whenEnablementFinishes = route({
  method: 'GET',
  path: '/finished-enablements',
  operationId: 'WhenEnablementFinishes',
  summary: 'When an enablement finishes',
  description: 'This operation triggers when an enablement is over, however it ended.',
  access: READERS,
  about: 'tenant',
  budget: 'reads',
  query: worded(z.object({ tenant: WHICH_TENANT, after }), {
    tenant: { description: 'The tenant; this installation’s own when left out.', visibility: 'advanced' },
    after: {
      description: 'The `next` of the answer before; without it, where the order ends now.',
      visibility: 'internal',
    },
  }),
  answers: {
    200: {
      description: 'Those that ended since, each once; twenty at most.',
      schema: finishedEnablementsSchema,
    },
  },
  connector: {
    visibility: 'important',
    trigger: { kind: 'batch', hint: 'Request a dry run to see it start.' },
  },
});
