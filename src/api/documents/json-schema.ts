import { z } from 'zod';
import type { Route } from '../route';
import { titleOf } from '../field-descriptions';

/** A JSON schema as OpenAPI 3.0 has it, which is nearly what Swagger 2.0 has. */
export interface JsonSchema {
  type?: string;
  format?: string;
  title?: string;
  description?: string;
  default?: unknown;
  enum?: unknown[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  [keyword: string]: unknown;
}

/**
 * The schema of something we read (`input`) or answer (`output`), by zod's own account. Fields get the title that a
 * flow's designer shows; of what zod adds, only what a reader needs is kept.
 */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...made } = z.toJSONSchema(schema, {
    target: 'openapi-3.0',
    io,
    override({ jsonSchema }) {
      // We trim and mind no capitals before we look: a client that holds to the pattern would refuse what we take.
      delete jsonSchema.pattern;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      // What we answer may grow; whoever reads it must not stumble over a field that is new.
      if (io === 'output') delete jsonSchema.additionalProperties;
      for (const [field, of] of Object.entries(jsonSchema.properties ?? {}))
        if (typeof of === 'object') of.title ??= titleOf(field);
    },
  });
  return made as JsonSchema;
}

/** The body of a call. Who acts is asked of a machine only: for a person who is signed in it is known. */
export function bodySchemaOf({ body, actor }: Route): JsonSchema | undefined {
  if (body === undefined) return undefined;
  const schema = jsonSchemaOf(body, 'input');
  const { required = [], ...rest } = schema;
  const asked = required.filter((field) => field !== actor);
  return { ...rest, ...(asked.length > 0 && { required: asked }) };
}

/** A parameter of a call: a part of its path, of its query or of its headers. */
export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  description: string;
  required: boolean;
  schema: JsonSchema;
}

export function parametersOf({ params, query, headers }: Route): Parameter[] {
  const places = [
    ['path', params],
    ['query', query],
    ['header', headers],
  ] as const;
  return places.flatMap(([place, schema]) => {
    if (schema === undefined) return [];
    const { properties = {}, required = [] } = jsonSchemaOf(schema, 'input');
    return Object.entries(properties).map(([name, { description = '', ...of }]) => {
      return { name, in: place, description, required: required.includes(name), schema: of };
    });
  });
}
