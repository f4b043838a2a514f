import path from 'node:path';
import { literalOf, propertiesOf, propertyOf, walk } from './syntax';
import { readTemplate, type Deployed, type Template } from './template';

/** Whether files fit together: what a module is given, what is taken from it, and what is read from other files. */
export async function joinFaults(
  template: Template,
  folder: string,
  exists: (file: string) => boolean,
): Promise<string[]> {
  const faults = await Promise.all(template.modules.map((module) => moduleFaults(template, module, folder)));
  const files = [...walk(template.root)]
    .filter(({ type, text }) => type === 'call_expression' && /^load(Json|Text)Content\('/.test(text))
    .map((node) => literalOf(node.childForFieldName('arguments')?.namedChildren[0]) ?? '');
  const missing = [...files, ...template.imports.map(({ from }) => from)].filter(
    (file) => !exists(path.join(folder, file)),
  );
  return [...faults.flat(), ...missing.map((file) => `${file} does not exist`)];
}

async function moduleFaults(
  template: Template,
  { name, of, body }: Deployed,
  folder: string,
): Promise<string[]> {
  const module = await readTemplate(path.join(folder, of));
  const params = propertyOf(body, 'params');
  const given = (params ? propertiesOf(params) : []).map((property) => property.name ?? '');
  const wanted = module.params.filter(({ value }) => value === undefined).map((param) => param.name);
  const known = module.params.map((param) => param.name);
  const put = module.outputs.map((output) => output.name);
  const taken = [...template.root.text.matchAll(new RegExp(`\\b${name}\\.\\??outputs\\.(\\w+)`, 'g'))];
  /** A parameter that is handed on must be of the very same type on both sides. */
  const typeFault = (param: string, value: string): string[] => {
    const from = template.params.find((one) => one.name === value);
    const to = module.params.find((one) => one.name === param);
    return from && to && from.type !== to.type ? [`${name}: ${param} is ${to.type}, not ${from.type}`] : [];
  };
  return [
    ...(literalOf(propertyOf(body, 'name')) === undefined
      ? [`${name}: the deployment has no plain name`]
      : []),
    ...wanted.filter((param) => !given.includes(param)).map((param) => `${name} is not given ${param}`),
    ...given.filter((param) => !known.includes(param)).map((param) => `${name} takes no ${param}`),
    ...(params ? propertiesOf(params) : []).flatMap(({ name: param, value }) =>
      typeFault(param ?? '', value.text),
    ),
    ...taken
      .map(([, output = '']) => output)
      .filter((output) => !put.includes(output))
      .map((output) => `${name} puts no ${output} out`),
  ];
}
