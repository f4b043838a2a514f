import type { HttpResponseInit } from '@azure/functions';
import { voiceOf } from '../../access/caller';
import { confirmEnablement } from '../../api/routes/commands';
import type { Services } from '../../composition/services';
import { problem } from '../http/problem';
import { serve, type Call } from '../http/serve';
import { statusAnswer, unknownRun } from './status-answer';

/** `POST /enablements/{id}/confirm`: a person says that the partner test worked, which no application can try. */
export function registerConfirmEnablement(services: Services): void {
  serve(services, confirmEnablement, (call) => confirm(services, call));
}

/** Notes who tried external access out. */
export async function confirm(
  services: Services,
  { params: { id }, body: { by }, caller, request }: Call<typeof confirmEnablement>,
): Promise<HttpResponseInit> {
  const at = services.now().toISOString();
  const confirmed = await services.store.confirm(id, { by, ...voiceOf(caller), at });
  switch (confirmed.kind) {
    case 'unknown':
      return unknownRun(id);
    case 'notPending':
      return problem({
        status: 409,
        type: 'nothing-to-confirm',
        title: `Enablement ${id} has no partner test to confirm.`,
      });
    case 'earlier':
      return problem({
        status: 409,
        type: 'already-confirmed',
        title: `${confirmed.by} has confirmed the partner test of enablement ${id} already.`,
      });
    case 'confirmed':
      return statusAnswer(services, request, id);
  }
}
