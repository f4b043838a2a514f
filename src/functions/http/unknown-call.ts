import { app } from '@azure/functions';
import { methodsAt } from '../../api/allowed-methods';
import { ROUTES } from '../../api/route-table';
import { BASE } from '../../api/route';
import { problem } from './problem';

/** The host asks functions in the order of their names and takes the first that fits: this must come last. */
export const UNKNOWN_CALL = { name: 'zUnknownCall', route: `${BASE}/{*path}`.slice(1) };

/** Whatever under `/api` is no call of ours. */
export function registerUnknownCall(): void {
  app.http(UNKNOWN_CALL.name, {
    route: UNKNOWN_CALL.route,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    authLevel: 'anonymous',
    handler: async (request) => {
      const methods = methodsAt(ROUTES, new URL(request.url).pathname);
      if (methods.length === 0)
        return problem({
          status: 404,
          type: 'unknown-call',
          title: 'There is nothing at this address.',
          detail: `${BASE}/openapi.json lists every call.`,
        });
      const allow = methods.join(', ');
      const refusal = problem({
        status: 405,
        type: 'unknown-method',
        title: `This address knows ${allow} only.`,
      });
      return { ...refusal, headers: { ...refusal.headers, allow } };
    },
  });
}
