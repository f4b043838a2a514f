import type { JsonSchema } from './json-schema';

/** Every keyword of a schema that Swagger 2.0 and the designers of Power Platform both know. */
const KNOWN = new Set([
  ...['type', 'format', 'description', 'default', 'enum', 'properties', 'required', 'items'],
  ...['minimum', 'maximum', 'minLength', 'maxLength', 'pattern', 'minItems', 'maxItems'],
  'additionalProperties',
]);

/**
 * The same schema, with titles as `x-ms-summary`.
 * @throws Error naming the place of a union, a null, a constant or anything else that Swagger 2.0 cannot say
 */
export function checkedForSwagger(schema: JsonSchema, place: string): JsonSchema {
  const checked: JsonSchema = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === 'title') checked['x-ms-summary'] = value;
    else if (keyword === 'type' && (typeof value !== 'string' || value === 'null'))
      throw new Error(`${place}: Swagger 2.0 cannot say type ${JSON.stringify(value)}.`);
    else if (keyword === 'additionalProperties' && typeof value !== 'boolean')
      throw new Error(`${place}: Power Platform cannot show a map of any names.`);
    else if (KNOWN.has(keyword) || keyword.startsWith('x-ms-')) checked[keyword] = value;
    else throw new Error(`${place}: Swagger 2.0 cannot say "${keyword}".`);
  }
  if (schema.properties)
    checked.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([field, of]) => [
        field,
        checkedForSwagger(of, `${place}/${field}`),
      ]),
    );
  if (schema.items) checked.items = checkedForSwagger(schema.items, `${place}[]`);
  return checked;
}
