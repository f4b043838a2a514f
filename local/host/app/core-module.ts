import Module from 'node:module';
import type { Binding, Log, RegisteredFunction } from '../contract';

/** The programming model of `@azure/functions`, as far as the host talks to it. */
export interface ProgrammingModel {
  name: string;
  version: string;
  getInvocationModel(context: unknown): InvocationModel;
  getCapabilities?(
    capabilities: Record<string, string>,
  ): Record<string, string> | Promise<Record<string, string>>;
}

export interface InvocationModel {
  getArguments(): Promise<{ context: unknown; inputs: unknown[] }> | { context: unknown; inputs: unknown[] };
  invokeFunction(context: unknown, inputs: unknown[], handler: unknown): Promise<unknown>;
  getResponse(
    context: unknown,
    result: unknown,
  ): Promise<{ returnValue?: unknown }> | { returnValue?: unknown };
}

const HOOKS = ['appStart', 'appTerminate', 'preInvocation', 'postInvocation', 'log'] as const;
type HookName = (typeof HOOKS)[number];
export type Hook = (context: Record<string, unknown>) => unknown;

/** What an app registered while it was loaded. */
export interface Registrations {
  functions: RegisteredFunction[];
  hooks: Record<HookName, Hook[]>;
  model?: ProgrammingModel;
  /** From here on a registration is an error. */
  isLocked: boolean;
  /** Names registered twice: the app is then as if it had no functions. */
  faults: string[];
}

interface Metadata {
  name: string;
  functionId?: string;
  bindings: Record<string, Omit<Binding, 'name'> & { name?: string }>;
  retryOptions?: unknown;
}

/**
 * Supplies `@azure/functions-core`, the module by which the SDK finds its host: no package of that name exists, the
 * platform's worker answers the `require`. Must be in place before the app is loaded; the SDK asks only once.
 */
export function installCoreModule(log: Log): Registrations {
  const registrations: Registrations = {
    functions: [],
    hooks: { appStart: [], appTerminate: [], preInvocation: [], postInvocation: [], log: [] },
    isLocked: false,
    faults: [],
  };
  const core = coreApi(registrations, log);
  const require = Module.prototype.require;
  Module.prototype.require = function (this: NodeJS.Module, id: string): unknown {
    return id === '@azure/functions-core' ? core : (require.call(this, id) as unknown);
  } as NodeJS.Require;
  return registrations;
}

/** A thing that can be taken back once. The SDK hands these to the app. */
class Disposable {
  #takeBack: (() => void) | undefined;
  constructor(takeBack: () => void) {
    this.#takeBack = takeBack;
  }
  static from(...parts: { dispose: () => void }[]): Disposable {
    return new Disposable(() => parts.forEach((part) => part.dispose()));
  }
  dispose(): void {
    this.#takeBack?.();
    this.#takeBack = undefined;
  }
}

function coreApi(registrations: Registrations, log: Log) {
  return {
    version: '3.9.0',
    hostVersion: '4.1037.0',
    Disposable,
    setProgrammingModel(model: ProgrammingModel) {
      registrations.model = model;
    },
    getProgrammingModel: () => registrations.model,
    registerFunction(metadata: Metadata, callback: RegisteredFunction['callback']) {
      if (registrations.isLocked) throw new Error('A function can only be registered during app startup.');
      const fn = describeFunction(metadata, callback);
      if (registrations.functions.some(({ name }) => name === fn.name)) {
        registrations.faults.push(`a function with the name "${fn.name}" is registered twice`);
      }
      registrations.functions.push(fn);
      return new Disposable(() => {
        if (registrations.isLocked) throw new Error('A function can only be disposed during app startup.');
        registrations.functions.splice(registrations.functions.indexOf(fn), 1);
      });
    },
    registerHook(name: HookName, hook: Hook) {
      if (!HOOKS.includes(name)) throw new RangeError(`Unrecognized hook "${String(name)}"`);
      const hooks = registrations.hooks[name];
      hooks.push(hook);
      return new Disposable(() => hooks.splice(hooks.indexOf(hook), 1));
    },
    log(level: string, _category: string, message: string) {
      const known = {
        trace: 'debug',
        debug: 'debug',
        warning: 'warning',
        error: 'error',
        critical: 'error',
      } as const;
      log(known[level as keyof typeof known] ?? 'information', `[app] ${message}`);
    },
  };
}

function describeFunction(metadata: Metadata, callback: RegisteredFunction['callback']): RegisteredFunction {
  const entries = Object.entries(metadata.bindings).map(
    ([name, binding]) => ({ ...binding, name }) as Binding,
  );
  const trigger = entries.find(({ type }) => /trigger$/i.test(type));
  if (trigger === undefined) throw new Error(`Function "${metadata.name}" has no trigger.`);
  return {
    name: metadata.name,
    functionId: metadata.functionId ?? metadata.name,
    trigger,
    inputs: entries.filter((binding) => binding !== trigger && binding.direction === 'in'),
    bindings: metadata.bindings as Record<string, Binding>,
    ...(metadata.retryOptions !== undefined &&
      metadata.retryOptions !== null && { retryOptions: metadata.retryOptions }),
    callback,
  };
}
