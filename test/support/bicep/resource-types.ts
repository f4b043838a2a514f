import { readFileSync } from 'node:fs';
import { formsOf, lineOf, literalOf, propertiesOf, propertyOf, type Node } from './syntax';
import { choicesOf, type Deployed, type Template } from './template';

/**
 * What a value may look like: the text of a type (`string`, `int`, `bool`, `any`, `'A' | 'B'`), a list of one shape, or
 * properties by name. A name that ends in `!` is required, `*` is any other name, `when name = 'x'` chooses by a value.
 */
type Shape = string | [Shape] | { [name: string]: Shape };
export type ResourceTypes = Record<string, Shape>;

export const readResourceTypes = (file: string): ResourceTypes =>
  JSON.parse(readFileSync(file, 'utf8')) as ResourceTypes;

/** What every resource may say beside its own properties. */
const EVERYWHERE = ['parent', 'scope', 'dependsOn'];

/** Everything about the resources of a template that stands against Microsoft's types, in words. */
export const typeFaults = (template: Template, types: ResourceTypes): string[] =>
  template.resources
    .filter(({ isExisting }) => !isExisting)
    .flatMap((resource) => {
      const shape = types[resource.of];
      if (shape === undefined) return [unknownType(resource, types)];
      const fitting = chosenBy(shape, resource.body);
      const properties = propertiesOf(resource.body).filter(({ name }) => !EVERYWHERE.includes(name ?? ''));
      return objectFaults(resource.body, properties, fitting, resource.of, template);
    });

function unknownType({ of, node }: Deployed, types: ResourceTypes): string {
  const [name] = of.split('@');
  const known = Object.keys(types).find((type) => type.startsWith(`${name}@`));
  const advice = known ? `; the version we hold facts of is ${known}` : '';
  return `line ${lineOf(node)}: ${of} is not a type we know${advice}`;
}

/** Where the shape depends on a property that is written down, the branch that is meant. */
function chosenBy(shape: Shape, body: Node): Shape {
  if (typeof shape === 'string' || Array.isArray(shape)) return shape;
  const branches = Object.entries(shape).filter(([name]) => name.startsWith('when '));
  if (branches.length === 0) return shape;
  const [, property = ''] = /^when (\S+) =/.exec(branches[0]?.[0] ?? '') ?? [];
  const value = literalOf(propertyOf(body, property));
  return branches.find(([name]) => name === `when ${property} = '${value}'`)?.[1] ?? 'nothing we know';
}

function faultsOf(node: Node, shape: Shape, path: string, template: Template): string[] {
  return formsOf(node).flatMap((form) => {
    const at = `line ${lineOf(form)}: ${path}`;
    if (shape === 'any' || form.type === 'null') return [];
    if (form.type === 'object') {
      if (typeof shape === 'string' || Array.isArray(shape))
        return [`${at} is an object, not ${inWords(shape)}`];
      return objectFaults(form, propertiesOf(form), shape, path, template);
    }
    if (form.type === 'array' || form.type === 'for_statement') {
      if (!Array.isArray(shape)) return [`${at} is a list, not ${inWords(shape)}`];
      const body = form.childForFieldName('body');
      const items = form.type === 'array' ? form.namedChildren : body ? [body] : [];
      return items.flatMap((item) => faultsOf(item, shape[0], `${path}[]`, template));
    }
    return leafFaults(form, shape, at, template);
  });
}

function objectFaults(
  node: Node,
  properties: ReturnType<typeof propertiesOf>,
  shape: Shape,
  path: string,
  template: Template,
): string[] {
  if (typeof shape === 'string' || Array.isArray(shape))
    return [`${path} is an object, not ${inWords(shape)}`];
  const names = properties.map(({ name }) => name);
  const missing = Object.keys(shape)
    .filter((name) => name.endsWith('!') && !names.includes(name.slice(0, -1)))
    .map((name) => `line ${lineOf(node)}: ${path} lacks ${name.slice(0, -1)}`);
  return [
    ...missing,
    ...properties.flatMap(({ name = '*', value, node: property }) => {
      const inner = shape[name] ?? shape[`${name}!`] ?? shape['*'];
      if (inner === undefined) return [`line ${lineOf(property)}: ${path} has no property ${name}`];
      return faultsOf(value, inner, `${path}.${name}`, template);
    }),
  ];
}

const KINDS: Readonly<Record<string, string>> = { string: 'string', number: 'int', boolean: 'bool' };

function leafFaults(node: Node, shape: Shape, at: string, template: Template): string[] {
  const choices = node.type === 'identifier' ? choicesOf(template, node.text) : undefined;
  const kind = KINDS[node.type];
  if (kind === undefined && choices === undefined) return [];
  if (typeof shape !== 'string') return [`${at} is no ${inWords(shape)}`];
  const allowed = [...shape.matchAll(/'([^']*)'/g)].map(([, value]) => value);
  if (allowed.length === 0) {
    return kind === undefined || kind === shape ? [] : [`${at} is ${kind}, not ${shape}`];
  }
  const literal = literalOf(node);
  const values = choices ?? (literal === undefined ? [] : [literal]);
  return values
    .filter((value) => !allowed.includes(value))
    .map((value) => `${at} cannot be '${value}', only ${shape}`);
}

const inWords = (shape: Shape): string =>
  typeof shape === 'string' ? shape : Array.isArray(shape) ? 'a list' : 'an object';
