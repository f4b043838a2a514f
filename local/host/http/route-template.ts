import { constraintOf, type Constraint } from './route-constraints';

interface Parameter {
  name: string;
  isOptional: boolean;
  isCatchAll: boolean;
  fallback?: string;
  constraints: Constraint[];
}

type Part = { literal: string } | { parameter: Parameter };
type Segment = Part[];

/** The route parameters a path has under a template, or undefined when the template does not match. */
export type Match = (path: string) => Record<string, string> | undefined;

/**
 * Parses a route template as ASP.NET routing does: `{a}`, `{a?}`, `{a=default}`, `{*rest}`, `{a:int:min(1)}`.
 * @throws Error saying what is wrong with it
 */
export function parseTemplate(template: string): Match {
  if (/^[/~]/.test(template)) throw new Error('a template must not begin with "/" or "~"');
  const segments = template === '' ? [] : template.split(/\/(?![^{]*\})/).map(parseSegment);
  checkNames(segments);
  segments.forEach((segment, index) => {
    const isCatchAll = segment.some((part) => 'parameter' in part && part.parameter.isCatchAll);
    if (isCatchAll && (segment.length > 1 || index < segments.length - 1))
      throw new Error('a catch-all parameter must be the last segment');
  });
  return (path) => matchPath(segments, path);
}

function checkNames(segments: readonly Segment[]): void {
  const names = segments
    .flat()
    .flatMap((part) => ('parameter' in part ? [part.parameter.name.toLowerCase()] : []));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`the parameter "${twice}" appears twice`);
}

function parseSegment(text: string): Segment {
  if (text === '') throw new Error('a template must not have an empty segment');
  const parts: Segment = [];
  let literal = '';
  for (let at = 0; at < text.length; at++) {
    const [here, next] = [text[at] ?? '', text[at + 1]];
    if ((here === '{' || here === '}') && next === here) {
      literal += here;
      at++;
    } else if (here === '}') throw new Error('a "}" has no "{" before it');
    else if (here !== '{') literal += here;
    else {
      const end = endOfParameter(text, at + 1);
      if (literal !== '') parts.push({ literal: checkLiteral(literal) });
      else if (parts.length > 0) throw new Error('two parameters need something between them');
      literal = '';
      parts.push({ parameter: parseParameter(text.slice(at + 1, end)) });
      at = end;
    }
  }
  if (literal !== '') parts.push({ literal: checkLiteral(literal) });
  return parts;
}

function checkLiteral(literal: string): string {
  if (literal.includes('?')) throw new Error('a literal must not hold a "?"');
  return literal;
}

/** The closing brace of a parameter; doubled braces inside, as in `regex(a{{2}})`, are text. */
function endOfParameter(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '{' && text[at + 1] === '{') at++;
    else if (text[at] === '}' && text[at + 1] === '}' && text.indexOf('}', at + 2) !== -1) at++;
    else if (text[at] === '}') return at;
    else if (text[at] === '{') break;
  }
  throw new Error('a "{" is never closed');
}

function parseParameter(text: string): Parameter {
  const [, stars = '', name = '', rest = ''] = /^(\**)([^:=?*{}/]*)(.*)$/s.exec(text) ?? [];
  if (name === '') throw new Error('a parameter needs a name');
  if (stars.length > 2) throw new Error(`"${text}" is not a parameter`);
  const isOptional = rest.endsWith('?');
  const body = isOptional ? rest.slice(0, -1) : rest;
  const [, before = '', fallback] = /^((?:[^=(]|\([^)]*\))*)(?:=(.*))?$/s.exec(body) ?? [];
  const constraints = splitConstraints(before).map((one) =>
    constraintOf(one.replaceAll('{{', '{').replaceAll('}}', '}')),
  );
  if (isOptional && fallback !== undefined) throw new Error('an optional parameter cannot have a default');
  return {
    name,
    isOptional,
    isCatchAll: stars !== '',
    constraints,
    ...(fallback !== undefined && { fallback }),
  };
}

/** `:int:regex(a:b)` has two constraints: a colon inside parentheses separates nothing. */
function splitConstraints(text: string): string[] {
  if (text === '') return [];
  if (!text.startsWith(':')) throw new Error(`"${text}" is no constraint`);
  return text.slice(1).match(/(?:[^:(]|\((?:[^()]|\([^()]*\))*\))+/g) ?? [''];
}

function matchPath(segments: readonly Segment[], path: string): Record<string, string> | undefined {
  const values: Record<string, string> = {};
  const set = ({ name, constraints }: Parameter, value: string): boolean => {
    if (!constraints.every((fits) => fits(value))) return false;
    values[name] = value;
    return true;
  };
  const last = segments.at(-1)?.[0];
  const catchAll = last && 'parameter' in last && last.parameter.isCatchAll ? last.parameter : undefined;
  const fixed = catchAll ? segments.slice(0, -1) : segments;
  const given = path === '' ? [] : path.split('/');
  // One trailing slash means nothing, except to a catch-all, which keeps it.
  if (given.at(-1) === '' && (!catchAll || given.length <= fixed.length + 1)) given.pop();
  if (!catchAll && given.length > fixed.length) return undefined;
  for (const [index, segment] of fixed.entries()) {
    if (!matchSegment(segment, given[index], set)) return undefined;
  }
  if (catchAll) {
    const rest = given.slice(fixed.length).join('/');
    if (rest !== '' && !set(catchAll, rest)) return undefined;
    if (rest === '' && catchAll.fallback !== undefined) values[catchAll.name] = catchAll.fallback;
  }
  return values;
}

function matchSegment(
  segment: Segment,
  text: string | undefined,
  set: (parameter: Parameter, value: string) => boolean,
): boolean {
  const [only] = segment;
  if (segment.length === 1 && only && 'parameter' in only) {
    const { parameter } = only;
    if (text !== undefined && text !== '') return set(parameter, text);
    if (text === '') return false;
    return parameter.fallback !== undefined ? set(parameter, parameter.fallback) : parameter.isOptional;
  }
  if (text === undefined) return false;
  const parameters = segment.flatMap((part) => ('parameter' in part ? [part.parameter] : []));
  const pattern = segment.map((part) => ('literal' in part ? escape(part.literal) : '(.+)')).join('');
  const found = new RegExp(`^${pattern}$`, 'i').exec(text);
  return found !== null && parameters.every((parameter, index) => set(parameter, found[index + 1] ?? ''));
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
