import { controlOf } from '../../../src/controls/checklist';
import type { Judgement } from '../../../src/controls/control';
import { assess, isClosed, withoutRights, type Finding } from '../../../src/domain/plan/assess-controls';
import { say } from '../../../src/texts/say';
import { desiredSettings } from '../../support/controls/desired-settings';

const AT = '2026-03-02T08:00:00.000Z';
const desired = desiredSettings();

describe('what was read of a control', () => {
  const missing = (roles: string[]): Finding['judgement'] => ({
    kind: 'unknown',
    reason: say('link.notRead'),
    missing: { graph: [], roles },
  });
  const lacking = (roles: string[]): Finding => ({ control: controlOf('T-1'), judgement: missing(roles) });
  const read: Finding = { control: controlOf('T-1'), judgement: { kind: 'met' } };
  const bare = { control: controlOf('T-1'), judgement: { kind: 'unknown', reason: say('link.notRead') } };

  it('is unknown with its reason, and with the right that is missing, where one is', () => {
    const reading = { kind: 'unknown', control: 'T-1', reason: 'No.', at: AT } as const;
    const toRead = { graph: [], roles: ['Teams Reader'] };
    const other = { ...reading, control: 'E-1', reason: 'Other.' };
    const judged = (...readings: Parameters<typeof assess>[1]) =>
      assess([controlOf('T-1')], readings, desired)[0]?.judgement;
    const verbatim = { text: 'No.', said: { code: 'verbatim', params: { text: 'No.' } } };
    expect(judged(other, reading)).toEqual({ kind: 'unknown', reason: verbatim });
    expect(judged({ ...reading, missing: toRead })).toEqual({
      kind: 'unknown',
      reason: verbatim,
      missing: toRead,
    });
    expect(judged(other)).toEqual({ kind: 'unknown', reason: say('link.notRead') });
  });

  it('is judged without a reading where no application can read it', () => {
    const reading = { kind: 'unknown', control: 'F-8', reason: 'No.', at: AT } as const;
    expect(assess([controlOf('F-8')], [reading], desired)).toEqual(assess([controlOf('F-8')], [], desired));
    expect(assess([controlOf('F-8')], [], desired)[0]).not.toHaveProperty('values');
  });

  it('is unknown and no more where a missing right is no news', () => {
    const findings = [lacking(['Teams Reader']), lacking([]), read];
    expect(withoutRights(findings)).toEqual([bare, bare, read]);
    expect(withoutRights(findings, 'roles')).toEqual([bare, lacking([]), read]);
  });

  it.each<[Judgement['kind'] | 'unknown', boolean]>([
    ['change', true],
    ['closed', true],
    ['met', false],
    ['mayDecide', false],
    ['unknown', false],
  ])('stands in the way where it is %s: %s', (kind, is) => {
    expect(isClosed({ judgement: { kind } } as Finding)).toBe(is);
  });
});
