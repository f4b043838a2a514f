import { lineOf, literalOf, walk, type Node } from './syntax';
import type { Template } from './template';

/** The functions of Bicep that we use. Another one is added here after a look at its page in Microsoft's reference. */
const FUNCTIONS = [
  ...['cidrSubnet', 'concat', 'empty', 'environment', 'filter', 'guid', 'items', 'loadJsonContent'],
  ...[
    'loadTextContent',
    'map',
    'replace',
    'resourceGroup',
    'split',
    'string',
    'subscriptionResourceId',
    'tenant',
  ],
  ...['toLower', 'toObject', 'union', 'uniqueString'],
  ...['description', 'export', 'maxLength', 'maxValue', 'minLength', 'minValue', 'secure'],
];

/** Names used that are declared nowhere, and names declared that are used nowhere. */
export function nameFaults(template: Template): string[] {
  const declared = new Map(declarationsOf(template));
  const used = uses(template.root);
  const unknown = used
    .filter(({ text }) => !declared.has(text) && !FUNCTIONS.includes(text))
    .map((node) => `line ${lineOf(node)}: ${node.text} is declared nowhere`);
  const texts = new Set(used.map(({ text }) => text));
  const idle = [...declared]
    .filter(([name, node]) => node !== undefined && !texts.has(name))
    .map(([name]) => `${name} is declared and never used`);
  return [...unknown, ...idle];
}

/** Every name with a value, and where it stands; without a place where it may stay unused. */
function declarationsOf(template: Template): [string, Node | undefined][] {
  const { params, vars, types, imports, resources, modules, root } = template;
  const isExported = (decorators: string[]): boolean => decorators.includes('export');
  return [
    ...[...params, ...vars, ...types].map(({ name, node, decorators }): [string, Node | undefined] => [
      name,
      isExported(decorators) ? undefined : node,
    ]),
    ...imports.map(({ name }): [string, Node] => [name, root]),
    ...[...resources, ...modules].map(({ name, node, isExisting }): [string, Node | undefined] => [
      name,
      isExisting ? node : undefined,
    ]),
    ...[...walk(root)].flatMap((node) =>
      localsOf(node).map((name): [string, undefined] => [name, undefined]),
    ),
  ];
}

/** What a loop or a lambda calls its items. */
function localsOf(node: Node): string[] {
  if (node.type === 'lambda_expression') return namesIn(node.namedChildren[0]);
  if (node.type === 'for_loop_parameters') return node.namedChildren.map(({ text }) => text);
  if (node.type !== 'for_statement') return [];
  return namesIn(node.childForFieldName('initializer') ?? undefined);
}

const namesIn = (node: Node | undefined): string[] =>
  node === undefined
    ? []
    : node.type === 'identifier'
      ? [node.text]
      : node.namedChildren.map(({ text }) => text);

/** Identifiers that mean something: not the name of a declaration or of a property. */
function uses(root: Node): Node[] {
  return [...walk(root)].filter((node) => {
    if (node.type !== 'identifier') return false;
    const parent = node.parent;
    if (parent === null) return true;
    const isFirst = parent.namedChildren[0]?.id === node.id;
    if (/_declaration$/.test(parent.type) || parent.type === 'object_property') return !isFirst;
    if (parent.type === 'import_functionality') return false;
    if (parent.type === 'for_statement') return parent.childForFieldName('initializer')?.id !== node.id;
    return parent.type !== 'lambda_expression' || !isFirst;
  });
}

/** Addresses of one cloud that `environment()` knows for every cloud; the list of Microsoft's linter. */
const CLOUD_HOSTS =
  /\b(api\.loganalytics\.io|azuredatalake(store|analytics)\.net|core\.windows\.net|database\.windows\.net|datalake\.azure\.net|gallery\.azure\.com|graph\.windows\.net|login\.microsoftonline\.com|management\.azure\.com|asazure\.windows\.net|trafficmanager\.net|vault\.azure\.net)\b/;

export const hostFaults = ({ root }: Template): string[] =>
  [...walk(root)]
    .filter(({ type, text }) => type === 'string_content' && CLOUD_HOSTS.test(text))
    .map((node) => `line ${lineOf(node)}: ${node.text} holds in one cloud only`);

/** Strings that are nothing but one interpolation, and property names in needless quotes. */
export const quoteFaults = ({ root }: Template): string[] =>
  [...walk(root)].flatMap((node) => {
    if (node.type !== 'string') return [];
    const parts = node.namedChildren;
    if (parts.length === 1 && parts[0]?.type === 'interpolation')
      return node.parent?.type === 'object_property' && node.parent.namedChildren[0]?.id === node.id
        ? []
        : [`line ${lineOf(node)}: ${node.text} needs no interpolation`];
    const isName = node.parent?.type === 'object_property' && node.parent.namedChildren[0]?.id === node.id;
    return isName && /^[A-Za-z_]\w*$/.test(literalOf(node) ?? '')
      ? [`line ${lineOf(node)}: ${node.text} needs no quotes`]
      : [];
  });
