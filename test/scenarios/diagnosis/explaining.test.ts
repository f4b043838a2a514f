import { execFile } from 'node:child_process';
import path from 'node:path';
import type { Explanation } from '../../../src/domain/diagnosis/explanation';
import { HOUR, startGastvrij, type Gastvrij } from '../../support/start/start-gastvrij';

const COMMAND = path.join(__dirname, '../../../local/cli/explain.js');
const GUEST = 'ben@fabrikam.example';

/** `npm run explain -- …` */
const explain = (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, [COMMAND, ...args], (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });

describe('explaining', () => {
  let gastvrij: Gastvrij;
  beforeAll(async () => {
    gastvrij = await startGastvrij('invites-blocked');
  });
  const writes = (): string[] => gastvrij.calls(/^(POST|PATCH|PUT|DELETE)/);

  it('asks an app that runs, and prints cause, fix, waiting, confidence and chain, without a write', async () => {
    const asking = ['--url', gastvrij.origin, '--key', gastvrij.key, '--guest', GUEST];
    const { code, stdout } = await explain(...asking, '--symptom', 'Contact your administrator.');
    expect(code).toBe(0);
    for (const words of [
      'Verdict    BLOCKED E-1, confidence high',
      'Waiting    does not help; a change takes effect within 1 h',
      'PowerShell Update-MgPolicyAuthorizationPolicy',
      'Teams            CLOSED T-1',
      'Words      Contact your administrator.',
    ])
      expect(stdout).toContain(words);
    expect(gastvrij.calls().length).toBeGreaterThan(5);
    expect(writes()).toEqual([]);
    expect(gastvrij.tenant.faults).toEqual([]);
  });

  it.each([
    ['no guest', [], /--guest is missing/],
    ['an unknown flag', ['--guests', GUEST], /--guests/],
    ['an address without a key', ['--guest', GUEST, '--url', 'https://app.example'], /--key/],
    [
      'a tenant that is real and simulated',
      ['--guest', GUEST, '--url', 'https://a.example', '--key', 'k', '--scenario', 'slow'],
      /leave out/,
    ],
    [
      'an address nobody answers at',
      ['--guest', GUEST, '--url', 'http://127.0.0.1:9', '--key', 'k'],
      /Nothing answers/,
    ],
  ])('says what is wrong with %s, and exits with 2', async (_, args, words) => {
    const { code, stdout, stderr } = await explain(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(words);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('starts a world of its own where no app is named, and answers in one line of JSON', async () => {
    const { code, stdout } = await explain('--guest', GUEST, '--scenario', 'already-on', '--json');
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as Explanation).verdict.kind).toBe('UNKNOWN');
  });

  it('goes on in a run, from the first try that fails to its last word, and knows of it afterwards', async () => {
    const id = await gastvrij.ask();
    await gastvrij.getGoing(id);
    const waiting = await gastvrij.status(id);
    expect(waiting.explanation).toMatchObject({
      verdict: { kind: 'PENDING', control: 'E-1' },
      waiting: { helps: true, normalHours: 1, longestHours: 2 },
      raw: expect.stringMatching(/^Guest invitations not allowed/) as string,
    });
    expect(waiting.explanation?.checklist.every(({ state }) => state !== 'closed')).toBe(true);

    const { verdict, explanation } = await gastvrij.finish(id, 3 * HOUR);
    expect(verdict).toMatchObject({ kind: 'REVERTED', control: 'E-1' });
    expect(explanation).toMatchObject({
      verdict,
      confidence: 'high',
      fix: { powerShell: expect.stringContaining('-AllowInvitesFrom') as string },
    });
    expect(explanation?.checklist.find(({ control }) => control === 'E-1')?.state).toBe('closed');

    const answer = await gastvrij.post('/explanations', { guestEmail: GUEST });
    const { verdict: afterwards, checklist: chain } = (await answer.json()) as Explanation;
    expect(afterwards).toMatchObject({ kind: 'REVERTED', control: 'E-1' });
    expect(chain.filter(({ state }) => state === 'closed').map(({ control }) => control)).toEqual(['E-1']);
  });
});
