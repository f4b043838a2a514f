import { app } from '@azure/functions';
import { questionSchema } from '../explanations/question';
import type { Services } from '../services';
import { readBody } from './json-body';
import { answering } from './problem';

/** `POST /explanations`: why can this guest not get in? Reads every switch on the way, and changes nothing. */
export function registerExplainAccess(services: Services): void {
  app.http('explainAccess', {
    route: 'explanations',
    methods: ['POST'],
    authLevel: 'function',
    handler: (request, context) =>
      answering(services, context, async () => {
        const question = await readBody(request, questionSchema);
        const explanation = await services.explain(question);
        return { headers: { 'cache-control': 'no-store' }, jsonBody: { question, ...explanation } };
      }),
  });
}
