import { changedInWords } from '../../../src/controls/values/list-change';
import { inWords, type Value } from '../../../src/controls/values/value';

const names = (count: number, prefix = 'partner'): string[] =>
  Array.from({ length: count }, (_, n) => `${prefix}${n}.example`);
const only = (domains: string[]): Value => ({ kind: 'allowThese', domains });

describe('the words of a change', () => {
  const CHANGES: [what: string, before: Value, after: Value, words: string][] = [
    ['a switch', false, true, 'false → true'],
    ['a short list', ['a.example'], ['a.example', 'b.example'], 'a.example → a.example, b.example'],
    [
      'a long list, by its difference',
      only(names(900)),
      only([...names(900), 'fabrikam.example']),
      '+ fabrikam.example (901 domains)',
    ],
    [
      'a long list that loses and gains',
      only(['old.example', ...names(20)]),
      only([...names(20), 'New.example']),
      '+ New.example, − old.example (21 domains)',
    ],
    ['a list that is spelled otherwise', names(11), names(11, 'PARTNER'), 'the same names (11 domains)'],
    [
      'a long list of no domains',
      [],
      Array<Value>(11).fill('x'),
      /^\+ x, .*\+ x, \+ 1 more \(11 entries\)$/.source,
    ],
    [
      'a list of another kind',
      { kind: 'allowAll' },
      only(names(901)),
      'all domains → only partner0.example, partner1.example, partner2.example, … (901 in all)',
    ],
  ];
  it.each(CHANGES)('tell %s', (_, before, after, words) => {
    if (words.startsWith('^')) expect(changedInWords(before, after)).toMatch(new RegExp(words));
    else expect(changedInWords(before, after)).toBe(words);
  });

  it('are short, however long the lists', () => {
    const long = (prefix: string) => only(names(4_000, prefix).map((name) => name.padStart(253, 'x')));
    expect(changedInWords(long('a'), long('b')).length).toBeLessThan(6_000);
    expect(inWords({ raw: 'x'.repeat(100_000) }).length).toBeLessThan(600);
  });
});
