import {
  endedUndoStatus,
  isUndone,
  undoInWords,
  undoStateOf,
  type UndoStatus,
} from '../../../src/domain/plan/undo-status';
import { planUndo, type UndoBasis, type WrittenSince } from '../../../src/domain/plan/undo-plan';
import type { RunOutcome } from '../../../src/domain/enablement/outcome';
import type { PlannedChange, PlanRules } from '../../../src/domain/plan/plan';
import { say } from '../../../src/texts/say';
import type { Value, Values } from '../../../src/controls/values/value';

const CHANGE: PlannedChange = {
  control: 'T-1',
  title: 'Guest access',
  document: 'teamsClientConfiguration',
  property: 'AllowGuestUser',
  before: false,
  after: true,
  reason: 'It was off.',
  reasonSaid: { code: 'reason.teamsOff' },
  risk: 'People come in.',
};
const RULES: PlanRules = { hash: (text) => `hash of ${text}`, alwaysApprove: false, isManual: () => false };
const planOf = (found: Value | undefined, more: Partial<UndoBasis> = {}, rules: Partial<PlanRules> = {}) =>
  planUndo(
    {
      written: [CHANGE],
      valuesOf: (): Values => (found === undefined ? {} : { AllowGuestUser: found }),
      ...more,
    },
    { ...RULES, ...rules },
  );
const unread = { valuesOf: () => undefined };
const by = (kind: WrittenSince['kind']) => ({ since: () => ({ kind, run: 'en-2' }) });
const late = (more: object = {}) => ({
  unsettled: () => ({ after: true, isCertain: true, values: [false, true], ...more }),
});
const WAY_BACK = {
  ...CHANGE,
  before: true,
  after: false,
  reason: 'The setting has the value that this enablement set.',
  reasonSaid: say('undo.reason').said,
  risk: 'What depends on it closes again.',
};
const LONG = Array.from({ length: 11 }, (_, n) => `partner-${n}.example`);
const NOTE = { control: 'T-1', title: 'Guest access' };
const nothing = {
  changes: [],
  alreadyRight: [],
  notTouched: [],
  cannot: [],
  manualSteps: [],
  leavesBenchmarks: [],
  needsApproval: [],
};
const cannot = (text: string, whoCan: string) => [{ ...NOTE, text, isClosed: false, whoCan, adminPage: '' }];

describe('the plan of an undo', () => {
  it('puts back what still stands as written', () => {
    expect(planOf(true)).toEqual({
      ...nothing,
      changes: [WAY_BACK],
      hash: 'hash of [[["T-1","AllowGuestUser",true,false]],null,null,[]]',
    });
  });

  it('has nothing to do where it is back already, also for somebody else', () => {
    const back = {
      ...nothing,
      alreadyRight: [{ ...NOTE, text: 'The setting already has its earlier value.' }],
    };
    expect(planOf(false)).toMatchObject(back);
    expect(planOf(false, by('setAnew'))).toMatchObject(back);
    const written = [{ ...CHANGE, before: null }];
    expect(planOf(undefined, { written })).toMatchObject(back);
  });

  it.each<[string, Value | undefined, Partial<UndoBasis>, object[]]>([
    [
      'somebody changed since',
      'guests',
      {},
      cannot('Conflict: Gastvrij wrote true, and now it is guests.', 'Whoever changed it since.'),
    ],
    [
      'somebody took away',
      undefined,
      {},
      cannot('Conflict: Gastvrij wrote true, and now it is not set.', 'Whoever changed it since.'),
    ],
    [
      'a later run set anew',
      true,
      by('setAnew'),
      cannot('Conflict: enablement en-2 has set it since.', 'Whoever can request to undo enablement en-2.'),
    ],
    [
      'a later run set anew, and cannot be read',
      undefined,
      { ...unread, ...by('setAnew') },
      cannot('Conflict: enablement en-2 has set it since.', 'Whoever can request to undo enablement en-2.'),
    ],
    [
      'a run put back, and somebody set again',
      true,
      by('undone'),
      cannot('Conflict: en-2 undid it, and someone has set it again since.', 'Whoever set it again.'),
    ],
    [
      'a later run set anew, and reads otherwise than anybody wrote',
      'guests',
      by('setAnew'),
      cannot('Conflict: Gastvrij wrote true, and now it is guests.', 'Whoever changed it since.'),
    ],
    [
      'cannot be read',
      undefined,
      unread,
      cannot('It can’t be read, so it was left at true.', 'Whoever can read it: it was false.'),
    ],
    [
      'cannot be read for want of a right',
      undefined,
      { ...unread, missingFor: () => 'Policy.Read.All' },
      cannot(
        'It can’t be read (the app lacks Policy.Read.All), so it was left at true.',
        'Whoever can read it: it was false.',
      ),
    ],
    [
      'cannot be read for another reason',
      undefined,
      { ...unread, missingFor: () => undefined },
      cannot('It can’t be read, so it was left at true.', 'Whoever can read it: it was false.'),
    ],
    [
      'nobody knows to have arrived, and reads otherwise',
      'guests',
      { perhaps: [CHANGE] },
      cannot(
        'Conflict: it isn’t known whether true arrived when it was sent, and now it is guests.',
        'Whoever changed it since.',
      ),
    ],
    [
      'is a long list that somebody changed since',
      [...LONG, 'northwind.example'],
      { written: [{ ...CHANGE, before: [], after: LONG }] },
      cannot(
        'Conflict: the list was changed: + northwind.example (12 domains).',
        'Whoever changed it since.',
      ),
    ],
    [
      'a later run set anew, however late a reading may be',
      false,
      { ...late(), ...by('setAnew') },
      cannot('Conflict: enablement en-2 has set it since.', 'Whoever can request to undo enablement en-2.'),
    ],
    [
      'a run put back, and cannot be read',
      undefined,
      { ...unread, ...late(), ...by('undone') },
      cannot('Conflict: en-2 undid it, and someone has set it again since.', 'Whoever set it again.'),
    ],
    [
      'cannot be read, and was not set before',
      undefined,
      { ...unread, written: [{ ...CHANGE, before: null }] },
      cannot('It can’t be read, so it was left at true.', 'Whoever can read it: it was not set.'),
    ],
    [
      'cannot be read, however late a reading would be',
      undefined,
      { ...unread, ...late({ values: [null] }) },
      cannot('It can’t be read, so it was left at true.', 'Whoever can read it: it was false.'),
    ],
  ])('leaves alone what %s', (_, found, basis, left) => {
    expect(planOf(found, basis)).toMatchObject({ ...nothing, cannot: left });
  });

  it.each<[string, Value | undefined, Partial<UndoBasis>]>([
    ['shows what was before it', false, late()],
    ['shows a value between our writes', 'guests', late({ values: [false, 'guests', true] })],
    ['shows nothing yet', undefined, late({ values: [null] })],
    [
      'shows nothing of a write that Microsoft did not confirm',
      'guests',
      late({ after: false, isCertain: false, values: ['guests'] }),
    ],
  ])('writes all the same where a reading may be older than our write, and %s', (_, found, basis) => {
    const { text: reason, said: reasonSaid } = say('undo.reasonLate');
    expect(reason).toContain('may be older than the write');
    expect(planOf(found, basis).changes).toEqual([{ ...WAY_BACK, reason, reasonSaid, despiteReading: true }]);
  });

  it.each<[string, Value | undefined, Partial<UndoBasis>, 'changes' | 'alreadyRight' | 'cannot']>([
    ['shows just what was written', true, late(), 'changes'],
    ['shows what none of our writes had', 'guests', late(), 'cannot'],
    [
      'is older than a write that was another’s',
      'guests',
      late({ after: 'groups', values: ['guests'] }),
      'cannot',
    ],
    [
      'shows the old value after a write of the old value that is certain',
      false,
      late({ after: false, values: [false] }),
      'alreadyRight',
    ],
    ['cannot be had', undefined, { ...unread, ...late() }, 'cannot'],
    [
      'shows what was written, and the last who put it back was a run',
      true,
      { ...late(), ...by('undone') },
      'changes',
    ],
  ])('takes a reading at its word that %s', (_, found, basis, where) => {
    const plan = planOf(found, basis);
    expect(plan[where]).toHaveLength(1);
    expect(plan.changes[0] ?? {}).not.toHaveProperty('despiteReading');
  });

  it('goes backwards through what was written, and asks a second person where the tenant wants that', () => {
    const written = [
      CHANGE,
      { ...CHANGE, property: 'AllowGuestAccess' },
      { ...CHANGE, control: 'T-2', property: 'AllowMeetNow' },
    ];
    const valuesOf = () => ({ AllowGuestUser: true, AllowGuestAccess: true, AllowMeetNow: true });
    const plan = planOf(true, { written, valuesOf }, { alwaysApprove: true });
    expect(plan.changes.map(({ property }) => property)).toEqual([
      'AllowMeetNow',
      'AllowGuestAccess',
      'AllowGuestUser',
    ]);
    expect(plan.needsApproval).toEqual(['T-2', 'T-1']);
  });

  it('leaves to a person what a person sets, with the line to type', () => {
    const asked: unknown[] = [];
    const isManual: PlanRules['isManual'] = (...of) => asked.push(of) > 0;
    expect(planOf(true, {}, { isManual })).toMatchObject({
      ...nothing,
      manualSteps: [
        {
          control: 'T-1',
          document: 'teamsClientConfiguration',
          text: 'The setting has the value that this enablement set.',
          powerShell: expect.stringContaining('-AllowGuestUser $false') as string,
        },
      ],
    });
    expect(planOf(undefined, unread, { isManual }).manualSteps).toHaveLength(1);
    expect(asked).toEqual([
      ['teamsClientConfiguration', true],
      ['teamsClientConfiguration', false],
    ]);
  });

  it('names the document of each part that is left to a person', () => {
    const meetings = {
      ...CHANGE,
      control: 'T-3',
      document: 'guestMeeting',
      property: 'AllowMeetNow',
    } as const;
    const valuesOf = () => ({ AllowGuestUser: true, AllowMeetNow: true });
    const plan = planOf(true, { written: [CHANGE, meetings], valuesOf }, { isManual: () => true });
    expect(plan.manualSteps.map(({ control, document }) => [control, document])).toEqual([
      ['T-1', 'teamsClientConfiguration'],
      ['T-3', 'guestMeeting'],
    ]);
  });

  it('names what stands as wished although Microsoft said that it had not done it', () => {
    expect(planOf(true, { written: [], found: [CHANGE] })).toMatchObject({
      ...nothing,
      cannot: cannot(
        'Not recorded as changed by this enablement: Microsoft answered that it was throttled and had not applied the change, and the next reading showed it. It was false before, and it was not changed.',
        'Whoever knows who set it.',
      ),
    });
  });
});

describe('a run that is undone', () => {
  const ended: UndoStatus = {
    id: 'en-2',
    endedAt: '2026-03-02T08:00:00.000Z',
    outcome: 'undone',
    isComplete: true,
  };

  it.each<[UndoStatus | undefined, ReturnType<typeof undoStateOf>, string | undefined]>([
    [undefined, undefined, undefined],
    [{ id: 'en-2' }, 'running', 'It is being undone by en-2.'],
    [
      ended,
      'undone',
      'It was undone by en-2 at 2026-03-02T08:00:00.000Z: every setting it changed has its earlier value again.',
    ],
    [
      { ...ended, isComplete: false },
      'incomplete',
      'Its undo, en-2, ended at 2026-03-02T08:00:00.000Z (undone) and did not undo everything.',
    ],
    [
      { id: 'en-2', endedAt: ended.endedAt ?? '' },
      'incomplete',
      'Its undo, en-2, ended at 2026-03-02T08:00:00.000Z () and did not undo everything.',
    ],
  ])('says how that stands: %j', (undo, state, words) => {
    expect([undoStateOf({ undo }), undoInWords({ undo })]).toEqual([state, words]);
    expect(isUndone({ undo })).toBe(state === 'undone');
  });

  const runOutcome = (more: Partial<RunOutcome>): RunOutcome => ({
    outcome: 'undone',
    summary: '',
    cleanUp: { removed: [], left: [] },
    finishedAt: '2026-03-02T08:00:00.000Z',
    ...more,
  });
  const undoing = (more: object = {}) => ({
    undoing: { undone: [], conflicts: [], ...more } as RunOutcome['undoing'] & object,
  });
  it.each<[string, Partial<RunOutcome>, boolean]>([
    ['nothing was left', undoing(), true],
    ['it says nothing about its parts', { undoing: {} as never }, true],
    ['it ended otherwise', { ...undoing(), outcome: 'failed' }, false],
    ['nothing was put back', {}, false],
    ['there was a conflict', undoing({ conflicts: ['a'] }), false],
    ['something was not seen', undoing({ unseen: ['a'] }), false],
    ['something was not put back', undoing({ notUndone: ['a'] }), false],
    ['a person has to do a part', undoing({ manualSteps: ['a'] }), false],
    [
      'as much was left as was for a person',
      undoing({ notUndone: ['b'], manualSteps: ['a'], unseen: ['c'], conflicts: ['d'] }),
      false,
    ],
  ])('counts as undone only where all of it is: %s', (_, more, isComplete) => {
    const { outcome, finishedAt } = runOutcome(more);
    expect(endedUndoStatus('en-2', runOutcome(more))).toEqual({
      id: 'en-2',
      endedAt: finishedAt,
      outcome,
      isComplete,
    });
  });
});
