import fc from 'fast-check';
import { isSame, type Value } from '../../../src/controls/values/value';
import { listPutBack } from '../../../src/domain/plan/undo-list-change';

const only = (...domains: string[]): Value => ({ kind: 'allowThese', domains });
const allBut = (...domains: string[]): Value => ({ kind: 'blockThese', domains });
const [A, B, C, D] = ['a.example', 'b.example', 'c.example', 'd.example'] as const;

describe('a list that was found to be wrong and has changed again', () => {
  it.each<[string, wanted: Value, found: Value, now: Value, after: Value]>([
    ['what was added goes', only(A), only(A, B), only(A, B, C), only(A, C)],
    ['what was missing comes', only(A, B), only(A), only(A, C), only(A, C, B)],
    [
      'what is back already does not come twice',
      only(A, B),
      only(A),
      only(A, 'B.example'),
      only(A, 'B.example'),
    ],
    ['what is gone already goes no more', only(A), only(A, B), only(A, C), only(A, C)],
    ['a blocked name is a name', allBut(A), allBut(A, B), allBut(A, B, C), allBut(A, C)],
    ['an entry is a name', [A], [A, B], [A, B, D], [A, D]],
  ])('has %s', (_, wanted, found, now, after) => {
    expect(listPutBack(wanted, found, now)).toEqual(after);
  });

  it.each<[string, wanted: Value, found: Value, now: Value]>([
    ['it would be empty: that is another rule', only(A), only(A, B), only(B)],
    ['it was no list', { kind: 'allowAll' }, only(A), only(A, B)],
    ['it was found to be none', only(A), { kind: 'allowNobody' }, only(A, B)],
    ['it is none by now', only(A), only(A, B), { kind: 'allowAll' }],
    ['it is of another kind by now', only(A), only(A, B), allBut(A, B)],
    ['it was found to be of another kind', only(A), allBut(A, B), only(A, B)],
    ['it was of another kind', allBut(A), only(A, B), only(A, B)],
    ['entries became names', [A], [A, B], only(A, B)],
    ['names became entries', only(A), [A, B], [A, B]],
    ['it was a word', 'a.example', only(A), only(A, B)],
    ['it is a switch by now', only(A), only(A, B), true],
    ['it is nothing by now', only(A), only(A, B), null],
    ['it is an object of its own', only(A), only(A, B), { domains: [A, B] }],
    [
      'it is an object of its own with a kind that is no word',
      only(A),
      only(A, B),
      { kind: 1, domains: [A] },
    ],
  ])('stays as it is where %s', (_, wanted, found, now) => {
    expect(listPutBack(wanted, found, now)).toBeUndefined();
  });

  it('is exactly as wanted where nobody touched it since', () => {
    const names = fc.uniqueArray(fc.constantFrom(A, B, C, D), { minLength: 1 });
    fc.assert(
      fc.property(names, names, (wanted, found) => {
        expect(isSame(listPutBack(only(...wanted), only(...found), only(...found)), only(...wanted))).toBe(
          true,
        );
      }),
    );
  });
});
