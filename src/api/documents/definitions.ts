import type { z } from 'zod';
import type { Route } from '../route';
import { jsonSchemaOf, type JsonSchema } from './json-schema';

/** What several calls answer, defined once in a document and pointed at from everywhere. */
export interface Definitions {
  all: Record<string, JsonSchema>;
  /** Defines a schema under its title, or under a name made from the call that answers it. */
  pointTo(schema: z.ZodType, route: Pick<Route, 'operationId'>): JsonSchema;
}

/**
 * @param place where a document keeps them: `#/definitions`
 * @param finish what the document makes of each; the name is for its complaints
 */
export function createDefinitions(
  place: string,
  finish: (schema: JsonSchema, name: string) => JsonSchema,
): Definitions {
  const all: Definitions['all'] = {};
  return {
    all,
    pointTo(schema, { operationId }) {
      const name = schema.meta()?.title ?? `${operationId}Answer`;
      all[name] ??= finish(jsonSchemaOf(schema, 'output'), name);
      return { $ref: `${place}/${name}` };
    },
  };
}
