import { hostFaults, nameFaults, quoteFaults } from './names';
import { formsOf, lineOf, literalOf, propertiesOf, propertyOf, walk, type Node } from './syntax';
import { decoratorsOf, type Template } from './template';

/**
 * What the linter of Bicep would say, as far as it can be told without a compiler.
 * https://learn.microsoft.com/azure/azure-resource-manager/bicep/linter
 */
export const lintFaults = (template: Template): string[] =>
  [
    nameFaults,
    hostFaults,
    quoteFaults,
    commaFaults,
    descriptionFaults,
    secretFaults,
    parentFaults,
    conditionFaults,
    locationFaults,
  ].flatMap((rule) => rule(template));

/** The grammar forgives what the compiler does not: items on one line need commas. */
const commaFaults = ({ root }: Template): string[] =>
  [...walk(root)]
    .filter(({ type }) => type === 'object' || type === 'array')
    .flatMap((list) =>
      list.children
        .filter((child, i) => {
          const next = list.children[i + 1];
          return child.isNamed && next?.isNamed && child.endPosition.row === next.startPosition.row;
        })
        .filter(({ type }) => type !== 'comment' && type !== 'decorators')
        .map((child) => `line ${lineOf(child)}: no comma after ${child.text.slice(0, 40)}`),
    );

/** Whatever somebody sets or reads is explained. */
function descriptionFaults({ params, outputs, types, root }: Template): string[] {
  const undescribed = [...params, ...outputs, ...types]
    .filter(({ decorators }) => !decorators.includes('description'))
    .map(({ name }) => `${name} has no description`);
  const properties = [...walk(root)]
    .filter(({ type }) => type === 'type_declaration')
    .flatMap((declaration) => declaration.namedChildren.filter(({ type }) => type === 'object'))
    .flatMap((object) =>
      object.namedChildren.flatMap((child, i) => {
        if (child.type !== 'object_property') return [];
        const before = object.namedChildren[i - 1];
        const isDescribed = before?.type === 'decorators' && decoratorsOf(before).includes('description');
        return isDescribed ? [] : [`${child.namedChildren[0]?.text ?? ''} has no description`];
      }),
    );
  return [...undescribed, ...properties];
}

/** No secret goes in, none comes out, and no key is asked for. */
function secretFaults({ params, outputs, root }: Template): string[] {
  const open = params
    .filter(({ name }) => /password|pwd|secret|accountkey|acctkey/i.test(name))
    .filter(({ decorators }) => !decorators.includes('secure'))
    .map(({ name }) => `${name} sounds like a secret and is not @secure()`);
  const known = params
    .filter(({ decorators, value }) => decorators.includes('secure') && value !== undefined)
    .map(({ name }) => `${name} is secure and has a default`);
  const out = outputs
    .filter(({ name, node }) => /password/i.test(name) || params.some((param) => isSecureIn(param, node)))
    .map(({ name }) => `${name} puts a secret out`);
  const keys = [...walk(root)]
    .filter(({ type, text }) => type === 'call_expression' && /(^|\.)list\w*\(/.test(text))
    .map((node) => `line ${lineOf(node)}: ${node.text} asks for a key`);
  return [...open, ...known, ...out, ...keys];
}

const isSecureIn = ({ name, decorators }: Template['params'][number], node: Node): boolean =>
  decorators.includes('secure') &&
  [...walk(node)].some(({ type, text }) => type === 'identifier' && text === name);

/** A child says who its parent is; order follows from references. */
const parentFaults = ({ resources, modules }: Template): string[] =>
  [...resources, ...modules].flatMap(({ name, of, body }) => {
    const isChild = /^Microsoft\.(?!Graph)\w+(\/\w+){2,}@/.test(of);
    return [
      ...(isChild && !propertyOf(body, 'parent') ? [`${name} names no parent`] : []),
      ...(propertyOf(body, 'dependsOn') ? [`${name} needs no dependsOn`] : []),
    ];
  });

/** What is deployed only sometimes may be null: it is reached for with `.?`. */
function conditionFaults({ resources, modules, root }: Template): string[] {
  const sometimes = [...resources, ...modules].filter(({ isConditional }) => isConditional);
  return [...walk(root)]
    .filter(({ type }) => type === 'member_expression')
    .filter((node) => sometimes.some(({ name }) => node.childForFieldName('object')?.text === name))
    .filter((node) => node.children.some(({ type }) => type === '.'))
    .map((node) => `line ${lineOf(node)}: ${node.text} may be null`);
}

/** Where something stands is handed in, or `global`. */
const locationFaults = ({ resources }: Template): string[] =>
  resources.flatMap(({ name, body }) => {
    const location = propertiesOf(body).find((property) => property.name === 'location')?.value;
    const places = location ? formsOf(location).map(literalOf) : [];
    return places
      .filter((place) => place !== undefined && place !== 'global')
      .map((place) => `${name} stands in ${place ?? ''}, whatever was asked for`);
  });
