import type { Route } from '../../api/route';
import { violationsOf } from '../../enablement/violation';
import { RejectedCall } from '../problem';
import type { Call } from '../serve';
import type { Visit } from './visit';

/**
 * A call as a machine would make it, for the person who sent a form.
 * @throws RejectedCall 422 with every violation
 */
export function callOf<R extends Route>(
  { body: schema }: R,
  { caller, request, context }: Visit,
  params: Record<string, string>,
  body: Record<string, unknown> = {},
): Call<R> {
  const parsed = schema?.safeParse(body);
  if (parsed?.success === false) {
    const violations = violationsOf(parsed.error);
    throw new RejectedCall({
      status: 422,
      type: 'invalid-request',
      title: 'The form has mistakes.',
      violations,
    });
  }
  const arrival = { caller, request, context, idempotencyKey: undefined, mediaType: 'application/json' };
  return { ...arrival, params, query: {}, headers: {}, body: parsed?.data ?? {} } as unknown as Call<R>;
}
