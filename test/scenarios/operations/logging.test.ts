import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { EnablementStatus } from '../../../src/domain/enablement/status';
import {
  aRequest,
  aTenant,
  startGastvrij,
  TENANT_ID,
  type Gastvrij,
} from '../../support/start/start-gastvrij';

const RUNBOOK = readFileSync(path.join(__dirname, '../../../../docs/runbook.md'), 'utf8');
const SIG = 'sig-planted-in-a-callback-address';
const STATUS_SECRET = 'status-secret-planted-of-forty-characters';
const CALLBACK_SECRET = `whsec_${Buffer.from('planted-callback-secret-32-bytes').toString('base64')}`;

type Line = Record<string, unknown> & { event: string };

describe('the log of a run', () => {
  let gastvrij: Gastvrij;
  let id: string;
  let status: EnablementStatus;
  const lines = (): Line[] =>
    [
      ...gastvrij
        .host()
        .output()
        .matchAll(/\{"event":.*\}/g),
    ]
      .map(([line]) => JSON.parse(line) as Line)
      .filter(({ enablement }) => enablement === id);
  const linesOf = (event: string): Line[] => lines().filter((line) => line.event === event);

  beforeAll(async () => {
    const tenant = aTenant({
      settings: { allowGuestUser: false },
      propagation: { teams: { hours: 1 }, roster: { hours: 0.2 } },
      flapMinutes: 0,
      serviceFaults: [
        { kind: 'throttle', route: 'GET /organization', times: 1, retryAfterSeconds: 30 },
        { kind: 'throttle', route: 'POST /invitations', times: 1, retryAfterSeconds: 40 },
      ],
    });
    const settings = {
      STATUS_TOKEN_SECRET: STATUS_SECRET,
      CALLBACK_HOSTS: 'hooks.example',
      CALLBACK_SECRETS: CALLBACK_SECRET,
    };
    gastvrij = await startGastvrij(tenant, { settings });
    gastvrij.receiver.answer('/deaf', { status: 500 });
    const callbackUrl = `${gastvrij.receiver.urlOf('/deaf')}?sig=${SIG}`;
    id = await gastvrij.ask(aRequest({ callbackUrl, justification: 'Words-of-a-person' }));
    status = await gastvrij.finish(id);
    await gastvrij.conductor.advanceBy(26 * 3_600_000);
  });

  it('says that it was accepted, each step, and how it ended', async () => {
    const about = { enablement: id, tenant: TENANT_ID };
    expect(linesOf('runAccepted')).toEqual([{ event: 'runAccepted', ...about, goal: 'guestAccess' }]);
    const steps = await gastvrij.steps(id);
    // The first activity was put off in its middle, and began again.
    const logged = ['accepted', ...steps.map(({ kind }) => kind)];
    expect(linesOf('stepRecorded').map(({ step }) => step)).toEqual(logged);
    const [finished] = linesOf('runFinished');
    expect(finished).toMatchObject({ ...about, outcome: status.outcome, rung: status.assurance?.rung });
    const minutes = (Date.parse(status.finishedAt ?? '') - Date.parse(status.acceptedAt)) / 60_000;
    expect(finished?.['minutes']).toBe(Math.round(minutes));
  });

  it('says which service asked for patience, whether the run waited for it or went on', () => {
    const busy = linesOf('serviceThrottled').map(({ step, reason, seconds }) => [step, reason, seconds]);
    expect(busy).toEqual([
      ['inspect', expect.stringMatching(/^Microsoft Graph: GET \/organization, status 429$/), 30],
      ['checkProof', 'Microsoft Graph: POST /invitations, status 429', 40],
    ]);
  });

  it('says that a caller could not be told', () => {
    expect(linesOf('callbackGivenUp')).toMatchObject([{ format: 'gastvrij', reason: 'status 500' }]);
  });

  it('has the fields the runbook says, and no other', () => {
    const known = new Map(
      [...RUNBOOK.matchAll(/^\| `(\w+)` +\| ([^|]+)\|/gm)].map(([, event = '', fields = '']) => [
        event,
        [...fields.matchAll(/`(\w+)`/g)].map(([, field]) => field),
      ]),
    );
    for (const { event, ...fields } of lines())
      expect(known.get(event)).toEqual(expect.arrayContaining(Object.keys(fields)));
  });

  it('holds nothing that opens anything, and no person; nor does any row hold the first', () => {
    const planted = new Map([
      ['a callback address', SIG],
      ['a person', 'Ada Admin'],
      ['words of a person', 'Words-of-a-person'],
      ['the test guest', 'gastvrij.probe@'],
    ]);
    const stored = (name: string): string =>
      expect.stringContaining(`${name} stands in what is stored`) as string;
    // That the rows hold the rest shows that they are looked through at all.
    expect(gastvrij.leaks(planted)).toEqual([
      stored('a person'),
      stored('words of a person'),
      stored('the test guest'),
    ]);
    const lines = new Map([['an event', '"event":"runAccepted"']]);
    expect(gastvrij.leaks(lines)).toEqual([expect.stringContaining('an event stands in the log')]);
  });
});
