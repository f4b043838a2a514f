import { readFileSync } from 'node:fs';
import { Language, Parser, type Node } from 'web-tree-sitter';

export type { Node };

let parser: Promise<Parser> | undefined;

async function makeParser(): Promise<Parser> {
  await Parser.init();
  const made = new Parser();
  const grammar = readFileSync(require.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm'));
  made.setLanguage(await Language.load(grammar));
  return made;
}

/** The grammar is older than extensions: their line is blanked, so that positions stay. */
const withoutExtension = (text: string): string =>
  text.replace(/^extension \w+$/m, (line) => ' '.repeat(line.length));

/**
 * The syntax tree of a Bicep file.
 * @throws where it does not parse, naming the line
 */
export async function parse(text: string): Promise<Node> {
  parser ??= makeParser();
  const tree = (await parser).parse(withoutExtension(text));
  if (tree === null) throw new Error('The parser gave up.');
  const broken = [...walk(tree.rootNode)].find((node) => node.isError || node.isMissing);
  if (broken) throw new Error(`Line ${lineOf(broken)} cannot be parsed: ${broken.text.slice(0, 60)}`);
  return tree.rootNode;
}

/** A node and everything below it. */
export function* walk(node: Node): Generator<Node> {
  yield node;
  for (const child of node.children) yield* walk(child);
}

export const lineOf = (node: Node): number => node.startPosition.row + 1;

/** What a string says, or undefined where it is put together when deployed. */
export function literalOf(node: Node | undefined): string | undefined {
  if (node?.type !== 'string') return undefined;
  if (node.namedChildren.some(({ type }) => type === 'interpolation')) return undefined;
  return node.namedChildren.map(({ text }) => text).join('');
}

export interface Property {
  /** Undefined where the name is put together when deployed. */
  name: string | undefined;
  value: Node;
  node: Node;
}

/** The properties of an object, without the resources declared inside it. */
export const propertiesOf = (object: Node): Property[] =>
  object.namedChildren
    .filter(({ type }) => type === 'object_property')
    .flatMap((node) => {
      const [name, value] = node.namedChildren;
      if (name === undefined || value === undefined) return [];
      return [{ name: name.type === 'string' ? literalOf(name) : name.text, value, node }];
    });

export const propertyOf = (object: Node, name: string): Node | undefined =>
  propertiesOf(object).find((property) => property.name === name)?.value;

/** What an expression can come to, as far as its form says: both sides of a choice, the inside of brackets. */
export function formsOf(node: Node): Node[] {
  if (node.type === 'parenthesized_expression') return node.namedChildren.flatMap(formsOf);
  if (node.type !== 'ternary_expression') return [node];
  return [node.childForFieldName('consequence'), node.childForFieldName('alternative')].flatMap((side) =>
    side ? formsOf(side) : [],
  );
}
