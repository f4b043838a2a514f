import type { RegisteredFunction } from '../contract';
import { parseTemplate, type Match } from './route-template';

export interface Route {
  fn: RegisteredFunction;
  /** The template with the prefix: `api/things/{id}`. */
  template: string;
  methods: string[];
  match: Match;
}

/** Routes, and what is wrong with the functions that got none. */
export interface Routes {
  routes: Route[];
  /** Faults of single functions, by name: the others run. */
  faults: Map<string, string>;
  /** A template that does not parse stops the whole host. */
  fatal?: string;
}

const LEVELS = ['anonymous', 'function', 'admin', 'user', 'system'];
const VALID_NAME = /^[a-z][a-z0-9_-]{0,127}$/i;

/** The order in which functions are tried: by name, upper-cased, compared by character. The first match wins. */
const byName = (a: RegisteredFunction, b: RegisteredFunction): number => {
  const [left, right] = [a.name.toUpperCase(), b.name.toUpperCase()];
  return left < right ? -1 : left > right ? 1 : 0;
};

export function buildRoutes(functions: readonly RegisteredFunction[], prefix: string): Routes {
  const built: Routes = { routes: [], faults: new Map() };
  for (const fn of [...functions].sort(byName)) {
    const fault = nameFault(fn.name);
    if (fault !== undefined) built.faults.set(fn.name, fault);
    else if (/^httptrigger$/i.test(fn.trigger.type)) addRoute(built, fn, prefix);
  }
  return built;
}

function nameFault(name: string): string | undefined {
  if (name.toLowerCase() === 'host') return `"${name}" is a reserved name.`;
  return VALID_NAME.test(name) ? undefined : `'${name}' is not a valid function name.`;
}

function addRoute(built: Routes, fn: RegisteredFunction, prefix: string): void {
  const { route, authLevel, methods } = fn.trigger as {
    route?: string;
    authLevel?: string;
    methods?: string[];
  };
  const own = route ?? fn.name;
  if (/^(admin|runtime)/i.test(own))
    return void built.faults.set(fn.name, 'The specified route conflicts with one or more built in routes.');
  if (authLevel !== undefined && !LEVELS.includes(authLevel.toLowerCase()))
    return void built.faults.set(fn.name, `"${authLevel}" is not an authorization level.`);

  const template = [prefix, own].filter((part) => part !== '').join('/');
  const upper = (methods ?? ['GET', 'POST']).map((method) => method.toUpperCase());
  const twin = built.routes.find(
    (other) =>
      other.template.toLowerCase() === template.toLowerCase() &&
      other.methods.some((method) => upper.includes(method)),
  );
  if (twin)
    return void built.faults.set(
      fn.name,
      `The route specified conflicts with the route defined by function '${twin.fn.name}'.`,
    );
  try {
    built.routes.push({ fn, template, methods: upper, match: parseTemplate(template) });
  } catch (error) {
    built.fatal ??= `Function '${fn.name}': the route "${template}" is no route template: ${error instanceof Error ? error.message : String(error)}.`;
  }
}

/** The first route whose template and method fit. `path` is decoded and has no leading slash. */
export function findRoute(
  { routes }: Routes,
  method: string,
  path: string,
): { route: Route; params: Record<string, string> } | undefined {
  for (const route of routes) {
    if (!route.methods.includes(method.toUpperCase())) continue;
    const params = route.match(path);
    if (params) return { route, params };
  }
  return undefined;
}
