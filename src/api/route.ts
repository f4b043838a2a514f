import type { z } from 'zod';
import type { Role } from '../access/caller';

/** Where every call of the interface lives; pages have the rest of the address space. */
export const BASE = '/api';
/** Of the interface: it changes with what callers see, and with nothing else. */
export const VERSION = '1.0.0';

/** `tokenHolder`: whoever has the address with its token (decision 0005). `anyone`: it says nothing worth hiding. */
type Access = readonly Role[] | 'tokenHolder' | 'anyone';

/** What a call is about: by it callers are kept to the tenants they may work on (`tenant-boundary.ts`). */
export type About =
  /** The run `{id}`. */
  | 'run'
  /** The tenant `{id}`. */
  | 'tenantInPath'
  /** `?tenant=`, or `tenantId` of the body; the home tenant where neither names one. */
  | 'tenant'
  /** The same; all tenants where neither names one. */
  | 'tenantOrEvery'
  /** The finding `{id}`, which begins with its tenant. */
  | 'finding'
  | 'everyTenant'
  /** The handler shows what is of tenants the caller may see, and no more. */
  | 'whatTheCallerMaySee'
  /** It names neither, or whoever has the address may. */
  | 'nothing';

/** What a call answers where all goes well. */
export interface Answer {
  description: string;
  /** The JSON it carries; without it, nothing. */
  schema?: z.ZodType;
  /** Media types it comes in besides JSON, for whoever sends `Accept`. */
  also?: readonly string[];
  headers?: readonly ('Location' | 'Retry-After')[];
  /** What whoever follows `Location` has in the end. */
  endsIn?: z.ZodType;
}

/** How Power Platform shows a call. https://learn.microsoft.com/connectors/custom-connectors/openapi-extensions */
interface ConnectorHints {
  visibility?: 'important' | 'advanced' | 'internal';
  /** Makes the call a trigger of flows: one that subscribes (`single`) or one that is polled (`batch`). */
  trigger?: {
    kind: 'single' | 'batch';
    hint: string;
    /** What a subscription is told; belongs to `single`. */
    notification?: { description: string; schema: z.ZodType };
  };
}

/** A line of the route table: from it come the handler's input, who may call, and every published document. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/api`: `/enablements/{id}`. */
  path: `/${string}`;
  /** Verb and noun, in PascalCase; never changed once published. */
  operationId: string;
  /** At most 80 characters, without a full stop. */
  summary: string;
  description: string;
  access: Access;
  about: About;
  /** Which of the two budgets of a caller it is paid from; neither where that would cost more than it saves, or stops a run. */
  budget?: 'requests' | 'reads';
  params?: z.ZodObject;
  query?: z.ZodObject;
  headers?: z.ZodObject;
  body?: z.ZodObject;
  /** Whether the body may be left out. */
  isBodyOptional?: boolean;
  /** The field of the body that names who acts: filled in for a person who is signed in. */
  actor?: 'by' | 'requestedBy';
  answers: Readonly<Record<number, Answer>>;
  /** Problem documents a caller must expect besides those that any call may answer. */
  problems?: Readonly<Record<number, string>>;
  /** What is told later, at an address that a field of the body names. */
  tells?: { field: string; description: string; schema: z.ZodType };
  /** Left out where the call is nothing for a maker of flows. */
  connector?: ConnectorHints;
}

type Parsed<S> = S extends z.ZodType ? z.output<S> : Record<string, never>;

/** What a handler gets: everything parsed, nothing to look up. */
export interface Input<R extends Route> {
  params: Parsed<R['params']>;
  query: Parsed<R['query']>;
  headers: Parsed<R['headers']>;
  body: Parsed<R['body']>;
}

/** Keeps the exact shape of an entry, so that its handler's input is typed by it. */
export const route = <const R extends Route>(entry: R): R => entry;

/** The name of the function that serves a route: the host tries functions in the order of their names. */
export const functionNameOf = ({ operationId }: Route): string =>
  operationId.charAt(0).toLowerCase() + operationId.slice(1);
