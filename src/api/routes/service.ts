import { z } from 'zod';
import { choice } from '../answers/shape';
import { route } from '../route';

const health = z.object({
  status: choice('Whether the app can work.', {
    healthy: 'it can',
    degraded: 'it can, and something that should have been done was not',
    unhealthy: 'a part is missing',
  }),
  checks: z
    .object({
      records: choice('Table Storage.', { reachable: 'it answers', unreachable: 'it does not' }),
      audits: choice('The audits a timer starts, where one does.', {
        onTime: 'the last one came when it should, and came to its end',
        late: 'one that should have run did not, or did not end',
      }).optional(),
    })
    .describe('The parts it leans on.'),
});

export const getHealth = route({
  method: 'GET',
  path: '/health',
  operationId: 'GetHealth',
  summary: 'Ask whether the app can work',
  description: 'Says which part cannot, and nothing a stranger could use.',
  access: 'anyone',
  about: 'nothing',
  answers: {
    200: { description: 'It can.', schema: health },
    503: { description: 'It cannot.', schema: health },
  },
});

const document = z.looseObject({}).describe('A JSON document.');

export const getOpenApi = route({
  method: 'GET',
  path: '/openapi.json',
  operationId: 'GetOpenApi',
  summary: 'Get this interface as OpenAPI 3.0',
  description: 'For people, generators and the importer of ServiceNow.',
  access: 'anyone',
  about: 'nothing',
  answers: { 200: { description: 'The document.', schema: document } },
});

export const getSwagger = route({
  method: 'GET',
  path: '/swagger.json',
  operationId: 'GetSwagger',
  summary: 'Get this interface as Swagger 2.0',
  description: 'For a custom connector of Power Platform, which reads nothing newer.',
  access: 'anyone',
  about: 'nothing',
  answers: { 200: { description: 'The document.', schema: document } },
});
