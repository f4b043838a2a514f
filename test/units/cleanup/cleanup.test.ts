import { loadConfig } from '../../../src/config';
import { countsOf, missingOf, type CleanupTask } from '../../../src/domain/cleanup/cleanup-task';
import type { GuestCall } from '../../../src/domain/proof/guest-call';
import {
  groupsJoined,
  groupsUnsure,
  madeGuest,
  whyKept,
  type SeenAccount,
} from '../../../src/domain/cleanup/guest-ownership';
import { cleanupRunIdOf, cleanupRunStart } from '../../../src/domain/cleanup/cleanup-run';
import {
  retentionDecisionOf,
  type RetentionDecision,
  type RetentionContext,
} from '../../../src/domain/cleanup/retention';

const DAY = 86_400_000;
const ENDED = Date.parse('2026-03-02T10:00:00.000Z');
const at = (time: number): string => new Date(time).toISOString();

describe('the records of a run', () => {
  const retention = { evidenceDays: 400, historyDays: 30 };
  const box = { id: 'en-1', until: at(ENDED + 300 * DAY), extensions: [] };
  const undoing = (undoes?: string): RetentionContext['open'] => [{ request: { undoes } }];
  it.each<[string, { days: number; isOpen?: boolean } & Partial<RetentionContext>, RetentionDecision]>([
    ['stay while it is under way', { days: 900, isOpen: true }, 'young'],
    ['stay on the last day', { days: 399.99 }, 'young'],
    ['go when their time is over', { days: 400 }, 'old'],
    ['stay while a date stands open', { days: 500, box }, 'needed'],
    ['go when that date has come and was acted on', { days: 500, box: { ...box, endedBy: 'en-2' } }, 'old'],
    ['stay while its way back is under way', { days: 500, open: undoing('en-1') }, 'needed'],
    ['go while another run is put back', { days: 500, open: undoing('en-9') }, 'old'],
    ['go while another run is under way', { days: 500, open: undoing() }, 'old'],
  ])('%s', (_, { days, isOpen = false, open = [], ...rest }, retentionDecision) => {
    const run = { id: 'en-1', ...(!isOpen && { closedAt: at(ENDED) }) };
    expect(retentionDecisionOf(run, { open, ...rest }, retention, ENDED + days * DAY)).toBe(
      retentionDecision,
    );
  });
});

describe('a test guest', () => {
  const LOOKED = Date.parse('2026-03-02T08:00:00.700Z');
  const answered = { at: at(LOOKED + 2_000), kind: 'done' as const, userId: 'g' };
  const lost: GuestCall = { n: 1, kind: 'invite', at: at(LOOKED + 500), lookedAt: at(LOOKED), seen: [] };
  const received: GuestCall = { ...lost, answer: answered };
  const ours: SeenAccount = {
    id: 'g',
    displayName: 'Gastvrij test guest (en-1)',
    userType: 'Guest',
    hasAccepted: false,
    createdAt: at(LOOKED + 1_000),
    memberOf: [],
  };
  const of = (...acts: GuestCall[]) => ({ run: 'en-1', acts });
  const act = (kind: GuestCall['kind'], more: Partial<GuestCall> = {}): GuestCall => ({
    n: 2,
    kind,
    at: at(LOOKED + 3_000),
    userId: 'g',
    answer: { at: at(LOOKED + 4_000), kind: 'done' },
    ...more,
  });

  it.each<[string, GuestCall[], Partial<SeenAccount>, boolean]>([
    ['is ours: our invitation named it, and nobody had the address right before', [received], {}, true],
    ['is ours: the answer was lost, and it bears the name that only our invitation gives', [lost], {}, true],
    ['is ours: created in the very second of the look', [received], { createdAt: at(LOOKED - 700) }, true],
    ['is ours: Microsoft’s clock is a minute behind', [received], { createdAt: at(LOOKED - 60_000) }, true],
    [
      'is ours: invited anew, and seen there then as the work of the first invitation',
      [lost, { ...received, seen: ['g'] }],
      {},
      true,
    ],
    [
      'is ours: who was there at the first invitation is gone, and the second made another',
      [{ ...received, seen: ['x'], answer: { ...answered, userId: 'x' } }, received],
      {},
      true,
    ],
    ['is not ours: it was there right before the invitation', [{ ...received, seen: ['g'] }], {}, false],
    ['is not ours: nobody was invited', [], {}, false],
    [
      'is not ours: the invitation gave another',
      [{ ...received, answer: { ...answered, userId: 'x' } }],
      {},
      false,
    ],
    [
      'is not ours: the invitation was refused',
      [{ ...lost, answer: { at: at(LOOKED), kind: 'refused' } }],
      {},
      false,
    ],
    [
      'is not ours: somebody invited it between our look and our invitation, so that it has another name',
      [received],
      { displayName: 'jane' },
      false,
    ],
    [
      'is not ours: another run’s invitation made it',
      [received],
      { displayName: 'Gastvrij test guest (en-2)' },
      false,
    ],
    ['is not ours: created long before the look', [received], { createdAt: at(LOOKED - DAY) }, false],
    ['is not ours: created long after the answer', [received], { createdAt: at(LOOKED + DAY) }, false],
    ['is not ours: the directory does not tell its age', [received], { createdAt: '' }, false],
  ])('%s', (_name, acts, more, isOurs) => {
    expect(madeGuest(of(...acts), { ...ours, ...more })).toBe(isOurs);
  });

  it.each<[string, GuestCall[], Partial<SeenAccount>, string | undefined]>([
    ['goes where it is ours and nobody touched it', [], {}, undefined],
    [
      'goes from the team into which the run put it',
      [act('join', { groupId: 't' })],
      { memberOf: ['t'] },
      undefined,
    ],
    ['stays where somebody accepted its invitation', [], { hasAccepted: true }, 'accepted'],
    ['stays where somebody made it a member', [], { userType: 'Member' }, 'notGuest'],
    [
      'stays where somebody added it to a group',
      [act('join', { groupId: 't' })],
      { memberOf: ['t', 'x'] },
      'inGroup',
    ],
    ['stays where somebody else put it into the test team', [], { memberOf: ['t'] }, 'inGroup'],
    ['stays where its groups cannot be read', [], { memberOf: undefined }, 'groupsUnread'],
    ['stays where somebody restored what the run deleted', [act('delete')], {}, 'restored'],
    ['stays where it is not ours', [], { displayName: 'jane' }, 'notMade'],
  ])('%s', (_name, more, changed, reason) => {
    expect(whyKept(of(received, ...more), { ...ours, ...changed })).toBe(reason);
  });

  it.each<[string, GuestCall[], string[], string[]]>([
    ['is taken out where the run put it in', [act('join', { groupId: 't' })], ['t'], []],
    ['stays in where somebody had put it in', [joined('unneeded')], [], []],
    ['is somebody’s again once it was taken out', [joined('done'), act('leave', { groupId: 't' })], [], []],
    ['is in doubt where the answer was lost', [joined()], [], ['t']],
    [
      'is in doubt where the answer was lost and it was in the next time',
      [joined(), joined('unneeded')],
      [],
      ['t'],
    ],
    ['is none of a run about another account', [act('join', { groupId: 't', userId: 'x' })], [], []],
  ])('in a test team %s', (_name, acts, sure, unsure) => {
    expect([groupsJoined(acts, 'g'), groupsUnsure(acts, 'g')]).toEqual([sure, unsure]);
  });

  function joined(kind?: 'done' | 'unneeded'): GuestCall {
    const { answer: _, ...rest } = act('join', { groupId: 't' });
    return kind === undefined ? rest : { ...rest, answer: { at: at(LOOKED), kind } };
  }
});

describe('a pass of housekeeping', () => {
  it('is counted by kind; what somebody else removed counts for nothing, and where it broke off is named', () => {
    const task = (kind: CleanupTask['kind'], state: CleanupTask['state'], count?: number): CleanupTask => ({
      kind,
      what: 'x',
      state,
      ...(count !== undefined && { count }),
    });
    const place = (tenantId: string, ...tasks: CleanupTask[]) => ({
      tenantId,
      at: at(ENDED),
      tasks,
      unread: [],
    });
    const counts = countsOf([
      place('a', task('guest', 'done'), task('guest', 'left'), task('binnedGuest', 'gone')),
      place('b'),
      place('installation', task('history', 'planned', 100)),
    ]);
    expect(counts).toEqual([
      { kind: 'guest', found: 2, removed: 1, left: 1 },
      { kind: 'history', found: 100, removed: 0, left: 0 },
    ]);
    const places = [place('a', task('guest', 'done')), place('b', task('guest', 'planned'))];
    expect(missingOf(['a', 'b', 'c'], places, { dryRun: false })).toEqual(['b', 'c']);
    expect(missingOf(['a', 'b', 'c'], places, { dryRun: true })).toEqual(['c']);
  });

  it('has its beginning in its id', () => {
    expect([cleanupRunStart(cleanupRunIdOf(ENDED, 'abc')), cleanupRunStart('au-000000000-abc')]).toEqual([
      ENDED,
      undefined,
    ]);
  });
});

describe('how long things are kept', () => {
  const settings = {
    TENANT_ID: '11111111-2222-3333-4444-555555555555',
    STATUS_TOKEN_SECRET: 'x'.repeat(32),
    RECORDS_CONNECTION_STRING: 'UseDevelopmentStorage=true',
    SWEEP_SCHEDULE: '0 */5 * * * *',
  };

  it('is a bit more than a year for evidence and a month for histories, tidied every night, unless told otherwise', () => {
    const usual = { retention: { evidenceDays: 400, historyDays: 30 }, cleanupSchedule: '0 30 4 * * *' };
    expect(loadConfig(settings)).toMatchObject(usual);
    expect(loadConfig({ ...settings, CLEANUP_SCHEDULE: 'off' }).cleanupSchedule).toBeUndefined();
  });

  it.each([
    [{ RETENTION_DAYS: '29' }, 'RETENTION_DAYS must be at least 30'],
    [{ HISTORY_DAYS: 'a month' }, 'HISTORY_DAYS must be a number of days'],
    [{ HISTORY_DAYS: '6.5' }, 'HISTORY_DAYS must be a whole number of days'],
    [{ RETENTION_DAYS: '30', HISTORY_DAYS: '60' }, 'RETENTION_DAYS must not be less than HISTORY_DAYS'],
  ])('is refused as %o', (wrong, fault) => {
    expect(() => loadConfig({ ...settings, ...wrong })).toThrow(fault);
  });
});
