import { problemSchema } from '../answers/problem';
import { BASE, VERSION, type Answer, type Route } from '../route';
import { createDefinitions, type Definitions } from './definitions';
import { bodySchemaOf, parametersOf, type JsonSchema } from './json-schema';

const DESCRIPTION =
  'Opens a Microsoft 365 tenant for guests and partners in Teams on request, and proves that it works.';

/** This interface as OpenAPI 3.0.3: for people, generators, and the importer of ServiceNow, which reads nothing newer. */
export function openApiDocument(routes: readonly Route[], origin: string): object {
  const definitions = createDefinitions('#/components/schemas', plain);
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes)
    (paths[route.path] ??= {})[route.method.toLowerCase()] = operationOf(route, definitions);
  return {
    openapi: '3.0.3',
    info: { title: 'Gastvrij', version: VERSION, description: DESCRIPTION, license: { name: 'MIT' } },
    servers: [{ url: `${origin}${BASE}` }],
    paths,
    components: { schemas: definitions.all, securitySchemes: SECURITY_SCHEMES },
  };
}

const SECURITY_SCHEMES = {
  key: {
    type: 'apiKey',
    in: 'header',
    name: 'x-functions-key',
    description: 'A function key, where people do not sign in.',
  },
  entra: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'A token of Microsoft Entra with an app role, where App Service Authentication is on.',
  },
  signature: {
    type: 'apiKey',
    in: 'header',
    name: 'webhook-signature',
    description:
      'A Standard Webhooks signature over the body, with webhook-id and webhook-timestamp, of a client that has a secret.',
  },
  statusToken: { type: 'apiKey', in: 'query', name: 't', description: 'The token of a status address.' },
};

function operationOf(route: Route, definitions: Definitions): object {
  const { operationId, summary, description, access } = route;
  const body = bodySchemaOf(route);
  const parameters = parametersOf(route)
    .filter(({ name }) => access !== 'tokenHolder' || name !== 't')
    .map((parameter) => ({ ...parameter, schema: plain(parameter.schema) }));
  return {
    operationId,
    summary,
    description: typeof access === 'string' ? description : `${description} Roles: ${access.join(', ')}.`,
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: {
        required: route.isBodyOptional !== true,
        content: { 'application/json': { schema: plain(body) } },
      },
    }),
    responses: responsesOf(route, definitions),
    ...(route.tells && { callbacks: callbacksOf(route, route.tells, definitions) }),
    security: securityOf(route),
  };
}

function callbacksOf(
  route: Route,
  { field, description, schema }: NonNullable<Route['tells']>,
  definitions: Definitions,
): object {
  const parameters = Object.entries(SIGNED).map(([name, words]) => {
    return { name, in: 'header', required: true, description: words, schema: { type: 'string' } };
  });
  const content = { 'application/json': { schema: definitions.pointTo(schema, route) } };
  const responses = {
    '2XX': { description: 'Taken, whatever the body.' },
    410: { description: 'Nothing more is wanted.' },
    default: { description: 'Tried again.' },
  };
  const post = { description, parameters, requestBody: { required: true, content }, responses };
  return { event: { [`{$request.body#/${field}}`]: { post } } };
}

/** https://github.com/standard-webhooks/standard-webhooks */
const SIGNED = {
  'webhook-id': 'The same at each try of the same event.',
  'webhook-timestamp': 'When it was sent: seconds since 1970.',
  'webhook-signature': 'One signature, or two while one secret replaces the other.',
};

function securityOf({ access }: Route): Record<string, never[]>[] {
  if (access === 'anyone') return [];
  if (access === 'tokenHolder') return [{ statusToken: [] }];
  return [{ entra: [] }, { key: [] }, { signature: [] }];
}

/** Whatever goes wrong is told in one form; what a caller must expect beyond the usual has a word of its own. */
function responsesOf(route: Route, definitions: Definitions): Record<string, object> {
  const refusal = (description: string): object => {
    const schema = definitions.pointTo(problemSchema, route);
    return { description, content: { 'application/problem+json': { schema } } };
  };
  const responses: Record<string, object> = {};
  for (const [status, answer] of Object.entries(route.answers))
    responses[status] = responseOf(answer, route, definitions);
  for (const [status, description] of Object.entries(route.problems ?? {}))
    responses[status] = refusal(description);
  return { ...responses, default: refusal('Refused, and why.') };
}

function responseOf(
  { description, schema, also = [], headers = [] }: Answer,
  route: Route,
  definitions: Definitions,
): object {
  const content = {
    ...(schema && { 'application/json': { schema: definitions.pointTo(schema, route) } }),
    ...Object.fromEntries(also.map((type) => [type, { schema: { type: 'string' } }])),
  };
  return {
    description,
    ...(headers.length > 0 && {
      headers: Object.fromEntries(headers.map((name) => [name, HEADERS[name]])),
    }),
    ...(Object.keys(content).length > 0 && { content }),
  };
}

const HEADERS = {
  Location: {
    description: 'Where to ask again: absolute, with its own permission to read.',
    schema: { type: 'string', format: 'uri' },
  },
  'Retry-After': { description: 'The seconds until then.', schema: { type: 'integer' } },
};

/** Without what only a flow's designer reads. */
function plain(schema: JsonSchema): JsonSchema {
  const kept = Object.entries(schema).filter(([keyword]) => !/^(title$|x-ms-)/.test(keyword));
  const { properties, items } = schema;
  return {
    ...Object.fromEntries(kept),
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([field, of]) => [field, plain(of)])),
    }),
    ...(items && { items: plain(items) }),
  };
}
