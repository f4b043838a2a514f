import type { Route } from '../../../api/route';
import { violationsOf } from '../../../domain/input/violation';
import { RejectedCall } from '../../http/problem';
import type { Call } from '../../http/serve';
import type { PageRequest } from './page-request';

/**
 * A call as a machine would make it, for the person who sent a form.
 * @throws RejectedCall 422 with every violation
 */
export function callOf<R extends Route>(
  { body: schema }: R,
  { caller, request, context }: PageRequest,
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
