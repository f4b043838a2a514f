import { readFileSync } from 'node:fs';
import { literalOf, parse, walk, type Node } from './syntax';

/** A resource or a module. */
export interface Deployed {
  name: string;
  /** `Microsoft.Web/sites@2024-04-01`, or the path of a module. */
  of: string;
  body: Node;
  node: Node;
  isExisting: boolean;
  isConditional: boolean;
}

interface Declared {
  name: string;
  /** The text of its type, without quotes: `string`, `A | B`. */
  type: string;
  /** The value, or the default of a parameter. */
  value?: Node;
  /** The names of its decorators: `description`, `secure`. */
  decorators: string[];
  node: Node;
}

/** A Bicep file, taken apart. */
export interface Template {
  root: Node;
  params: Declared[];
  vars: Declared[];
  outputs: Declared[];
  types: Declared[];
  resources: Deployed[];
  modules: Deployed[];
  /** Names taken from other files, with the file. */
  imports: { name: string; from: string }[];
}

export const readTemplate = (file: string): Promise<Template> => templateOf(readFileSync(file, 'utf8'));

export async function templateOf(text: string): Promise<Template> {
  const root = await parse(text);
  const statements = root.namedChildren;
  const named = (kind: string): Declared[] =>
    statements.flatMap((node, i) => (node.type === kind ? [declaredOf(node, statements[i - 1])] : []));
  const deployed = (kind: string): Deployed[] =>
    [...walk(root)].filter(({ type }) => type === kind).map(deployedOf);
  return {
    root,
    params: named('parameter_declaration'),
    vars: named('variable_declaration'),
    outputs: named('output_declaration'),
    types: named('type_declaration'),
    resources: deployed('resource_declaration'),
    modules: deployed('module_declaration'),
    imports: statements
      .filter(({ type }) => type === 'import_functionality')
      .flatMap((node) => {
        const from = literalOf(node.namedChildren.at(-1)) ?? '';
        return node.namedChildren.slice(0, -1).map(({ text }) => ({ name: text, from }));
      }),
  };
}

function declaredOf(node: Node, before: Node | undefined): Declared {
  const [name, ...rest] = node.namedChildren;
  const type = rest.find((child) => child.type === 'type');
  const value = rest.find((child) => child !== type);
  return {
    name: name?.text ?? '',
    type: type?.text.replaceAll("'", '') ?? '',
    ...(value && { value }),
    decorators: before?.type === 'decorators' ? decoratorsOf(before) : [],
    node,
  };
}

/** The names of decorators that stand together. */
export const decoratorsOf = (node: Node): string[] =>
  node.namedChildren.map((decorator) => /^@(\w+)/.exec(decorator.text)?.[1] ?? '');

function deployedOf(node: Node): Deployed {
  const [name, of] = node.namedChildren;
  const last = node.namedChildren.at(-1);
  const isConditional = last?.type === 'if_statement';
  const body = last?.type === 'for_statement' ? last.childForFieldName('body') : last;
  return {
    name: name?.text ?? '',
    of: literalOf(of) ?? '',
    body: (isConditional ? last?.namedChildren.at(-1) : body) ?? node,
    node,
    isExisting: node.children.some(({ type }) => type === 'existing'),
    isConditional,
  };
}

/** The named values a parameter may take, or undefined where it may take any. */
export function choicesOf({ params }: Template, name: string): string[] | undefined {
  const type = params
    .find((param) => param.name === name)
    ?.node.namedChildren.find((it) => it.type === 'type');
  if (!type || ![...walk(type)].some((it) => it.type === 'union_type')) return undefined;
  return [...walk(type)]
    .filter((it) => it.type === 'string' || it.type === 'number')
    .map((it) => literalOf(it) ?? it.text);
}
