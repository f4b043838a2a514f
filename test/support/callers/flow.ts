import { readFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.join(__dirname, '../../../../integrations/power-automate');

export const readConnectorFile = (file: string): Buffer => readFileSync(path.join(FOLDER, file));
export const readConnectorJson = <T>(file: string): T =>
  JSON.parse(readConnectorFile(file).toString('utf8')) as T;

export interface Action {
  type: string;
  runAfter: Record<string, string[]>;
  inputs: {
    method?: string;
    uri?: string;
    body?: unknown;
    from?: string;
    select?: string;
    host?: { apiId: string; operationId: string };
    parameters?: Record<string, unknown>;
  } & Record<string, unknown>;
  actions?: Record<string, Action>;
  else?: { actions: Record<string, Action> };
}

/** A flow in Microsoft's workflow definition language, as the code view shows it. */
export interface Flow {
  triggers: Record<string, { conditions?: { expression: string }[]; inputs: { schema: Schema } }>;
  actions: Record<string, Action>;
}

/** As far as a field can be looked up in it. */
export interface Schema {
  $ref?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  required?: string[];
  enum?: unknown[];
}

/** Every action, also those inside conditions, by its name. */
export function actionsOf(actions: Record<string, Action>): [name: string, action: Action][] {
  return Object.entries(actions).flatMap(([name, action]) => [
    [name, action],
    ...actionsOf(action.actions ?? {}),
    ...actionsOf(action.else?.actions ?? {}),
  ]);
}

/** What a flow reads: `body('Gastvrij')?['verdict']?['advice']` as where from, and the way down. */
export interface Reading {
  /** The name of an action; none for the trigger. */
  action: string | undefined;
  way: string[];
}

export function readingsIn(part: unknown): Reading[] {
  const text = JSON.stringify(part);
  return [...text.matchAll(/(?:triggerBody\(\)|body\('(\w+)'\))((?:\?\['\w+'\])+)/g)].map(
    ([, action, way = '']) => ({ action, way: [...way.matchAll(/\w+/g)].map(([field]) => field) }),
  );
}

/** The fields of one of a list, as `item()?['title']` reads them. */
export const fieldsOfItemIn = (text: string): string[] =>
  [...text.matchAll(/item\(\)\?\['(\w+)'\]/g)].map(([, field]) => field ?? '');

/** The schema of what a way leads to; undefined where it leads nowhere. */
export function leadsTo(
  schema: Schema | undefined,
  way: readonly string[],
  definitions: Record<string, Schema>,
): Schema | undefined {
  const { $ref } = schema ?? {};
  const here = $ref ? definitions[$ref.slice($ref.lastIndexOf('/') + 1)] : schema;
  const [field, ...rest] = way;
  return field === undefined ? here : leadsTo(here?.properties?.[field], rest, definitions);
}
