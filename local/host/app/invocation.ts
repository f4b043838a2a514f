import { randomUUID } from 'node:crypto';
import type {
  Binding,
  Invocation,
  InvocationResult,
  Invoke,
  Log,
  RegisteredFunction,
  TypedData,
} from '../contract';
import type { InFlight } from '../../clock/in-flight';
import type { Hook, InvocationModel, Registrations } from './core-module';

/** The value of an input that is not the trigger: the durable client. */
export type InputValue = (binding: Binding) => TypedData;

/**
 * Runs functions in the order the platform's worker does: arguments, hooks before, handler, hooks after, response.
 * https://github.com/Azure/azure-functions-nodejs-worker, `InvocationHandler`
 */
export function createInvoke(
  registrations: Registrations,
  inputValue: InputValue,
  inFlight: InFlight,
  log: Log,
): Invoke {
  return (fn, invocation) =>
    inFlight.during(() => run(registrations, fn, coreContextOf(fn, invocation, inputValue, log)));
}

async function run(
  registrations: Registrations,
  fn: RegisteredFunction,
  coreContext: object,
): Promise<InvocationResult> {
  const model = registrations.model?.getInvocationModel(coreContext);
  if (model === undefined) throw new Error('The app registered no programming model.');
  const { context, inputs: given } = await model.getArguments();
  const hookData = {};
  const before = { hookData, invocationContext: context, functionCallback: fn.callback, inputs: given };
  await callHooks(registrations.hooks.preInvocation, before);

  const { functionCallback, inputs } = before;
  const after = {
    hookData,
    invocationContext: context,
    inputs,
    result: null as unknown,
    error: null as unknown,
  };
  try {
    after.result = await model.invokeFunction(context, inputs, functionCallback);
  } catch (error) {
    after.error = error;
  }
  await callHooks(registrations.hooks.postInvocation, after);
  // Only what is nothing at all counts as no error: `throw undefined` is a success on the platform too.
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- the app's own error goes on as it is, whatever it is
  if (after.error !== null && after.error !== undefined) throw after.error;
  return respond(model, context, after.result);
}

async function respond(model: InvocationModel, context: unknown, result: unknown): Promise<InvocationResult> {
  const response = await model.getResponse(context, result);
  return {
    result,
    ...(response.returnValue !== undefined && { returnValue: response.returnValue as TypedData }),
  };
}

async function callHooks(hooks: readonly Hook[], context: Record<string, unknown>): Promise<void> {
  for (const hook of hooks) await hook(context);
}

function coreContextOf(
  fn: RegisteredFunction,
  invocation: Invocation,
  inputValue: InputValue,
  log: Log,
): object {
  const invocationId = randomUUID();
  const inputs = fn.inputs.map((binding) => ({ name: binding.name, data: inputValue(binding) }));
  return {
    invocationId,
    metadata: {
      name: fn.name,
      functionId: fn.functionId,
      bindings: fn.bindings,
      retryOptions: fn.retryOptions,
    },
    state: undefined,
    log: (level: string, _category: string, message: string) => {
      const shown =
        level === 'error' || level === 'critical' ? 'error' : level === 'warning' ? 'warning' : 'debug';
      log(shown, `[${fn.name}] ${message}`);
    },
    request: {
      invocationId,
      functionId: fn.functionId,
      inputData: [{ name: fn.trigger.name, data: invocation.input }, ...inputs],
      triggerMetadata: invocation.triggerMetadata ?? {},
      traceContext: { traceParent: '', traceState: '', attributes: {} },
      retryContext: invocation.retryContext ?? null,
    },
  };
}
