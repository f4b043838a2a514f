import { spawn, type ChildProcess } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../../../local/storage/azurite';

const ROOT = path.join(__dirname, '../../../..');
const HOST = path.join(ROOT, 'dist/local/host/main.js');
const SAMPLE = JSON.parse(readFileSync(path.join(ROOT, 'local.settings.sample.json'), 'utf8')) as {
  Values: Record<string, string>;
};

describe('the settings of a developer’s machine', () => {
  // The folder a developer has, without the settings of ours.
  const folder = mkdtempSync(path.join(tmpdir(), 'gastvrij-settings-'));
  for (const name of ['dist', 'node_modules']) symlinkSync(path.join(ROOT, name), path.join(folder, name));
  for (const name of ['host.json', 'package.json'])
    copyFileSync(path.join(ROOT, name), path.join(folder, name));
  let child: ChildProcess | undefined;

  afterEach(() => child?.kill());
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Starts the host on these settings; answers what it said until it listened, or ended. */
  async function start(
    values: Record<string, string>,
  ): Promise<{ url?: string; said: string; code?: number }> {
    writeFileSync(path.join(folder, 'local.settings.json'), JSON.stringify({ ...SAMPLE, Values: values }));
    const args = ['--app', folder, '--port', String(await freePort())];
    const host = spawn(process.execPath, [HOST, ...args], { env: { PATH: process.env['PATH'] } });
    child = host;
    let said = '';
    return new Promise((resolve) => {
      const hear = (chunk: Buffer): void => {
        said += chunk.toString();
        const url = /listening on (\S+?),/.exec(said)?.[1];
        if (url !== undefined) resolve({ url, said });
      };
      host.stdout.on('data', hear);
      host.stderr.on('data', hear);
      host.on('close', (code) => resolve({ said, code: code ?? 0 }));
    });
  }

  it('start the app when the sample is copied as it is', async () => {
    const { url = '', said } = await start(SAMPLE.Values);
    expect(said).not.toMatch(/error/i);
    const answer = await fetch(`${url}/api/openapi.json`);
    expect(answer.status).toBe(200);
  });

  it('stop the start with one message that names all that is missing, empty or malformed', async () => {
    const { TENANT_ID: _, ...rest } = SAMPLE.Values;
    const wrong = {
      STATUS_TOKEN_SECRET: '',
      RECORDS_CONNECTION_STRING: '',
      GRAPH_URL: 'graph',
      APPROVAL: 'never',
    };
    const { url, said, code } = await start({ ...rest, ...wrong, IDENTITY: 'federatedApp' });
    expect([url, code]).toEqual([undefined, 1]);
    const messages = said.match(/Gastvrij cannot start\..*/g) ?? [];
    expect(messages).toHaveLength(1);
    const names = [...(messages[0] ?? '').matchAll(/\b([A-Z]+(?:_[A-Z]+)+|APPROVAL) (?:is|must|or)/g)];
    expect([...new Set(names.map(([, name]) => name))].sort()).toEqual(
      [
        'APP_CLIENT_ID',
        'APPROVAL',
        'GRAPH_URL',
        'RECORDS_CONNECTION_STRING',
        'RECORDS_TABLE_URL',
        'STATUS_TOKEN_SECRET',
        'TENANT_ID',
      ].sort(),
    );
  });
});
