import type { Clock } from '../clock/clock';
import type { InFlight } from '../clock/in-flight';

/** A value on its way between host and handler, as the worker protocol has it: exactly one member, or none. */
export interface TypedData {
  string?: string;
  json?: string;
  bytes?: Uint8Array;
  int?: number;
  double?: number;
  http?: unknown;
}

export interface Binding {
  name: string;
  type: string;
  direction: 'in' | 'out';
  [setting: string]: unknown;
}

/** A function as the app registered it. */
export interface RegisteredFunction {
  name: string;
  functionId: string;
  trigger: Binding;
  /** Every other input, the durable client among them. */
  inputs: Binding[];
  bindings: Record<string, Binding>;
  /** Host-level retry of the invocation, as the SDK states it. */
  retryOptions?: unknown;
  callback: (...args: unknown[]) => unknown;
}

export interface Invocation {
  input: TypedData;
  triggerMetadata?: Record<string, TypedData>;
  retryContext?: unknown;
}

export interface InvocationResult {
  returnValue?: TypedData;
  /** What the handler itself returned, before it was serialised. */
  result: unknown;
}

/** Runs a registered function through the SDK's own invocation model; throws what the handler throws. */
export type Invoke = (fn: RegisteredFunction, invocation: Invocation) => Promise<InvocationResult>;

/** Levels as a person reads them in a terminal; the host never logs a key or a body. */
export type Log = (level: 'debug' | 'information' | 'warning' | 'error', message: string) => void;

export interface DurableRequest {
  method: string;
  /** Path below `/runtime/webhooks/durabletask/` or the rpc base, without a leading slash, still encoded. */
  path: string;
  query: URLSearchParams;
  headers: Headers;
  body: Uint8Array;
  /** Where the caller reached us, for the addresses in the answer: `http://localhost:7071`. */
  origin: string;
}

export interface DurableResponse {
  status: number;
  headers: Record<string, string>;
  body?: string;
}

export interface DurableOptions {
  functions: readonly RegisteredFunction[];
  invoke: Invoke;
  clock: Clock;
  /** Counts every turn and activity under way, so that a virtual clock waits for them. */
  inFlight: InFlight;
  /** Connection string of the storage account that holds the task hub. */
  storage: string;
  /** `extensions.durableTask` of host.json, as found; what is not supported is refused at start. */
  settings: Record<string, unknown>;
  /** `http://localhost:7071`: where the host listens. */
  baseUrl: string;
  systemKey: string;
  log: Log;
}

/** The Durable Task extension: state in Table Storage, orchestrations, activities, management API. */
export interface DurableExtension {
  /** The value of every `durableClient` input. */
  clientBinding(): TypedData;
  handle(request: DurableRequest): Promise<DurableResponse>;
  /** Takes up what an earlier process left, and begins to work. */
  start(): Promise<void>;
  /** Lets work under way end, starts nothing new. */
  stop(): Promise<void>;
}
