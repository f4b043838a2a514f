import { loadConfig } from '../../src/config';
import { countsOf, missingOf, type Chore } from '../../src/housekeeping/chore';
import { leftInTeam, madeGuest, type GuestEvidence } from '../../src/housekeeping/made-guest';
import { passIdOf, passStart } from '../../src/housekeeping/pass';
import { fateOf, type Fate, type Surroundings } from '../../src/housekeeping/retention';

const DAY = 86_400_000;
const ENDED = Date.parse('2026-03-02T10:00:00.000Z');
const at = (time: number): string => new Date(time).toISOString();

describe('the records of a run', () => {
  const retention = { evidenceDays: 400, historyDays: 30 };
  const box = { id: 'en-1', until: at(ENDED + 300 * DAY), extensions: [] };
  const undoing = (undoes?: string): Surroundings['open'] => [{ request: { undoes } }];
  it.each<[string, { days: number; isOpen?: boolean } & Partial<Surroundings>, Fate]>([
    ['stay while it is under way', { days: 900, isOpen: true }, 'young'],
    ['stay on the last day', { days: 399.99 }, 'young'],
    ['go when their time is over', { days: 400 }, 'old'],
    ['stay while a date stands open', { days: 500, box }, 'needed'],
    ['go when that date has come and was acted on', { days: 500, box: { ...box, endedBy: 'en-2' } }, 'old'],
    ['stay while its way back is under way', { days: 500, open: undoing('en-1') }, 'needed'],
    ['go while another run is put back', { days: 500, open: undoing('en-9') }, 'old'],
    ['go while another run is under way', { days: 500, open: undoing() }, 'old'],
  ])('%s', (_, { days, isOpen = false, open = [], ...rest }, fate) => {
    const run = { id: 'en-1', ...(!isOpen && { closedAt: at(ENDED) }) };
    expect(fateOf(run, { open, ...rest }, retention, ENDED + days * DAY)).toBe(fate);
  });
});

describe('a test guest', () => {
  const LOOKED = Date.parse('2026-03-02T08:00:00.700Z');
  const evidence: GuestEvidence = {
    run: 'en-1',
    lookedAt: at(LOOKED),
    guestId: 'g',
    finishedAt: at(ENDED),
    purges: false,
    cleared: [],
  };
  const { guestId: _, ...unheard } = evidence;
  const before = (id: string) => ({ guestBefore: { id, wasMember: false } });
  it.each<[string, GuestEvidence, number, boolean]>([
    ['is ours: invited by a run that saw nobody of that address', evidence, LOOKED + 60_000, true],
    ['is ours: the answer to the invitation was lost', unheard, LOOKED + 60_000, true],
    [
      'is ours: created in the very second of the look, which the directory cuts',
      evidence,
      LOOKED - 700,
      true,
    ],
    ['is ours: invited in the last moment, created right after it', evidence, ENDED + 60_000, true],
    [
      'is ours: who was there is gone, and the invitation made another',
      { ...evidence, ...before('x') },
      ENDED,
      true,
    ],
    ['is not ours: it was there before the run', { ...evidence, ...before('g') }, ENDED, false],
    [
      'is not ours: somebody was there, and no invitation was answered',
      { ...unheard, ...before('x') },
      ENDED,
      false,
    ],
    ['is not ours: the invitation gave another account', { ...evidence, guestId: 'x' }, ENDED, false],
    [
      'is not ours any more: its run removed it, and somebody restored it',
      { ...evidence, cleared: ['guest'] },
      ENDED,
      false,
    ],
    ['is not ours: created before the run looked', evidence, LOOKED - 1_000, false],
    ['is not ours: created long after the run', evidence, ENDED + DAY, false],
  ])('%s', (_name, one, created, isOurs) => {
    expect(madeGuest(one, { id: 'g', createdAt: at(created) })).toBe(isOurs);
  });

  it.each<[string, GuestEvidence, boolean]>([
    ['is left there by the run that put it there', evidence, true],
    ['is left there also where the account was there before', { ...evidence, ...before('g') }, true],
    [
      'was there before the run, and stays',
      { ...evidence, guestBefore: { id: 'g', wasMember: true } },
      false,
    ],
    ['was taken out by its run, and is somebody’s since', { ...evidence, cleared: ['membership'] }, false],
    ['is none of a run about another account', { ...evidence, ...before('x') }, false],
  ])('in a test team %s', (_name, one, isLeft) => {
    expect(leftInTeam(one, { id: 'g', createdAt: '' })).toBe(isLeft);
  });

  it('whose age the directory does not tell is nobody’s', () => {
    expect(madeGuest(evidence, { id: 'g', createdAt: '' })).toBe(false);
  });
});

describe('a pass of housekeeping', () => {
  it('is counted by kind; what somebody else removed counts for nothing, and where it broke off is named', () => {
    const chore = (kind: Chore['kind'], state: Chore['state'], count?: number): Chore => ({
      kind,
      what: 'x',
      state,
      ...(count !== undefined && { count }),
    });
    const place = (tenantId: string, ...chores: Chore[]) => ({ tenantId, at: at(ENDED), chores, unread: [] });
    const counts = countsOf([
      place('a', chore('guest', 'done'), chore('guest', 'left'), chore('binnedGuest', 'gone')),
      place('b'),
      place('installation', chore('history', 'planned', 100)),
    ]);
    expect(counts).toEqual([
      { kind: 'guest', found: 2, removed: 1, left: 1 },
      { kind: 'history', found: 100, removed: 0, left: 0 },
    ]);
    const places = [place('a', chore('guest', 'done')), place('b', chore('guest', 'planned'))];
    expect(missingOf(['a', 'b', 'c'], places, { dryRun: false })).toEqual(['b', 'c']);
    expect(missingOf(['a', 'b', 'c'], places, { dryRun: true })).toEqual(['c']);
  });

  it('has its beginning in its id', () => {
    expect([passStart(passIdOf(ENDED, 'abc')), passStart('au-000000000-abc')]).toEqual([ENDED, undefined]);
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
    const usual = { retention: { evidenceDays: 400, historyDays: 30 }, housekeepingSchedule: '0 30 4 * * *' };
    expect(loadConfig(settings)).toMatchObject(usual);
    expect(loadConfig({ ...settings, HOUSEKEEPING_SCHEDULE: 'off' }).housekeepingSchedule).toBeUndefined();
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
