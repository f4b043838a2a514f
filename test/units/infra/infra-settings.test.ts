import { readFileSync } from 'node:fs';
import path from 'node:path';
import { settingsSchema } from '../../../src/config-settings';
import { propertiesOf, walk } from '../../support/bicep/syntax';
import { readTemplate } from '../../support/bicep/template';

const ROOT = path.join(__dirname, '../../../..');
const json = (file: string) =>
  JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')) as Record<string, unknown>;

const KNOWN = Object.keys(settingsSchema.shape);

/** Settings of the app that have no place in Azure, and why. */
const LOCAL_ONLY: Readonly<Record<string, string>> = {
  CALLBACK_ALLOW_LOOPBACK: 'it is for a receiver on the same machine',
  DEV_FUNCTION_KEY: 'it belongs to DEV_SIGN_IN',
  DEV_SIGN_IN: 'it is for a machine that nobody else can reach',
  RECORDS_CONNECTION_STRING: 'it holds a key, and the storage account has none',
};

/** Settings the platform reads, not we. */
const PLATFORM =
  /^(AzureWebJobsStorage__|AzureFunctionsJobHost__|APPLICATIONINSIGHTS_|DURABLE_TASK_|WEBSITE_AUTH_|OVERRIDE_USE_MI_FIC_)/;

/** Settings the plan sets itself, or refuses. https://learn.microsoft.com/azure/azure-functions/flex-consumption-plan */
const FORBIDDEN =
  /^(FUNCTIONS_(WORKER_RUNTIME|EXTENSION_VERSION|WORKER_PROCESS_COUNT)|WEBSITE_(NODE_DEFAULT_VERSION|RUN_FROM_PACKAGE|CONTENT\w*|VNET_ROUTE_ALL|MAX_DYNAMIC_APPLICATION_SCALE_OUT|TIME_ZONE)|SCM_DO_BUILD_DURING_DEPLOYMENT|ENABLE_ORYX_BUILD|TZ)$/;

/** The settings an operator chooses, with the text of their types. */
async function chosen(): Promise<Map<string, string>> {
  const { types } = await readTemplate(path.join(ROOT, 'infra/settings.bicep'));
  const body = types.find(({ name }) => name === 'chosenSettings')?.value;
  return new Map((body ? propertiesOf(body) : []).map(({ name, value }) => [name ?? '', value.text]));
}

/** The settings the template works out itself: every name in capitals, or of the platform, among its app settings. */
async function given(): Promise<string[]> {
  const { vars, resources } = await readTemplate(path.join(ROOT, 'infra/modules/function-app.bicep'));
  const places = [
    ...vars.filter(({ name }) => ['platform', 'scheduler'].includes(name)).map(({ node }) => node),
    ...resources.filter(({ name }) => name === 'appSettings').map(({ body }) => body),
  ];
  return places
    .flatMap((place) => [...walk(place)].filter(({ type }) => type === 'object'))
    .flatMap((object) => propertiesOf(object).map(({ name }) => name ?? ''))
    .filter((name) => /^[A-Z]/.test(name));
}

describe('the settings of the app in Azure', () => {
  it('are all handed over', async () => {
    const handed = [...(await chosen()).keys(), ...(await given()), ...Object.keys(LOCAL_ONLY)];
    const forgotten = KNOWN.filter((name) => !handed.includes(name)).map(
      (name) => `${name}: add it to chosenSettings in infra/settings.bicep and to infra/main.parameters.json`,
    );
    expect(forgotten).toEqual([]);
  });

  it('can all be chosen by an environment of azd', async () => {
    const { parameters } = json('infra/main.parameters.json') as {
      parameters: { settings: { value: Record<string, string> } };
    };
    const wanted = [...(await chosen()).keys()].map((name) => [name, `\${${name}}`]);
    expect(parameters.settings.value).toEqual(Object.fromEntries(wanted));
  });

  it('are settings the app or the platform reads', async () => {
    const handed = [...(await chosen()).keys(), ...(await given())];
    expect(handed.filter((name) => !KNOWN.includes(name) && !PLATFORM.test(name))).toEqual([]);
  });

  it('are none of those the plan refuses', async () => {
    expect((await given()).filter((name) => FORBIDDEN.test(name))).toEqual([]);
  });

  it('hold no secret: it stands in the vault, and nobody can put it elsewhere', async () => {
    const open = [...(await chosen())]
      .filter(([name]) => /SECRET|PASSWORD|TOKEN|CONNECTION_STRING|(^|_)KEYS?$/.test(name))
      .filter(([, type]) => type !== "('' | 'vault')?");
    expect(open).toEqual([]);
    const text = readFileSync(path.join(ROOT, 'infra/modules/function-app.bicep'), 'utf8');
    expect(text).toMatch(/STATUS_TOKEN_SECRET: '\$\{secret\}status-token-secret\)'/);
  });
});

describe('the sample of local settings', () => {
  const { Values: sample } = json('local.settings.sample.json') as { Values: Record<string, string> };

  it('shows every setting of the app', () => {
    expect(KNOWN.filter((name) => !(name in sample))).toEqual([]);
  });

  it('shows none that the app does not know', () => {
    const ours = Object.keys(sample).filter(
      (name) => !['FUNCTIONS_WORKER_RUNTIME', 'AzureWebJobsStorage'].includes(name),
    );
    expect(ours.filter((name) => !KNOWN.includes(name))).toEqual([]);
  });
});
