import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { swaggerDocument } from '../../../src/api/documents/swagger';
import { route, type Route } from '../../../src/api/route';
import { ROUTES } from '../../../src/api/route-table';
import { worded } from '../../../src/api/field-descriptions';
import { EVENT_TYPES } from '../../../src/domain/events/run-event';

const ROOT = path.join(__dirname, '../../../..');
const OPENAPI = path.join(ROOT, 'docs/openapi.json');
const SWAGGER = path.join(ROOT, 'integrations/power-automate/apiDefinition.swagger.json');
const node = (file: string, ...args: string[]): string =>
  spawnSync(process.execPath, [path.join(ROOT, 'dist', file), ...args], { encoding: 'utf8' }).stdout;

interface Field {
  type?: string;
  description?: string;
  properties?: Record<string, Field>;
  items?: Field;
  required?: string[];
  default?: unknown;
  [hint: `x-ms-${string}`]: unknown;
}
interface Operation {
  operationId: string;
  summary: string;
  description: string;
  parameters: (Field & { name: string; in: string; required: boolean; schema?: Field })[];
  responses: Record<string, { schema?: { $ref: string } }>;
  [hint: `x-ms-${string}`]: unknown;
}
interface Swagger {
  info: { title: string; description: string };
  paths: Record<string, Record<string, Operation>>;
  definitions: Record<string, Field>;
  [hint: `x-ms-${string}`]: unknown;
}

interface OpenApi {
  paths: Record<
    string,
    Record<
      string,
      {
        callbacks?: Record<
          string,
          Record<string, { post: { parameters: { name: string }[]; requestBody: object } }>
        >;
      }
    >
  >;
  components: { schemas: Record<string, Field> };
}

describe('the published documents', () => {
  it('are as the code says: npm run docs', () => {
    expect(node('local/docs/write-docs.js', '--check')).toBe('');
  });

  it('are valid OpenAPI 3.0 and Swagger 2.0', () => {
    expect(JSON.parse(node('test/support/validate-documents.js', OPENAPI, SWAGGER))).toEqual([
      { version: '3.0', faults: [] },
      { version: '2.0', faults: [] },
    ]);
  });

  it('keep every operation that was ever published', () => {
    const known = ['RequestEnablement', 'ListEnablements', 'GetEnablement', 'GetEnablementStatus'];
    const more = ['GetEnablementPlan', 'GetEnablementSteps', 'DecideEnablement', 'CancelEnablement'];
    const rest = ['ProbeEnablement', 'UndoEnablement', 'ConfirmEnablement', 'ExplainAccess', 'GetHealth'];
    const last = ['ReplayCallback', 'EndCallback', 'EndCallbackByAddress', 'WhenEnablementFinishes'];
    const names = ROUTES.map(({ operationId }) => operationId);
    expect(names).toEqual(expect.arrayContaining([...known, ...more, ...rest, ...last]));
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('what a request is told later', () => {
  it('is published as a callback at the address it names, with every header to verify it by', () => {
    const { paths, components } = JSON.parse(readFileSync(OPENAPI, 'utf8')) as OpenApi;
    const { callbacks } = paths['/enablements']!['post']!;
    const { post } = callbacks!['event']!['{$request.body#/callbackUrl}']!;
    expect(post.parameters.map(({ name }) => name)).toEqual([
      'webhook-id',
      'webhook-timestamp',
      'webhook-signature',
    ]);
    const content = { 'application/json': { schema: { $ref: '#/components/schemas/EnablementEvent' } } };
    expect(post.requestBody).toEqual({ required: true, content });
    expect(components.schemas['EnablementEvent']?.properties?.['type']).toMatchObject({
      enum: Object.values(EVENT_TYPES),
    });
  });
});

/** https://learn.microsoft.com/connectors/custom-connectors/connector-string-guidance and its neighbours */
describe('the definition of the custom connector', () => {
  const text = readFileSync(SWAGGER, 'utf8');
  const swagger = JSON.parse(text) as Swagger;
  const operations = Object.values(swagger.paths).flatMap((one) => Object.entries(one));

  it('is small, and has a title that is no product and no API', () => {
    expect(text.length).toBeLessThan(1_000_000);
    expect(swagger.info.title.length).toBeLessThanOrEqual(30);
    expect(`${swagger.info.title} ${swagger.info.description}`).not.toMatch(/\bAPI\b|Power (Apps|Automate)/i);
    expect(swagger['x-ms-connector-metadata']).toHaveLength(3);
    const { testConnection } = swagger['x-ms-capabilities'] as { testConnection: { operationId: string } };
    expect(operations.map(([, { operationId }]) => operationId)).toContain(testConnection.operationId);
  });

  it.each(operations.map(([method, operation]) => [operation.operationId, method, operation] as const))(
    'shows %s as a maker of flows wants it',
    (operationId, method, { summary, description, parameters, responses, ...hints }) => {
      expect(operationId).toMatch(/^([A-Z][a-z]+){2,}$/);
      expect(summary).toMatch(/^[A-Z][^/]{1,78}[a-z0-9]$/i);
      expect(description).toMatch(/\.$/);
      if (hints['x-ms-trigger']) {
        expect(summary).toMatch(/^When an? /);
        expect(description).toMatch(/^This operation triggers when /);
      }
      expect(method === 'get' && parameters.some((one) => one.in === 'body')).toBe(false);
      expect(responses['200']?.schema?.$ref).toBeDefined();
      expect(responses['default']?.schema?.$ref).toBe('#/definitions/Problem');
      for (const parameter of parameters.filter((one) => one.in !== 'body')) {
        expect(faultsOf(parameter.name, parameter)).toEqual([]);
        if (parameter.in === 'path')
          expect([parameter.required, parameter['x-ms-url-encoding']]).toEqual([true, 'single']);
      }
      const body = parameters.find((one) => one.in === 'body')?.schema;
      expect(body ? faultsInside('body', body) : []).toEqual([]);
    },
  );

  it('names and explains every field of every answer', () => {
    const faults = Object.entries(swagger.definitions).flatMap(([name, schema]) =>
      faultsInside(name, schema),
    );
    expect(faults).toEqual([]);
  });

  it('points only at what it defines, and defines nothing else', () => {
    const pointed = [...text.matchAll(/"\$ref": "#\/definitions\/(\w+)"/g)].map(([, name]) => name);
    expect([...new Set(pointed)].sort()).toEqual(Object.keys(swagger.definitions).sort());
  });
});

function faultsOf(name: string, field: Field): string[] {
  const summary = field['x-ms-summary'];
  return [
    ...(typeof summary === 'string' && /^[A-Z].{0,79}$/.test(summary) ? [] : [`${name} has no title`]),
    ...(field.description?.endsWith('.') ? [] : [`${name} has no description`]),
    ...(field.type === 'array' && field.items === undefined ? [`${name} has no items`] : []),
  ];
}

function faultsInside(place: string, { properties = {}, items }: Field): string[] {
  const inside = Object.entries(properties).flatMap(([name, field]) => {
    const way = `${place}/${name}`;
    return [...faultsOf(way, field), ...faultsInside(way, field)];
  });
  return items ? [...inside, ...faultsInside(`${place}[]`, items)] : inside;
}

describe('the writer of the custom connector', () => {
  const aRoute = (more: Partial<Route>): Route =>
    route({
      method: 'POST',
      path: '/things',
      operationId: 'MakeThing',
      summary: 'Make a thing',
      description: 'Makes a thing.',
      access: ['Requester'],
      about: 'tenant',
      answers: { 201: { description: 'Made.' } },
      connector: {},
      ...more,
    });
  const write = (more: Partial<Route>) =>
    swaggerDocument([aRoute(more)], 'https://gastvrij.example') as Swagger;

  it.each([
    ['a union', z.object({ size: z.union([z.string(), z.number()]) }), /MakeThing body\/size.*"anyOf"/],
    [
      'one of several objects',
      z.object({ a: z.discriminatedUnion('k', [z.object({ k: z.literal('x') })]) }),
      /"oneOf"/,
    ],
    [
      'a null',
      z.object({ inside: z.object({ end: z.string().nullable() }) }),
      /body\/inside\/end.*"nullable"/,
    ],
    ['a pair', z.object({ pair: z.tuple([z.string(), z.number()]) }), /pair/],
    ['a map', z.object({ map: z.record(z.string(), z.string()) }), /map of any names/],
    ['nothing at all', z.object({ list: z.array(z.never()) }), /list\[\].*"not"/],
  ])('refuses %s, and names its place', (_, body, words) => {
    expect(() => write({ body })).toThrow(words);
  });

  it('refuses a GET with a body', () => {
    expect(() => write({ method: 'GET', body: z.object({}) })).toThrow('MakeThing');
  });

  it('makes a trigger of a route that says so', () => {
    const told = z.object({ id: z.string().describe('The thing.') }).meta({ title: 'Told' });
    const hook = {
      description: 'The address to tell.',
      isNotificationUrl: true,
      visibility: 'internal',
    } as const;
    const notification = { description: 'A thing was made.', schema: told };
    const { paths, definitions } = write({
      body: worded(z.strictObject({ url: z.url() }), { url: hook }),
      connector: { trigger: { kind: 'single', hint: 'Make a thing to see it start.', notification } },
    });
    expect(paths['/things']).toMatchObject({
      'x-ms-notification-content': { schema: { $ref: '#/definitions/Told' } },
      post: { 'x-ms-trigger': 'single', 'x-ms-trigger-hint': 'Make a thing to see it start.' },
    });
    expect(paths['/things']?.['post']?.parameters[0]?.schema?.properties?.['url']).toMatchObject({
      'x-ms-notification-url': true,
      'x-ms-visibility': 'internal',
    });
    expect(definitions['Told']?.properties?.['id']?.['x-ms-summary']).toBe('ID');
  });

  it('leaves out what is nothing for a maker of flows', () => {
    const { connector: _, ...silent } = aRoute({});
    expect((swaggerDocument([silent], 'https://gastvrij.example') as Swagger).paths).toEqual({});
  });
});
