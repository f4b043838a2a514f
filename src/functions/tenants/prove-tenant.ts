import type { HttpResponseInit } from '@azure/functions';
import { proveTenant } from '../../api/routes/proof';
import { proofRequestOf } from '../../domain/proof/proof-request';
import type { Services } from '../../composition/services';
import { problem } from '../http/problem';
import { admit } from '../enablements/request-enablement';
import { serve, type Call } from '../http/serve';
import { unknownTenant } from './tenants';

/** `POST /tenants/{id}/proof`: do guests still get in? A run like any other answers that, and changes no setting. */
export function registerProveTenant(services: Services): void {
  serve(services, proveTenant, (call) => prove(services, call), { usesDurable: true });
}

async function prove(services: Services, call: Call<typeof proveTenant>): Promise<HttpResponseInit> {
  const { id } = call.params;
  const { requestedBy, justification } = call.body;
  const tenant = await services.tenants.find(id);
  if (tenant === undefined) return unknownTenant(id);
  const request = proofRequestOf(tenant, { requestedBy, ...(justification && { justification }) });
  if (request !== undefined) return admit(services, call, request);
  const title = `No test guest is registered for tenant ${id}: nobody can be tried.`;
  return problem({ status: 409, type: 'no-test-guest', title });
}
