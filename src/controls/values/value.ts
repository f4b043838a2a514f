import { z } from 'zod';
import type { Sentence } from '../../texts/said';
import { say, verbatim } from '../../texts/say';
import { comparableDomain } from './domain-name';

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

/** A value as people read it, in English. */
export const inWords = (value: Value | undefined): string => sayValue(value).text;

/** A value as people read it, in any language. */
export function sayValue(value: Value | undefined): Sentence {
  if (value === undefined || value === null) return say('value.notSet');
  if (Array.isArray(value)) return sayList(value);
  if (typeof value !== 'object') return verbatim(String(value));
  const { kind, domains } = value;
  if (kind === 'allowAll' || kind === 'allowNobody') return say(`value.${kind}`);
  if (kind === 'allowThese' || kind === 'blockThese')
    return say(`value.${kind}`, { domains: sayValue(domains).said });
  return verbatim(cut(JSON.stringify(value)));
}

/** A list is read as far as a person reads one; the whole of it is in the evidence. */
export const MOST_NAMED = 10;
const FIRST_FEW = 3;
const LONGEST = 500;

function sayList(list: readonly Value[]): Sentence {
  if (list.length === 0) return say('value.emptyList');
  const said = (some: readonly Value[]) => some.map((one) => sayValue(one).said);
  if (list.length <= MOST_NAMED) return say('value.list', { of: said(list) });
  return say('value.longList', { first: said(list.slice(0, FIRST_FEW)), count: list.length });
}

const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);
