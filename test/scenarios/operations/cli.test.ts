import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { stepsAsCsv } from '../../../src/functions/enablements/steps-csv';
import { chainStep } from '../../../src/store/evidence/hash-chain';

const ROOT = path.join(__dirname, '../../../..');
const folder = mkdtempSync(path.join(tmpdir(), 'gastvrij-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

const command = (name: string, ...args: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [path.join(ROOT, `dist/local/${name}.js`), ...args],
      (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
      },
    );
  });

function file(name: string, content: unknown): string {
  const place = path.join(folder, name);
  writeFileSync(place, typeof content === 'string' ? content : JSON.stringify(content));
  return place;
}

describe('npm run demo', () => {
  // The others are run in this process by enabling.test.ts, which costs a third.
  it.each(['all-off', 'hardened'])(
    'ends the scenario %s as expected, with the status document as its last line',
    async (name) => {
      const { code, stdout, stderr } = await command('cli/demo', '--json', '--scenario', name);
      const lines = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { event?: string; status?: string; outcome?: string });
      expect([code, stderr]).toEqual([0, '']);
      expect(lines[0]?.event).toBe('accepted');
      expect(lines.filter(({ event }) => event === 'step').length).toBeGreaterThan(5);
      expect(lines.at(-1)).toMatchObject({ status: 'finished' });
    },
  );

  // The scenarios above send the sample of ServiceNow.
  it.each(['form'])('sends the sample of %s', async (name) => {
    const { code, stdout } = await command(
      'cli/demo',
      '--payload',
      path.join(ROOT, `samples/${name}.json`),
      '--scenario',
      'already-on',
    );
    expect(code).toBe(0);
    expect(stdout).toContain('Outcome    succeeded');
    // Not a terminal: nothing that would have to be drawn over.
    expect(stdout).not.toMatch(/[\r\u001b]/);
  });

  it('plays a tenant of one’s own, and fails when it ends otherwise than its file expects', async () => {
    const tenant = file('tenant.json', {
      tenantId: '99999999-2222-3333-4444-555555555555',
      propagation: { roster: { hours: 0.1 } },
      expect: 'overdue',
    });
    const { code, stderr } = await command('cli/demo', '--tenant', tenant);
    expect([code, stderr]).toEqual([1, 'Expected the outcome overdue, got succeeded.\n']);
  });

  it('takes the tenant that docs/tenant-file.md shows as it stands there', async () => {
    const page = readFileSync(path.join(ROOT, 'docs/tenant-file.md'), 'utf8');
    const [, shown = ''] = /```json\n([^]*?)```/.exec(page) ?? [];
    const { code, stderr } = await command('cli/demo', '--tenant', file('shown.json', shown));
    expect([code, stderr]).toEqual([0, '']);
  });

  it('takes an empty tenant file', async () => {
    const { code, stderr } = await command('cli/demo', '--tenant', file('empty.json', {}));
    expect([code, stderr]).toEqual([0, '']);
  });

  it.each([
    ['a payload that is not JSON', ['--payload', file('broken.json', '{')], /is not JSON/],
    ['a payload that is not there', ['--payload', '/nowhere.json'], /cannot be read/],
    [
      'a payload with mistakes',
      ['--payload', file('wrong.json', { goal: 'x' })],
      /refused \(422\).*\/tenantId/,
    ],
    ['an unknown scenario', ['--scenario', 'moon'], /There is no scenario "moon"/],
    [
      'a tenant file with mistakes',
      ['--tenant', file('odd.json', { seed: 'x', colour: 1 })],
      /seed.*colour|colour.*seed/s,
    ],
  ])('says in one line what is wrong with %s', async (_, args, words) => {
    const { code, stdout, stderr } = await command('cli/demo', ...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(words);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('says in one line that a port is in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const { code, stderr } = await command('cli/demo', '--port', String(port));
    server.close();
    expect([code, stderr]).toEqual([2, `Port ${port} is in use.\n`]);
  });
});

describe('npm start', () => {
  /** Starts it, reads its one line, uses it, ends it with Ctrl-C. */
  async function withWorld<T>(
    use: (world: { api: string; key: string; tenantId: string }) => Promise<T>,
  ): Promise<T> {
    const tenant = file('kept-world.json', { propagation: { roster: { hours: 0.1 } } });
    const child = spawn(
      process.execPath,
      [path.join(ROOT, 'dist/local/cli/start.js'), '--json', '--tenant', tenant],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [line] = (await Promise.race([
      once(child.stdout, 'data'),
      once(child, 'exit').then(([code]) => Promise.reject(new Error(`It ended with ${String(code)}.`))),
    ])) as [Buffer];
    const used = await use(JSON.parse(line.toString()) as { api: string; key: string; tenantId: string });
    child.kill('SIGINT');
    await once(child, 'exit');
    return used;
  }

  it('tells its addresses in one JSON line, and keeps its data for the next time', async () => {
    const id = await withWorld(async ({ api, key, tenantId }) => {
      const wrong = await fetch(`${api}/enablements`, { headers: { 'x-functions-key': 'wrong' } });
      expect([(await fetch(`${api}/enablements`)).status, wrong.status]).toEqual([401, 401]);
      const body = JSON.stringify({ tenantId, goal: 'guestAccess', requestedBy: 'Ada', dryRun: true });
      const answer = await fetch(`${api}/enablements`, {
        method: 'POST',
        headers: { 'x-functions-key': key, 'content-type': 'application/json' },
        body,
      });
      return ((await answer.json()) as { id: string }).id;
    });
    const again = await withWorld(
      async ({ api, key }) =>
        (await fetch(`${api}/enablements/${id}`, { headers: { 'x-functions-key': key } })).status,
    );
    expect([200, 202]).toContain(again);
  });
});

describe('npm run verify', () => {
  const at = '2026-03-02T08:00:00.000Z';
  const report = { started: at, ended: at, result: {}, requestIds: [] };
  const first = chainStep(undefined, 0, { ...report, kind: 'accepted', text: 'Ada asked.' });
  const last = chainStep(first, 1, { ...report, kind: 'finished', text: 'It works.' });
  const whole = file('whole.json', { id: 'en-1', steps: [first, last] });

  it.each([
    [
      'whole',
      [whole, '--last-hash', last.hash],
      0,
      `en-1: 2 steps, whole up to its end.\nLast hash ${last.hash}\n`,
    ],
    [
      'whole, as a table',
      [file('whole.csv', stepsAsCsv([first, last])), '--last-hash', last.hash],
      0,
      /^2 steps, whole/,
    ],
    ['whole so far', [file('begun.json', { steps: [first] })], 0, /may have followed/],
    [
      'changed',
      [file('changed.json', { steps: [{ ...first, text: 'x' }, last] })],
      1,
      /Not whole, from step 0 on/,
    ],
    [
      'cut short',
      [file('cut.json', { steps: [first] }), '--last-hash', last.hash],
      1,
      /from step 1 on: the last step/,
    ],
  ])('says of evidence what it is: %s', async (_, args, code, words) => {
    const ended = await command('cli/verify', ...args);
    expect([ended.code, ended.stderr]).toEqual([code, '']);
    if (typeof words === 'string') expect(ended.stdout).toBe(words);
    else expect(ended.stdout).toMatch(words);
  });

  it.each([
    ['no file', [], /Name the file/],

    ['a file that is no evidence', [file('other.json', {})], /no evidence/],
  ])('exits with 2 for %s', async (_, args, words) => {
    const { code, stdout, stderr } = await command('cli/verify', ...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(words);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

describe('npm run host', () => {
  it.each([
    ['a folder without an app', ['--app', folder], /package\.json cannot be read|host\.json cannot be read/],
    ['no folder', [], /--app is missing/],
    ['a clock of another kind', ['--app', ROOT, '--clock', 'sand'], /--clock must be/],
    [
      'an app without its settings',
      ['--app', ROOT],
      /Gastvrij cannot start\. Settings: TENANT_ID .*STATUS_TOKEN_SECRET/,
    ],
  ])('says in one line what is wrong with %s', async (_, args, words) => {
    const { code, stderr } = await command('host/main', ...args);
    expect(code).toBe(1);
    expect(stderr).toMatch(words);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
