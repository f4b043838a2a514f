import { allowing, blocking, ruleOf } from '../../controls/values/domain-rule';
import { canonicalItem, setOf, type Value } from '../../controls/values/value';

/**
 * A list that grew or shrank again after it was found to be wrong, with nothing undone but what was found: what was
 * added goes, what was missing comes, and what came or went since stays as it is. Undefined where it is no list, or
 * another kind of list by now.
 */
export function listPutBack(expected: Value, found: Value, now: Value): Value | undefined {
  const [wanted, seen, stands] = [namesIn(expected), namesIn(found), namesIn(now)];
  if (wanted === undefined || seen === undefined || stands === undefined) return undefined;
  if (wanted.kind !== seen.kind || seen.kind !== stands.kind) return undefined;
  const lacks = (names: readonly Value[]) => {
    const known = setOf(names);
    return (name: Value): boolean => !known.has(canonicalItem(name));
  };
  const added = seen.names.filter(lacks(wanted.names));
  const missing = wanted.names.filter(lacks(seen.names));
  const kept = stands.names.filter(lacks(added));
  const names = [...kept, ...missing.filter(lacks(kept))];
  // Without a name a list is another rule, and nobody asked for that one.
  return names.length > 0 ? stands.holding(names) : undefined;
}

interface Names {
  kind: string;
  names: readonly Value[];
  holding: (names: Value[]) => Value;
}

function namesIn(value: Value): Names | undefined {
  if (Array.isArray(value)) return { kind: 'list', names: value, holding: (names) => names };
  if (typeof value !== 'object' || value === null || typeof value['kind'] !== 'string') return undefined;
  const rule = ruleOf(value);
  if (rule.kind !== 'allowThese' && rule.kind !== 'blockThese') return undefined;
  const { kind, domains } = rule;
  const make = kind === 'allowThese' ? allowing : blocking;
  return { kind, names: domains, holding: (names) => make(names.map(String)) };
}
