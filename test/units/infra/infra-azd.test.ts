import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse as parseYaml } from 'yaml';
import { PACKAGE } from '../../../local/package/write-package';
import { permissionsData, permissionsPage } from '../../../local/infra/permission-files';
import { literalOf, propertyOf } from '../../support/bicep/syntax';
import { readTemplate } from '../../support/bicep/template';

const ROOT = path.join(__dirname, '../../../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const json = <T>(file: string): T => JSON.parse(read(file)) as T;
const bicep = (file: string) => readTemplate(path.join(ROOT, 'infra', file));

interface Hook {
  windows: { shell: string; run: string };
  posix: { shell: string; run: string };
}
interface Project {
  name: string;
  infra: { provider: string; layers: { name: string; path: string; module: string; dependsOn?: string[] }[] };
  services: Record<string, Record<string, unknown> & { hooks: Record<string, Hook> }>;
  hooks: Record<string, Hook>;
}
const project = parseYaml(read('azure.yaml')) as Project;
const hooks = [project, ...Object.values(project.services)].flatMap(({ hooks: some }) =>
  Object.entries(some),
);

type Parameters = Record<string, { value: unknown }>;
const parametersOf = (folder: string): Parameters =>
  json<{ parameters: Parameters }>(`${folder}/main.parameters.json`).parameters;

/** `${NAME=default}`: what azd puts in for a parameter. */
const wantedOf = (parameters: Parameters): { name: string; usual?: string }[] =>
  [...JSON.stringify(parameters).matchAll(/\$\{(\w+)(?:=([^}]*))?\}/g)].map(([, name = '', usual]) => ({
    name,
    ...(usual !== undefined && { usual }),
  }));

describe('the project as azd reads it', () => {
  it('has a name azd takes, and deploys with its own provider', () => {
    expect(project.name).toMatch(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/);
    expect(project.infra.provider).toBe('bicep');
  });

  it('names layers that are there, each after the ones it reads from', () => {
    expect(Object.keys(project.infra).sort()).toEqual(['layers', 'provider']);
    project.infra.layers.forEach(({ path: folder, module, dependsOn = [] }, i) => {
      expect(existsSync(path.join(ROOT, folder, `${module}.bicep`))).toBe(true);
      expect(existsSync(path.join(ROOT, folder, `${module}.parameters.json`))).toBe(true);
      const before = project.infra.layers.slice(0, i).map(({ name }) => name);
      expect(before).toEqual(expect.arrayContaining(dependsOn));
    });
  });

  it('deploys the package that was tested, and builds nothing elsewhere', () => {
    const { api } = project.services;
    expect(api).toMatchObject({ project: '.', host: 'function', language: 'ts', remoteBuild: false });
    expect(path.join(ROOT, String(api?.['dist']))).toBe(PACKAGE);
  });

  it('finds the app by the tag that names its service', async () => {
    const { resources } = await bicep('modules/function-app.bicep');
    const tags = resources.filter(({ name }) => name === 'app').map(({ body }) => propertyOf(body, 'tags'));
    expect(tags[0]?.text).toContain(`'azd-service-name': '${Object.keys(project.services)[0] ?? ''}'`);
  });

  it('runs hooks it knows, from files and scripts that are there, on every system', () => {
    const { scripts } = json<{ scripts: Record<string, string> }>('package.json');
    for (const [name, { windows, posix }] of hooks) {
      expect(['prepackage', 'postprovision', 'predown']).toContain(name);
      expect([windows.shell, posix.shell]).toEqual(['pwsh', 'sh']);
      expect(windows.run).toBe(posix.run);
      const [, script] = /^npm run (\S+)$/.exec(posix.run) ?? [];
      const [, file] = /^node (\S+)$/.exec(posix.run) ?? [];
      expect(script ? script in scripts : existsSync(path.join(ROOT, file ?? '-'))).toBe(true);
    }
  });
});

describe.each(['infra', 'infra/entra'])('the parameters of %s', (folder) => {
  const parameters = parametersOf(folder);
  const template = () => readTemplate(path.join(ROOT, folder, 'main.bicep'));

  it('can all be set by an environment of azd', async () => {
    const { params } = await template();
    expect(Object.keys(parameters).sort()).toEqual(params.map(({ name }) => name).sort());
  });

  it('have the same defaults in both places', async () => {
    const { params } = await template();
    for (const [name, { value }] of Object.entries(parameters)) {
      const [wanted] = wantedOf({ [name]: { value } });
      const written = params.find((param) => param.name === name)?.value;
      if (wanted?.usual !== undefined) expect(wanted.usual).toBe(literalOf(written) ?? written?.text);
    }
  });
});

describe('what one part puts out and another reads', () => {
  const AZD = ['AZURE_ENV_NAME', 'AZURE_LOCATION', 'AZURE_PRINCIPAL_ID'];

  it('is put out before the second layer and the hooks read it', async () => {
    const outputs = await Promise.all([bicep('main.bicep'), bicep('entra/main.bicep')]);
    const [azure, entra] = outputs.map((template) => template.outputs.map(({ name }) => name));
    const needed = wantedOf(parametersOf('infra/entra')).filter(({ usual }) => usual === undefined);
    const missing = needed.filter(({ name }) => ![...AZD, ...(azure ?? [])].includes(name));
    expect(missing).toEqual([]);

    const scripts = readdirSync(path.join(ROOT, 'infra/hooks')).filter((file) => file.endsWith('.mjs'));
    const names = scripts.flatMap((file) => read(`infra/hooks/${file}`).match(/\b[A-Z]+(_[A-Z]+)+\b/g) ?? []);
    const asked = names.filter((name) => /^(AZURE|WORKS_AS|SIGN_IN|APP)_/.test(name));
    expect(asked.length).toBeGreaterThan(4);
    expect(asked.filter((name) => ![...(azure ?? []), ...(entra ?? [])].includes(name))).toEqual([]);
  });

  it('is read without a default by no earlier layer, which azd would take for a cycle', async () => {
    const { layers } = project.infra;
    const outputs = await Promise.all(
      layers.map(({ path: folder, module }) => readTemplate(path.join(ROOT, folder, `${module}.bicep`))),
    );
    layers.forEach(({ path: folder }, i) => {
      const later = outputs.slice(i + 1).flatMap((template) => template.outputs.map(({ name }) => name));
      const needed = wantedOf(parametersOf(folder)).filter(({ usual }) => usual === undefined);
      expect(needed.filter(({ name }) => later.includes(name))).toEqual([]);
    });
  });

  it('names what every azd project does', async () => {
    const { outputs } = await bicep('main.bicep');
    const names = outputs.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['AZURE_LOCATION', 'AZURE_TENANT_ID', 'AZURE_FUNCTION_NAME']),
    );
    for (const name of names) expect(name).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
  });
});

describe('the roles we grant in Azure', () => {
  // https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
  it('are those of Microsoft’s table', () => {
    expect(json('infra/roles.json')).toEqual({
      storageBlobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b',
      storageQueueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88',
      storageTableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3',
      monitoringMetricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb',
      keyVaultSecretsUser: '4633458b-17de-408a-b874-0445c86b69e6',
      durableTaskDataContributor: '0ad04412-c4d5-4796-b79c-f76d14c8d402',
    });
  });

  it('are all granted somewhere', async () => {
    const modules = readdirSync(path.join(ROOT, 'infra/modules')).map((file) =>
      read(`infra/modules/${file}`),
    );
    const unused = Object.keys(json<object>('infra/roles.json')).filter(
      (name) => !modules.some((text) => text.includes(`roles.${name}`)),
    );
    expect(unused).toEqual([]);
  });
});

describe('the permission sets', () => {
  const inOneLine = (text: string): string => text.replace(/ +/g, ' ').replace(/-{3,}/g, '---');

  it('stand in the templates and on their page as the code has them (npm run docs)', () => {
    expect(json('infra/permissions.json')).toEqual(permissionsData());
    expect(inOneLine(read('docs/permissions.md'))).toBe(inOneLine(permissionsPage()));
  });
});
