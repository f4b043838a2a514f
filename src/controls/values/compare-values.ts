import { letsIn, ruleOf, type DomainRule } from './domain-rule';
import { canonicalItem, isSame, setOf, type Value, type Values } from './value';

/** Which way a switch was moved; `benign`: another spelling of the same. */
export type Direction = 'loosened' | 'tightened' | 'benign';

/**
 * Says which way lies from one value of a property to another; undefined where nobody here knows one of them.
 * @param stood what the control showed with the first value, `stands` with the second: a value may mean "as the default"
 */
export type Compare = (before: Value, after: Value, stood: Values, stands: Values) => Direction | undefined;

/** A scale from closed to open; values of one step mean the same, and capitals mean nothing. */
export function along(...steps: readonly (Value | readonly Value[])[]): Compare {
  const placeOf = (value: Value): number =>
    steps.findIndex((step) => (isList(step) ? step : [step]).some((one) => isSame([one], [value])));
  return (before, after) => {
    const [from, to] = [placeOf(before), placeOf(after)];
    return from < 0 || to < 0 ? undefined : towards(to - from);
  };
}

const isList = (step: Value | readonly Value[]): step is readonly Value[] => Array.isArray(step);

const towards = (steps: number): Direction => (steps === 0 ? 'benign' : steps > 0 ? 'loosened' : 'tightened');

/** Nobody set it: by Microsoft's defaults that is on. */
const SWITCH = along(false, [true, null]);
/** A switch that closes something while it is on. */
export const LOCK = along([true], [false, null]);

/** How a property of a control lies between closed and open: a plain switch, where the control says nothing. */
export const compareOf = (
  { compare = {} }: { compare?: Readonly<Record<string, Compare>> },
  property: string,
): Compare => compare[property] ?? compare[property.split(':')[0] ?? ''] ?? SWITCH;

/** A list of exceptions from a blocking setting: whatever is new in it is let in. */
export const byEntries: Compare = (before, after) => {
  if (!Array.isArray(before) || !Array.isArray(after)) return undefined;
  const known = setOf(before);
  const isNew = after.some((one) => !known.has(canonicalItem(one)));
  return isNew ? 'loosened' : isSame(before, after) ? 'benign' : 'tightened';
};

/** A list of things that close: the other way round. */
export const byLocks: Compare = (before, after, ...context) => turned(byEntries(before, after, ...context));

const turned = (direction: Direction | undefined): Direction | undefined =>
  direction === 'loosened' ? 'tightened' : direction === 'tightened' ? 'loosened' : direction;

export const byDomains: Compare = (before, after) => compareRules(ruleOf(before), ruleOf(after));

/** Whoever is let in by the second rule and not by the first makes it looser, whomever else it shuts out. */
export function compareRules(before: DomainRule, after: DomainRule): Direction {
  if (isWider(before, after)) return 'loosened';
  return isWider(after, before) ? 'tightened' : 'benign';
}

/** Whether the second rule lets in somebody whom the first does not. */
function isWider(first: DomainRule, second: DomainRule): boolean {
  switch (second.kind) {
    case 'allowNobody':
      return false;
    case 'allowThese': {
      const isLetIn = letsIn(first);
      return second.domains.some((name) => !isLetIn(name));
    }
    case 'blockThese':
    case 'allowAll': {
      // Both let in names without number: only a list of blocked ones can stand against another.
      if (first.kind === 'allowThese' || first.kind === 'allowNobody') return true;
      const blocked = first.kind === 'blockThese' ? first.domains : [];
      return blocked.some(letsIn(second));
    }
  }
}
