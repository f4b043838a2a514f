import { readFileSync } from 'node:fs';
import path from 'node:path';

const APP = path.join(__dirname, '../../../../integrations/servicenow');

/** What the compiler made of the app, as `npm run servicenow:build` wrote it down. */
export interface BuiltApp {
  scope: string;
  properties: Record<string, string>;
  restMessages: Record<
    string,
    {
      headers: Record<string, string>;
      functions: Record<string, { method: string; endpoint: string; variables: string[] }>;
    }
  >;
  resources: { method: string; path: string; roles: string[]; script: string }[];
  scriptIncludes: Record<string, string>;
  scriptActions: Record<string, string>;
  events: string[];
  table: { name: string; columns: string[]; unique: string[] };
  questions: string[];
  sources: Record<string, string>;
}

export const readAppFile = (file: string): string => readFileSync(path.join(APP, file), 'utf8');

export const builtApp = (): BuiltApp => JSON.parse(readAppFile('built.json')) as BuiltApp;

/**
 * The same scripts without the app, as the guide has an administrator paste them into the global scope: properties
 * begin with `gastvrij.`, and columns of a table made by hand begin with `u_`.
 */
export function pastedApp(): BuiltApp {
  const built = builtApp();
  const renamed = (name: string): string => name.replace(built.scope, 'gastvrij');
  const keysRenamed = <T>(record: Record<string, T>): Record<string, T> =>
    Object.fromEntries(Object.entries(record).map(([name, value]) => [renamed(name), value]));
  return {
    ...built,
    scope: 'global',
    properties: keysRenamed(built.properties),
    scriptActions: keysRenamed(built.scriptActions),
    events: built.events.map(renamed),
    table: {
      name: 'u_gastvrij_event',
      columns: built.table.columns.map((column) => `u_${column}`),
      unique: built.table.unique.map((column) => `u_${column}`),
    },
  };
}
