import { inWords, MOST_NAMED, type Value } from './value';

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
export function changedInWords(before: Value | undefined, after: Value | undefined): string {
  const change = listChangeOf(before, after);
  if (change === undefined) return `${inWords(before)} → ${inWords(after)}`;
  const { added, removed, count } = change;
  const parts = [signed('+', added), signed('−', removed)].filter((part) => part !== '');
  return `${parts.join(', ') || 'the same names'} (${count} ${isOfDomains(after) ? 'domains' : 'entries'})`;
}

/** For a sentence about a value that moved: `itIs` where both values can be read, and else what became of the list. */
export const movedInWords = (
  before: Value | undefined,
  after: Value | undefined,
  itIs: (before: string, after: string) => string,
): string =>
  listChangeOf(before, after)
    ? `it changed: ${changedInWords(before, after)}`
    : itIs(inWords(before), inWords(after));

function signed(sign: string, names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED).map((name) => `${sign} ${name}`);
  const rest = names.length - shown.length;
  return [...shown, ...(rest > 0 ? [`${sign} ${rest} more`] : [])].join(', ');
}

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
