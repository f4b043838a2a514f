import { explainAccess } from '../../api/routes/explanations';
import { tenantIdIn } from '../../domain/enablement/parse-request';
import { parseQuestion } from '../../domain/diagnosis/explain-question';
import type { Services } from '../../composition/services';
import { serve } from '../http/serve';

/** `POST /explanations`: why can this guest not get in? Reads every switch on the way, and changes nothing. */
export function registerExplainAccess(services: Services): void {
  serve(
    services,
    explainAccess,
    async ({ body: question }) => {
      const explanation = await services.explain(question);
      return { headers: { 'cache-control': 'no-store' }, jsonBody: { question, ...explanation } };
    },
    {
      async parseBody(body) {
        const tenantId = tenantIdIn(body);
        const isServed = tenantId === undefined || (await services.tenants.find(tenantId)) !== undefined;
        return parseQuestion(body, isServed);
      },
    },
  );
}
