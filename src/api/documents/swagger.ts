import { problemSchema } from '../answers/problem';
import { BASE, VERSION, type Answer, type Route } from '../route';
import { titleOf } from '../field-descriptions';
import { createDefinitions, type Definitions } from './definitions';
import { bodySchemaOf, parametersOf, type JsonSchema, type Parameter } from './json-schema';
import { checkedForSwagger } from './swagger-schema';

/**
 * The calls of a custom connector as Swagger 2.0: Power Platform reads nothing newer.
 * https://learn.microsoft.com/connectors/custom-connectors/openapi-extensions
 * @throws Error naming the place of anything that Swagger 2.0 cannot say
 */
export function swaggerDocument(routes: readonly Route[], origin: string): object {
  const definitions = createDefinitions('#/definitions', checkedForSwagger);
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    if (route.connector === undefined) continue;
    const path = (paths[route.path] ??= {});
    path[route.method.toLowerCase()] = operationOf(route, definitions);
    const { notification } = route.connector.trigger ?? {};
    if (notification)
      path['x-ms-notification-content'] = {
        description: notification.description,
        schema: definitions.pointTo(notification.schema, route),
      };
  }
  const { host, protocol } = new URL(origin);
  return {
    swagger: '2.0',
    info: {
      title: 'Gastvrij',
      version: VERSION,
      description: 'Opens a tenant for guests and partners, and proves that it works.',
    },
    host,
    basePath: BASE,
    schemes: [protocol.replace(':', '')],
    consumes: ['application/json'],
    produces: ['application/json'],
    paths,
    definitions: definitions.all,
    ...SECURITY,
    ...METADATA,
  };
}

/** Entra first: an import that takes only one takes the first. */
const SECURITY = {
  securityDefinitions: {
    entra: {
      type: 'oauth2',
      flow: 'accessCode',
      authorizationUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize',
      tokenUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
      scopes: {},
    },
    key: { type: 'apiKey', in: 'header', name: 'x-functions-key' },
  },
  security: [{ entra: [] }, { key: [] }],
};

const METADATA = {
  'x-ms-capabilities': { testConnection: { operationId: 'ListEnablements', parameters: { size: 1 } } },
  'x-ms-connector-metadata': [
    { propertyName: 'Website', propertyValue: 'https://gastvrij.example' },
    { propertyName: 'Privacy policy', propertyValue: 'https://gastvrij.example/privacy' },
    { propertyName: 'Categories', propertyValue: 'Collaboration;IT Operations' },
  ],
};

function operationOf(route: Route, definitions: Definitions): object {
  const { operationId, summary, description, connector } = route;
  return {
    operationId,
    summary,
    description,
    ...(connector?.visibility && { 'x-ms-visibility': connector.visibility }),
    ...(connector?.trigger && {
      'x-ms-trigger': connector.trigger.kind,
      'x-ms-trigger-hint': connector.trigger.hint,
    }),
    parameters: [
      ...parametersOf(route).map((parameter) => parameterOf(operationId, parameter)),
      ...bodyOf(route),
    ],
    responses: responsesOf(route, definitions),
  };
}

function parameterOf(operationId: string, { schema, ...parameter }: Parameter): object {
  const checked = checkedForSwagger(schema, `${operationId} ${parameter.name}`);
  return {
    ...parameter,
    'x-ms-summary': titleOf(parameter.name),
    ...checked,
    ...(parameter.in === 'path' && { 'x-ms-url-encoding': 'single' }),
  };
}

function bodyOf(route: Route): object[] {
  const body = bodySchemaOf(route);
  if (body === undefined) return [];
  const { operationId, method, isBodyOptional } = route;
  if (method === 'GET') throw new Error(`${operationId}: Swagger 2.0 cannot say a body of GET.`);
  const schema: JsonSchema = checkedForSwagger(body, `${operationId} body`);
  return [{ name: 'body', in: 'body', required: isBodyOptional !== true, schema }];
}

/** A 202 that can be waited on ends in a 200, and that is what a maker of flows works with. */
function responsesOf(route: Route, definitions: Definitions): Record<string, object> {
  const responses: Record<string, object> = {};
  for (const [status, { description, schema, endsIn }] of Object.entries(route.answers)) {
    if (Number(status) >= 300) continue;
    responses[status] = {
      description,
      ...(schema && endsIn === undefined && { schema: definitions.pointTo(schema, route) }),
    };
    if (endsIn) responses['200'] ??= finalAnswer(endsIn, route, definitions);
  }
  const schema = definitions.pointTo(problemSchema, route);
  return { ...responses, default: { description: 'Refused, and why.', schema } };
}

const finalAnswer = (
  schema: NonNullable<Answer['endsIn']>,
  route: Route,
  definitions: Definitions,
): object => ({
  description: 'The run is over, however it ended.',
  schema: definitions.pointTo(schema, route),
});
