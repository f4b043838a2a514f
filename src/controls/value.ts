import { z } from 'zod';
import { comparableDomain } from '../enablement/domain-name';

/** What a setting holds: plain JSON, as Microsoft stores it or as our model of it. */
export type Value = string | number | boolean | null | Value[] | { [name: string]: Value };
export type Values = Record<string, Value>;

/** Any value, as it comes from a service. */
export const valueSchema = z.json().transform((value): Value => value);
export const valuesSchema = z.record(z.string(), valueSchema);

/** Whether two values mean the same: lists are sets, and a domain is the same in any capitals, in Unicode and in ASCII. */
export function isSame(a: Value | undefined, b: Value | undefined): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: Value | undefined): string {
  if (Array.isArray(value)) return `[${[...setOf(value)].sort().join()}]`;
  if (typeof value === 'object' && value !== null) {
    const parts = Object.keys(value).sort();
    return `{${parts.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join()}}`;
  }
  return value === undefined ? 'undefined' : JSON.stringify(value);
}

/** The same text for each spelling of one element of a list: lists of thousands are compared by it, not pair by pair. */
export const canonicalItem = (item: Value): string =>
  typeof item === 'string' ? JSON.stringify(comparableDomain(item)) : canonical(item);

/** The elements of a list, to be asked for one by one: a list of thousands is not gone through for each of them. */
export const setOf = (list: readonly Value[]): ReadonlySet<string> => new Set(list.map(canonicalItem));

const RULES_IN_WORDS: Readonly<Record<string, string>> = {
  allowAll: 'all domains',
  allowThese: 'only',
  blockThese: 'all domains but',
  allowNobody: 'no domain',
};

/** A value as people read it. */
export function inWords(value: Value | undefined): string {
  if (value === undefined || value === null) return 'not set';
  if (Array.isArray(value)) return listInWords(value);
  if (typeof value !== 'object') return String(value);
  const { kind, domains } = value;
  const rule = typeof kind === 'string' ? RULES_IN_WORDS[kind] : undefined;
  if (rule !== undefined) return domains === undefined ? rule : `${rule} ${inWords(domains)}`;
  return cut(JSON.stringify(value));
}

/** A list is read as far as a person reads one; the whole of it is in the evidence. */
export const MOST_NAMED = 10;
const FIRST_FEW = 3;
const LONGEST = 500;

function listInWords(list: readonly Value[]): string {
  if (list.length === 0) return 'an empty list';
  if (list.length <= MOST_NAMED) return list.map(inWords).join(', ');
  return `${list.slice(0, FIRST_FEW).map(inWords).join(', ')}, … (${list.length} in all)`;
}

const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);
