import type { Sentence } from '../../texts/said';
import { say } from '../../texts/say';
import { inWords, MOST_NAMED, sayValue, type Value } from './value';

/** What became of a list that is too long to be read twice. */
export interface ListChange {
  added: string[];
  removed: string[];
  /** How many there are now. */
  count: number;
}

/** Undefined where a value is no such list, or became another kind of list: then both are to be read. */
export function listChangeOf(before: Value | undefined, after: Value | undefined): ListChange | undefined {
  const [was, is] = [listIn(before), listIn(after)];
  if (was === undefined || is === undefined || was.kind !== is.kind) return undefined;
  if (Math.max(was.names.length, is.names.length) <= MOST_NAMED) return undefined;
  const without = (names: string[], others: string[]): string[] => {
    const known = new Set(others.map(lowerCase));
    return names.filter((name) => !known.has(name.toLowerCase()));
  };
  return {
    added: without(is.names, was.names),
    removed: without(was.names, is.names),
    count: is.names.length,
  };
}

/** `+ fabrikam.example, − contoso.example (901 domains)`, or `none → everyone`. */
export const changedInWords = (before: Value | undefined, after: Value | undefined): string =>
  sayChanged(before, after).text;

export function sayChanged(before: Value | undefined, after: Value | undefined): Sentence {
  const change = listChangeOf(before, after);
  if (change === undefined)
    return say('change.values', { before: sayValue(before).said, after: sayValue(after).said });
  const { added, removed, count } = change;
  const of = isOfDomains(after) ? 'domains' : 'entries';
  return say('change.list', { added: shown(added), removed: shown(removed), count, of });
}

const shown = (names: readonly string[]) => ({
  names: names.slice(0, MOST_NAMED),
  more: Math.max(0, names.length - MOST_NAMED),
});

/** What became of a value that moved: both where they can be read, and else what became of the list. */
export const sayMoved = (before: Value | undefined, after: Value | undefined): Sentence =>
  listChangeOf(before, after)
    ? say('moved.list', { change: sayChanged(before, after).said })
    : say('moved.values', { was: sayValue(before).said, is: sayValue(after).said });

function listIn(value: Value | undefined): { kind: string; names: string[] } | undefined {
  if (Array.isArray(value)) return { kind: 'list', names: value.map(inWords) };
  if (typeof value !== 'object' || value === null) return undefined;
  const { kind, domains } = value;
  if (typeof kind !== 'string' || !Array.isArray(domains)) return undefined;
  return { kind, names: domains.map(inWords) };
}

const isOfDomains = (value: Value | undefined): boolean =>
  !Array.isArray(value) || value.every((one) => typeof one === 'string' && one.includes('.'));

const lowerCase = (name: string): string => name.toLowerCase();
