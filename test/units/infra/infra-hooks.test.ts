import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { permissionsOf } from '../../../src/microsoft/permissions/permission-sets';
import { GRAPH_OBJECT, startDirectory, type Directory } from '../../support/controls/directory';

const HOOKS = path.join(__dirname, '../../../../infra/hooks');
const IDENTITY = 'dddddddd-0000-4000-8000-000000000001';
const TEAMS_ADMINISTRATOR = '69091246-20e8-4a56-aa4d-066075b2a7a8';
const VAULT = '/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v';
const SECRET = `${VAULT}/secrets/status-token-secret`;
const offered = permissionsOf('both').graph;

const bin = mkdtempSync(path.join(tmpdir(), 'gastvrij-azd-'));
beforeAll(() => {
  // What azd answers to `azd auth token --scope X --output json`.
  writeFileSync(path.join(bin, 'azd'), '#!/bin/sh\necho "{\\"token\\":\\"token for $4\\"}"\n');
  chmodSync(path.join(bin, 'azd'), 0o755);
});
afterAll(() => rmSync(bin, { recursive: true }));

const open: Directory[] = [];
afterEach(() => Promise.all(open.splice(0).map((directory) => directory.stop())));
async function aDirectory(more: Partial<Directory> = {}): Promise<Directory> {
  const directory = await startDirectory([...offered, 'User.Read.All'], more);
  open.push(directory);
  return directory;
}

/** Runs a hook as azd does: with what the templates put out in the environment. */
function run(hook: string, { url }: Directory, args: string[] = [], more: Record<string, string> = {}) {
  const env = {
    PATH: `${bin}:${process.env['PATH'] ?? ''}`,
    GRAPH_URL: url,
    AZURE_RESOURCE_MANAGER_URL: `${url}/`,
    AZURE_KEY_VAULT_ID: VAULT,
    AZURE_FUNCTION_ID: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/a',
    WORKS_AS_PRINCIPAL_ID: IDENTITY,
    SIGN_IN_UNIQUE_NAME: 'gastvrij-abc',
    HOOK_PAUSE_MS: '1',
    ...more,
  };
  return new Promise<{ code: number; said: string }>((done) => {
    execFile(process.execPath, [path.join(HOOKS, hook), ...args], { env }, (error, out, problems) =>
      done({ code: typeof error?.code === 'number' ? error.code : 0, said: out + problems }),
    );
  });
}

describe('the hook after provisioning', () => {
  it('makes the first secret, has the app look for it again, and grants exactly the set that was chosen', async () => {
    const directory = await aDirectory();
    const { code, said } = await run('postprovision.mjs', directory, [], { PERMISSION_SET: 'guestAccess' });
    expect(code).toBe(0);
    expect(said).not.toContain('left to do');
    expect(directory.secrets.get(SECRET)).toMatch(/^[\w-]{43}$/);
    expect(said).not.toContain(directory.secrets.get(SECRET));
    expect(directory.writes[1]).toMatch(/\/sites\/a\/config\/configreferences\/appsettings\/refresh\?/);
    expect(directory.appRoles).toEqual(
      permissionsOf('guestAccess').graph.map((name) => ({
        principalId: IDENTITY,
        resourceId: GRAPH_OBJECT,
        appRoleId: `role of ${name}`,
      })),
    );
    expect(directory.directoryRoles).toMatchObject([
      { principalId: IDENTITY, roleDefinitionId: TEAMS_ADMINISTRATOR },
    ]);
  });

  it('run again, changes nothing', async () => {
    const directory = await aDirectory();
    await run('postprovision.mjs', directory);
    const secret = directory.secrets.get(SECRET);
    directory.writes.length = 0;
    const { said } = await run('postprovision.mjs', directory);
    expect(directory.writes).toEqual([]);
    expect(directory.secrets.get(SECRET)).toBe(secret);
    expect(said).not.toMatch(/^done/m);
  });

  it('waits for an identity that is too fresh to be known', async () => {
    const directory = await aDirectory({ unknownFor: 3 });
    const { said } = await run('postprovision.mjs', directory);
    expect(said).not.toContain('left to do');
    expect(directory.appRoles).toHaveLength(offered.length);
  });

  it('goes on without rights in Entra, and says who has to do what', async () => {
    const directory = await aDirectory({ rights: { grants: false, deploys: true } });
    const { code, said } = await run('postprovision.mjs', directory);
    expect(code).toBe(0);
    expect(directory.secrets.size).toBe(1);
    expect(said).toContain('the directory role Teams Administrator: takes a Privileged Role Administrator');
    for (const name of offered) expect(said).toContain(`Microsoft Graph ${name}: takes`);
  });

  it('names what it was not told', async () => {
    const directory = await aDirectory();
    const { code, said } = await run('postprovision.mjs', directory, [], { AZURE_KEY_VAULT_ID: '' });
    expect(code).toBe(2);
    expect(said).toContain('Missing: AZURE_KEY_VAULT_ID.');
  });

  it('knows no other sets than the code', () => {
    const sets = JSON.parse(readFileSync(path.join(HOOKS, '../permissions.json'), 'utf8')) as object;
    expect(Object.keys(sets)).toEqual(['auditOnly', 'guestAccess', 'externalAccess', 'both']);
  });
});

describe('the hook for another tenant', () => {
  it('asks for the consent page first', async () => {
    const { code, said } = await run('grant.mjs', await aDirectory(), [IDENTITY]);
    expect(code).toBe(1);
    expect(said).toContain('open its consent page first');
  });

  it('grants to the service what the set holds', async () => {
    const directory = await aDirectory();
    // Any known app stands for the service here.
    const { code } = await run('grant.mjs', directory, ['00000003-0000-0000-c000-000000000000']);
    expect(code).toBe(0);
    expect(directory.directoryRoles).toMatchObject([{ principalId: GRAPH_OBJECT }]);
  });
});

describe('the hook before everything goes', () => {
  it('takes back the directory role and removes the registrations', async () => {
    const directory = await aDirectory({
      applications: ['gastvrij-abc', 'somebody-else'],
      directoryRoles: [{ id: 'a1', principalId: IDENTITY, roleDefinitionId: TEAMS_ADMINISTRATOR }],
    });
    const { code } = await run('predown.mjs', directory);
    expect(code).toBe(0);
    expect(directory.directoryRoles).toEqual([]);
    expect(directory.applications).toEqual(['somebody-else']);
  });
});
