import { ICON_SIZE, iconPixels, pixelsIn } from '../../../local/docs/icon';
import { eventSchema } from '../../../src/api/answers/run-event';
import { jsonSchemaOf } from '../../../src/api/documents/json-schema';
import { BASE } from '../../../src/api/route';
import { ROUTES } from '../../../src/api/route-table';
import { EVENT_TYPES } from '../../../src/domain/events/run-event';
import { enablementRequestSchema } from '../../../src/domain/enablement/request';
import {
  actionsOf,
  fieldsOfItemIn,
  leadsTo,
  readConnectorFile,
  readConnectorJson,
  readingsIn,
  type Action,
  type Flow,
  type Schema,
} from '../../support/callers/flow';

interface Operation {
  operationId: string;
  parameters: { name: string; in: string; required: boolean; schema?: Schema }[];
  responses: Record<string, { schema?: Schema }>;
  'x-ms-trigger'?: string;
  'x-ms-visibility'?: string;
}
const swagger = readConnectorJson<{
  paths: Record<string, Record<string, Operation>>;
  definitions: Record<string, Schema>;
}>('apiDefinition.swagger.json');
const operations = new Map(
  Object.values(swagger.paths)
    .flatMap((path) => Object.values(path))
    .map((operation) => [operation.operationId, operation]),
);

interface Properties {
  properties: {
    iconBrandColor: string;
    connectionParameters: Record<
      string,
      {
        type: string;
        oAuthSettings?: { identityProvider: string; redirectUrl: string; customParameters: object };
        uiDefinition?: { constraints: { required: unknown } };
      }
    >;
    policyTemplateInstances: { templateId: string; parameters: Record<string, unknown> }[];
  };
}

/** https://github.com/microsoft/PowerPlatformConnectors/tree/dev/schemas */
describe('the custom connector', () => {
  const withEntra = readConnectorJson<Properties>('apiProperties.json').properties;
  const withKey = readConnectorJson<Properties>('apiProperties.key.json').properties;

  it('signs people in with Entra; a key is the other way, and all else is the same', () => {
    const { connectionParameters: entra, ...rest } = withEntra;
    const { connectionParameters: key, ...same } = withKey;
    expect(same).toEqual(rest);
    expect(entra['token']).toMatchObject({
      type: 'oauthSetting',
      oAuthSettings: {
        identityProvider: 'aad',
        redirectUrl: 'https://global.consent.azure-apim.net/redirect',
      },
    });
    const { customParameters } = entra['token']!.oAuthSettings!;
    expect(Object.keys(customParameters)).toEqual(['loginUri', 'tenantId', 'resourceUri']);
    // Power Platform wants this truth as text.
    expect(key['key']).toMatchObject({
      type: 'securestring',
      uiDefinition: { constraints: { required: 'true' } },
    });
  });

  it('has a colour of its own, which certification does not refuse', () => {
    expect(withEntra.iconBrandColor).toMatch(/^#[0-9A-F]{6}$/);
    expect(['#007EE5', '#FFFFFF']).not.toContain(withEntra.iconBrandColor);
  });

  it('remembers for its trigger what it was told last', () => {
    const [policy, ...others] = withEntra.policyTemplateInstances;
    expect([policy?.templateId, others]).toEqual(['pollingtrigger', []]);
    const { parameters } = policy!;
    const [operationId] = parameters['x-ms-apimTemplate-operationName'] as string[];
    const trigger = operations.get(operationId!)!;
    expect(trigger['x-ms-trigger']).toBe('batch');
    const config = parameters['x-ms-apimTemplateParameter.triggerConfig'] as Record<string, string>;
    const answer = trigger.responses['200']?.schema;
    for (const [parameter, expression] of Object.entries(config)) {
      const known = trigger.parameters.find(({ name }) => name === parameter) as Operation | undefined;
      expect(known?.['x-ms-visibility']).toBe('internal');
      const [, field] = /^@\{triggerBody\(\)\.(\w+)\}$/.exec(expression) ?? [];
      expect(leadsTo(answer, [field ?? '?'], swagger.definitions)).toBeDefined();
    }
    const data = String(parameters['x-ms-apimTemplateParameter.triggerDataPath']);
    const [, list] = /^@triggerBody\(\)\.(\w+)$/.exec(data) ?? [];
    expect(leadsTo(answer, [list ?? '?'], swagger.definitions)?.items).toBeDefined();
  });

  it('has the icon that the code draws', () => {
    const icon = readConnectorFile('icon.png');
    expect([icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual([ICON_SIZE, ICON_SIZE]);
    expect(pixelsIn(icon).equals(iconPixels())).toBe(true);
  });

  it('has a guide that names every operation', () => {
    const guide = readConnectorFile('README.md').toString('utf8');
    const named = [...guide.matchAll(/^\| `([A-Z]\w+)`/gm)].map(([, name]) => name);
    expect(named.sort()).toEqual([...operations.keys()].sort());
  });
});

describe.each(['request-and-wait', 'decide-about-a-plan'])('the flow %s', (name) => {
  const flow = readConnectorJson<Flow>(`flows/${name}.json`);
  const actions = actionsOf(flow.actions);
  const trigger = flow.triggers['manual']!;
  const ours = (action: Action): Operation | undefined => {
    const { host, method, uri } = action.inputs;
    if (host?.apiId.endsWith('YOUR-CONNECTOR')) return operations.get(host.operationId);
    const route = ROUTES.find((one) => one.method === method && uri?.endsWith(`${BASE}${one.path}`));
    return route && operations.get(route.operationId);
  };
  const calls = actions.filter(([, action]) => action.inputs?.host !== undefined || action.type === 'Http');

  it('calls only what there is, with everything that is asked and nothing else', () => {
    expect(calls.some(([, action]) => ours(action))).toBe(true);
    for (const [, action] of calls) {
      if (action.inputs.host?.apiId.endsWith('shared_approvals')) continue;
      const { parameters = [] } = ours(action) ?? {};
      expect(parameters).not.toEqual([]);
      if (action.type === 'Http') continue;
      const given = Object.keys(action.inputs.parameters ?? {});
      const known = parameters.flatMap(({ name, in: place, schema }) =>
        place === 'body' ? Object.keys(schema?.properties ?? {}).map((field) => `body/${field}`) : [name],
      );
      const asked = parameters.flatMap(({ name, in: place, required, schema }) =>
        place === 'body' ? (schema?.required ?? []).map((field) => `body/${field}`) : required ? [name] : [],
      );
      expect(known).toEqual(expect.arrayContaining(given));
      expect(given).toEqual(expect.arrayContaining(asked));
    }
  });

  it('reads only fields that are answered', () => {
    const answerOf = (action: string | undefined): Schema | undefined => {
      if (action === undefined) return trigger.inputs.schema;
      const call = flow.actions[action];
      return call && ours(call)?.responses['200']?.schema;
    };
    const readings = readingsIn(flow.actions);
    expect(readings.length).toBeGreaterThan(3);
    const nowhere = readings.filter(
      ({ action, way }) => leadsTo(answerOf(action), way, swagger.definitions) === undefined,
    );
    expect(nowhere).toEqual([]);

    for (const [, { inputs }] of actions) {
      if (inputs?.select === undefined) continue;
      const [{ action, way } = { action: '', way: [] }] = readingsIn(inputs.from);
      const one = leadsTo(answerOf(action), way, swagger.definitions)?.items;
      for (const field of fieldsOfItemIn(inputs.select)) expect(one?.properties).toHaveProperty(field);
    }
  });

  it('goes from step to step that are there', () => {
    const names = actions.map(([action]) => action);
    const before = actions.flatMap(([, { runAfter }]) => Object.keys(runAfter));
    expect(names).toEqual(expect.arrayContaining(before));
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('the flow that asks and waits', () => {
  it('sends a request that is accepted', () => {
    const { actions } = readConnectorJson<Flow>('flows/request-and-wait.json');
    const inputs: Record<string, unknown> = actions['Request']!.inputs;
    const filled = Object.entries(inputs).map(([field, value]) => {
      const typed = field === 'testGuestEmail' ? 'gastvrij.probe@fabrikam.example' : 'typed by somebody';
      return [field, String(value).startsWith('@') ? typed : value];
    });
    expect(enablementRequestSchema.safeParse(Object.fromEntries(filled)).error).toBeUndefined();
  });
});

describe('the flow that decides', () => {
  const { triggers } = readConnectorJson<Flow>('flows/decide-about-a-plan.json');
  const { inputs, conditions = [] } = triggers['manual']!;

  it('starts when a person is needed, and at no other event', () => {
    expect(conditions).toHaveLength(1);
    expect(conditions[0]?.expression).toContain(`'${EVENT_TYPES.approvalNeeded}'`);
  });

  it('expects of the event what an event has', () => {
    const fieldsIn = (schema: Schema): string[] =>
      Object.entries(schema.properties ?? {}).flatMap(([field, of]) => [
        field,
        ...fieldsIn(of).map((inner) => `${field}.${inner}`),
      ]);
    const event = fieldsIn(jsonSchemaOf(eventSchema, 'output'));
    expect(event).toEqual(expect.arrayContaining(fieldsIn(inputs.schema)));
  });
});
