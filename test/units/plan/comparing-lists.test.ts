import { lets, lettingIn, ruleOf } from '../../../src/controls/values/domain-rule';
import { byDomains, byEntries } from '../../../src/controls/values/compare-values';
import { isSame } from '../../../src/controls/values/value';
import { comparableDomain } from '../../../src/controls/values/domain-name';
import { listPutBack } from '../../../src/domain/plan/undo-list-change';

/** Names as Microsoft stores them: as somebody typed them. */
const SPELLED: [how: string, prefix: string][] = [
  ['in lower case', 'partner'],
  ['with capitals', 'Partner'],
  ['in Unicode', 'bücher'],
];
const names = (prefix: string): string[] => Array.from({ length: 4_000 }, (_, n) => `${prefix}-${n}.example`);
const only = (domains: string[]) => ({ kind: 'allowThese', domains });
const allBut = (domains: string[]) => ({ kind: 'blockThese', domains });

const secondsOf = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000_000;
};

/**
 * How much more a comparison costs than spelling each name of both lists alike once, on the same machine: by sets some
 * ten times as much; pair by pair, for two lists of 4,000, a thousand times and more.
 */
const MOST = 150;

describe.each(SPELLED)('two lists of 4,000 names %s', (_, prefix) => {
  const [list, other] = [names(prefix), names(prefix).reverse()];
  const COMPARED: [what: string, compare: () => unknown, answer: unknown][] = [
    ['allowed names', () => byDomains(only(list), only(other), {}, {}), 'benign'],
    ['blocked names', () => byDomains(allBut(list), allBut(other), {}, {}), 'benign'],
    ['entries', () => byEntries(list, other, {}, {}), 'benign'],
    ['values', () => isSame(list, other), true],
    ['a list to be put back', () => listPutBack(only(list), only(other), only(list)), only(list)],
    ['a list with more let in', () => lettingIn(ruleOf(only(list)), other), only(list)],
    ['a list with fewer blocked', () => lettingIn(ruleOf(allBut(list)), other), { kind: 'allowAll' }],
  ];

  it.each(COMPARED)('are compared at once, not pair by pair, as %s', (_what, compare, answer) => {
    let found: unknown;
    const once = secondsOf(() => [...list, ...other].map(comparableDomain));
    expect(secondsOf(() => void (found = compare())) / once).toBeLessThan(MOST);
    expect(found).toEqual(answer);
  });
});

describe('a blocked domain', () => {
  it('takes along what is below it, at any depth and in any spelling, and nothing that only ends like it', () => {
    const rule = ruleOf(allBut(['Bücher.example', 'contoso.example']));
    const isIn = (domain: string) => lets(rule, domain, true);
    expect(isIn('a.b.xn--bcher-kva.example')).toBe(false);
    expect(isIn('EU.Contoso.example')).toBe(false);
    expect(isIn('notcontoso.example')).toBe(true);
    expect(isIn('example')).toBe(true);
    expect(lets(rule, 'eu.contoso.example')).toBe(true);
  });
});
