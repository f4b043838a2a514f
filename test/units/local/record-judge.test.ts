import { chainStep } from '../../../src/store/evidence/hash-chain';
import type { Step, StepReport } from '../../../src/domain/enablement/step';
import type { Facts, RunFacts, Write } from '../../support/record-judge/facts';
import { judgeRecords } from '../../support/record-judge/questions';

const TENANT = '11111111-2222-3333-4444-555555555555';
const GUEST = 'aaaaaaaa-0000-4000-8000-0000000000b1';
const at = (minute: number): string => new Date(Date.UTC(2026, 2, 2, 8, minute)).toISOString();
const CHANGE = { control: 'T-1', property: 'AllowGuestUser', before: false, after: true };
const PUT = 'PUT /Skype.Policy/configurations/TeamsClientConfiguration/configuration/Global';

const chained = (reports: Partial<StepReport>[]): Step[] =>
  reports.reduce<Step[]>((steps, report, index) => {
    const whole = {
      kind: 'commandReceived',
      started: at(index),
      ended: at(index),
      text: '',
      result: {},
      requestIds: [],
      ...report,
    };
    return [...steps, chainStep(steps.at(-1), index, whole as StepReport)];
  }, []);

const aRun = (id: string, reports: Partial<StepReport>[], more: Record<string, unknown> = {}): RunFacts => {
  const runOutcome = {
    outcome: 'succeeded',
    summary: 'Changed: Guest access in Teams (T-1): false → true.',
    cleanUp: { removed: [], left: [] },
    finishedAt: at(30),
    ...(more['runOutcome'] as object),
  };
  const run = {
    id,
    tenantId: TENANT,
    request: { dryRun: false, ...(more['request'] as object) },
    acceptedAt: at(0),
    commands: [],
    closedAt: at(30),
    ...(more['run'] as object),
    runOutcome,
  };
  return { run: run as unknown as RunFacts['run'], steps: chained(reports), deliveries: [] };
};

const write = (call: string, more: Partial<Write> = {}): Write => ({
  at: at(10),
  call,
  ids: [],
  body: {},
  made: [],
  ...more,
});
const teamsOn = write(PUT, { document: 'teamsClientConfiguration', body: { AllowGuestUser: true } });
const invited = write('POST /invitations', { made: [GUEST] });
const deleted = write('DELETE /users/{id}', { ids: [GUEST] });
const APPLIED = { kind: 'applied', result: { kind: 'applied', written: [CHANGE] } } as const;
const PROBED = { kind: 'probed', result: { proof: { guestId: GUEST, rung: 1 } } } as const;
const cleaned = (removed: string[], left: string[] = []) =>
  ({ kind: 'cleanedUp', result: { removed, left } }) as const;
const HONEST = [APPLIED, PROBED, cleaned(['the test guest'])];

function facts(
  runs: RunFacts[],
  writes: Write[],
  more: Partial<Facts> & { users?: string[]; live?: string[] } = {},
): Facts {
  const { users = [], ...rest } = more;
  const state = {
    users: users.map((id) => ({ id })),
    deleted: [],
    groups: [{ id: 'g', members: users }],
    subscriptions: [],
  } as unknown as Facts['tenants'][number]['state'];
  const values = [{ at: at(5), of: { AllowGuestUser: true } }];
  return {
    tenants: [{ tenantId: TENANT, writes, state, values, now: Date.parse(at(59)) }],
    runs,
    unreadable: [],
    held: [],
    tasks: [],
    ...rest,
  };
}

const saying = (words: string) => [expect.stringContaining(words) as string];

describe('the judge of records', () => {
  it('finds nothing wrong with records that are true', () => {
    expect(judgeRecords(facts([aRun('a', HONEST)], [teamsOn, invited, deleted]))).toEqual([]);
  });

  it.each<[string, Facts, string]>([
    [
      'a change that was never written',
      facts([aRun('a', HONEST)], [invited, deleted]),
      'runOutcome: run a says in step 0 that it wrote T-1',
    ],
    [
      'a change that was written with another value',
      facts([aRun('a', HONEST)], [{ ...teamsOn, body: { AllowGuestUser: false } }, invited, deleted]),
      'runOutcome: run a says in step 0 that it wrote T-1',
    ],
    [
      'a write that is denied',
      facts(
        [aRun('a', HONEST, { runOutcome: { summary: 'No settings were changed.' } })],
        [teamsOn, invited, deleted],
      ),
      'runOutcome: run a says that nothing was changed, and did PUT',
    ],
    [
      'an undoing that did not happen',
      facts(
        [
          aRun('a', [APPLIED], { run: { closedAt: at(3) } }),
          aRun('b', [], {
            request: { undoes: 'a' },
            run: { acceptedAt: at(4) },
            runOutcome: { outcome: 'undone', summary: 'Put back.' },
          }),
        ],
        [{ ...teamsOn, at: at(1) }],
      ),
      'runOutcome: run b says that all is undone, and T-1 stands as it was opened',
    ],
    [
      'a removal that did not happen',
      facts([aRun('a', HONEST)], [teamsOn, invited]),
      'runOutcome: run a says that it removed the test guest, and never did',
    ],
    [
      'something called left that was removed',
      facts(
        [
          aRun('a', [APPLIED, PROBED, cleaned([], ['the test guest (403)'])], {
            runOutcome: { cleanUp: { removed: [], left: ['the test guest (403)'] } },
          }),
        ],
        [teamsOn, invited, deleted],
      ),
      'runOutcome: run a says that it left the test guest (403), and removed it',
    ],
    [
      'a caller who was told another end',
      facts(
        [
          {
            ...aRun('a', HONEST),
            deliveries: [
              {
                kind: 'finished',
                event: { data: { outcome: 'failed' } } as RunFacts['deliveries'][number]['event'],
              },
            ],
          },
        ],
        [teamsOn, invited, deleted],
      ),
      'runOutcome: run a told its caller that it ended as failed',
    ],
    [
      'a guest of ours that nobody lists as left',
      facts([aRun('a', [APPLIED, PROBED, cleaned([])])], [teamsOn, invited], { users: [GUEST] }),
      `leftovers: the guest ${GUEST}`,
    ],
    [
      'a membership of ours that nobody lists as left',
      facts(
        [aRun('a', [APPLIED, { ...PROBED, result: { proof: { rung: 2 } } }])],
        [
          teamsOn,
          write('POST /groups/{id}/members/$ref', {
            ids: ['g'],
            body: { '@odata.id': `https://x/users/${GUEST}` },
          }),
        ],
        { users: [GUEST] },
      ),
      `leftovers: the membership of ${GUEST} in g`,
    ],
    [
      'a lease of a run that is closed',
      facts([aRun('a', HONEST)], [teamsOn, invited, deleted], {
        held: [{ tenantId: TENANT, id: 'a', by: 'lease' }],
      }),
      `held: the lease of ${TENANT} is held by run a, which is closed`,
    ],
    [
      'an open run for which nothing works',
      {
        ...facts([{ ...aRun('a', [], { run: { closedAt: undefined } }), steps: [] }], [], {
          held: [{ tenantId: TENANT, id: 'a', by: 'open' }],
          live: ['b', 'b:wait'],
        }),
        tenants: [{ ...facts([], []).tenants[0]!, now: Date.parse(at(30)) + 24 * 3_600_000 }],
      },
      `held: the open row in ${TENANT} is held by run a, for which nothing works`,
    ],
    [
      'a setting that no step names',
      facts([aRun('a', [PROBED, cleaned(['the test guest'])])], [teamsOn, invited, deleted]),
      `unnamed: ${PUT}`,
    ],
    [
      'a setting that was written while no run was there',
      facts([aRun('a', HONEST)], [teamsOn, invited, deleted, { ...teamsOn, at: at(50) }]),
      'is named by no step of no run',
    ],
    [
      'an account that was deleted and was not ours',
      facts([aRun('a', HONEST)], [teamsOn, invited, deleted, write('DELETE /users/{id}', { ids: ['jane'] })]),
      'unnamed: DELETE /users/{id} at 2026-03-02T08:10:00.000Z hit jane',
    ],
    [
      'a guest that no try names',
      facts([aRun('a', [APPLIED, cleaned([])])], [teamsOn, invited]),
      'unnamed: POST /invitations',
    ],
  ])('finds %s', (_, lies, words) => {
    expect(judgeRecords(lies)).toEqual(saying(words));
  });

  it('finds a chain in which a step was changed', () => {
    const run = aRun('a', HONEST);
    const steps = run.steps.map((step, index) =>
      index === 1 ? { ...step, text: 'Nothing happened.' } : step,
    );
    const found = judgeRecords(facts([{ ...run, steps }], [teamsOn, invited, deleted]));
    expect(found).toEqual(saying('chain: the chain of run a breaks at step 1'));
  });

  it('finds records that cannot be read', () => {
    const unreadable = ['the records of run a cannot be read'];
    expect(judgeRecords(facts([], [], { unreadable }))).toEqual(saying('chain: the records of run a'));
  });

  it('does not ask what a scenario has a reason not to be asked', () => {
    const broken = facts([aRun('a', HONEST)], [invited, deleted]);
    expect(judgeRecords(broken, { runOutcome: 'the record is spoilt on purpose' })).toEqual([]);
  });
});
