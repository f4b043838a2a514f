import { z } from 'zod';
import { route } from '../route';
import { worded } from '../field-descriptions';
import { UNDER_WAY } from './enablements';
import { ASKERS, IDEMPOTENCY_KEY, ONE_TENANT, whoActs, WHO_ACTS_WORDS } from './fields';

export const proveTenant = route({
  method: 'POST',
  path: '/tenants/{id}/proof',
  operationId: 'ProveTenant',
  summary: 'Prove that guests still get in',
  description:
    'Tries the registered test guest in a run of its own, for four hours at most. It changes no setting.',
  access: ASKERS,
  about: 'tenantInPath',
  budget: 'requests',
  params: ONE_TENANT,
  headers: IDEMPOTENCY_KEY,
  actor: 'requestedBy',
  body: worded(
    z.strictObject({
      requestedBy: whoActs('who asks'),
      justification: z.string().trim().max(2000, 'must have at most 2000 characters').optional(),
    }),
    { requestedBy: `Who asks. ${WHO_ACTS_WORDS}`, justification: 'Why, for the record.' },
  ),
  answers: { 202: UNDER_WAY },
  problems: {
    404: 'This installation does not serve such a tenant.',
    409: 'No test guest is registered for the tenant, or another enablement is changing it.',
  },
});
