import { z } from 'zod';
import { ROLES } from '../../access/caller';
import { worded } from '../field-descriptions';

/** Everybody with a role may read. */
export const READERS = ROLES;
/** Whoever may ask may also call his run off. */
export const ASKERS = ['Requester', 'Operator'] as const;

/** The enablement a call is about. */
export const ONE_ENABLEMENT = worded(z.object({ id: z.string() }), {
  id: {
    description: 'The id of the enablement.',
    dynamicValues: {
      operationId: 'ListEnablements',
      'value-collection': 'items',
      'value-path': 'id',
      'value-title': 'id',
    },
  },
});

const quoted = /^"(.*)"$/;

/** Visible characters, at most 255; a key in quotes is the same key without them. */
export const IDEMPOTENCY_KEY = worded(
  z.object({
    'Idempotency-Key': z
      .string()
      .trim()
      .transform((key) => quoted.exec(key)?.[1] ?? key)
      .pipe(z.string().regex(/^[\x21-\x7e]{1,255}$/, 'must have 1 to 255 visible ASCII characters'))
      .optional(),
  }),
  {
    'Idempotency-Key': {
      description: 'A name for this very request: sent again, it gives the same enablement.',
      visibility: 'advanced',
    },
  },
);

/** Who acts, in the words of a machine that acts for him; for a person who is signed in it is known. */
export const whoActs = (what: string) =>
  z
    .string(`is required: ${what}`)
    .trim()
    .min(1, 'must not be empty')
    .max(200, 'must have at most 200 characters');

export const WHO_ACTS_WORDS = 'Not needed of a person who is signed in.';

const UNIQUE_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The tenant a list is about, where it is not this installation's own. */
export const WHICH_TENANT = z
  .string()
  .trim()
  .regex(UNIQUE_ID, 'must be the id of a tenant (a GUID)')
  .toLowerCase()
  .optional();

/** The tenant a call is about. */
export const ONE_TENANT = worded(
  z.object({ id: z.string().regex(UNIQUE_ID, 'must be the tenant id (a GUID)').toLowerCase() }),
  {
    id: {
      description: 'The id of the tenant.',
      format: 'uuid',
      dynamicValues: {
        operationId: 'ListTenants',
        'value-collection': 'items',
        'value-path': 'tenantId',
        'value-title': 'tenantId',
      },
    },
  },
);

const SIZE = 'must be a whole number from 1 to 100';

/** How many of the newest a list shows. */
export const HOW_MANY = worded(
  z.object({ size: z.coerce.number(SIZE).int(SIZE).min(1, SIZE).max(100, SIZE).default(30) }),
  { size: 'How many at most.' },
);
