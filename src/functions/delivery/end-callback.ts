import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { checkEndToken, endToken } from '../../access/signed-token';
import { fingerprintsOf } from '../../access/encrypted-address';
import { endCallback, endCallbackByAddress } from '../../api/routes/callbacks';
import type { Services } from '../../composition/services';
import { problem } from '../http/problem';
import { serve, type Call } from '../http/serve';
import { statusAnswer } from '../enablements/status-answer';

/**
 * Ends a callback, in the two ways webhook actions know: by the address they were given when they subscribed, or by
 * repeating the address to be called. Either is its own authorisation, asked once or ten times alike, and answered the
 * same whether there was anything to end. The run goes on.
 * https://learn.microsoft.com/azure/connectors/connectors-native-webhook
 */
export function registerEndCallback(services: Services): void {
  serve(services, endCallback, (call) => endByToken(services, call));
  serve(services, endCallbackByAddress, (call) => endByAddress(services, call));
}

async function endByToken(
  { store, statusTokenSecret }: Services,
  { params: { id }, query: { t = '' } }: Call<typeof endCallback>,
): Promise<HttpResponseInit> {
  if (!checkEndToken(statusTokenSecret, id, t))
    return problem({ status: 404, type: 'unknown-callback', title: 'There is no callback at this address.' });
  const run = await store.find(id);
  if (run) await store.forgetAddress(run.tenantId, id);
  return { status: 204 };
}

async function endByAddress(
  { store, openWork, statusTokenSecret }: Services,
  { body: { callbackUrl } }: Call<typeof endCallbackByAddress>,
): Promise<HttpResponseInit> {
  const fingerprints = fingerprintsOf(statusTokenSecret, callbackUrl);
  for (const { tenantId } of await openWork.list()) {
    const found = await Promise.all(
      fingerprints.map((fingerprint) => store.runsCalledBack(tenantId, fingerprint)),
    );
    for (const id of found.flat()) {
      // Only the address of a workflow is a secret, and so an authorisation; others can be guessed.
      const isWorkflow = (await store.find(id))?.request.callbackFormat === 'logicApp';
      if (isWorkflow) await store.forgetAddress(tenantId, id);
    }
  }
  return { status: 204 };
}

/**
 * The answer to a webhook action that subscribes: 201, because a 202 would have it poll as well, with the address at
 * which to end the callback.
 */
export async function subscribedAnswer(
  services: Services,
  request: HttpRequest,
  id: string,
): Promise<HttpResponseInit> {
  const answer = await statusAnswer(services, request, id, { answersRequest: true });
  if (answer.status !== 202) return answer;
  const location = new URL(`/api/enablements/${id}/callback`, services.publicUrl ?? request.url);
  location.searchParams.set('t', endToken(services.statusTokenSecret, id));
  return { ...answer, status: 201, headers: { location: location.href, 'cache-control': 'no-store' } };
}
