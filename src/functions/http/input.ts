import type { HttpRequest } from '@azure/functions';
import type { z } from 'zod';
import type { Caller } from '../../access/caller';
import type { Input, Route } from '../../api/route';
import { isSamePerson } from '../../domain/enablement/four-eyes';
import { textViolations } from '../../domain/input/plain-text';
import { violationsOf, type Violation } from '../../domain/input/violation';
import { parseJson } from './json-body';
import { RejectedCall } from './problem';

/** Parses a body further than its schema can, and names everything that is wrong with it, at once. */
export type ParseBody = (
  body: unknown,
  caller: Caller,
) => Promise<{ kind: 'accepted'; request: unknown } | { kind: 'rejected'; violations: Violation[] }>;

type Parsed = { value: unknown; violations: Violation[] };

/**
 * Everything a handler needs of a request, in the shape its route gives it.
 * @throws RejectedCall as `parseJson` does, 403 for a person who acts in another's name, and 422 with every violation
 */
export async function inputOf<R extends Route>(
  route: R,
  request: HttpRequest,
  bytes: Uint8Array,
  caller: Caller,
  parseBody?: ParseBody,
): Promise<Input<R>> {
  const { params, query, headers, body, isBodyOptional, actor } = route;
  const given = body && asActor(caller, actor, parseJson(request, bytes, isBodyOptional));
  const parts = {
    params: parse(params, request.params, '#path'),
    query: parse(query, Object.fromEntries(request.query), '#query'),
    headers: parse(headers, headersFor(headers, request), '#header'),
    body: body && parseBody ? await parsedBy(parseBody, given, caller) : parse(body, given, ''),
  };
  const texts = [
    ...textViolations(given),
    ...textViolations(Object.fromEntries(request.query)).map(inPlace('#query')),
  ];
  const ofSchemas = Object.values(parts).flatMap((part) => part.violations);
  const known = new Set(ofSchemas.map(({ pointer }) => pointer));
  const violations = [...ofSchemas, ...texts.filter(({ pointer }) => !known.has(pointer))];
  if (violations.length > 0) throw new RejectedCall(mistakes(violations));
  return Object.fromEntries(Object.entries(parts).map(([name, { value }]) => [name, value])) as Input<R> &
    object;
}

function parse(schema: z.ZodObject | undefined, value: unknown, place: string): Parsed {
  if (schema === undefined) return { value: {}, violations: [] };
  const parsed = schema.safeParse(value);
  if (parsed.success) return { value: parsed.data, violations: [] };
  return { value: undefined, violations: violationsOf(parsed.error).map(inPlace(place)) };
}

const inPlace =
  (place: string) =>
  ({ pointer, message }: Violation): Violation => ({ pointer: `${place}${pointer}`, message });

async function parsedBy(parseBody: ParseBody, body: unknown, caller: Caller): Promise<Parsed> {
  const parsed = await parseBody(body, caller);
  return parsed.kind === 'accepted'
    ? { value: parsed.request, violations: [] }
    : { value: undefined, violations: parsed.violations };
}

/** The headers a route knows, by the names it gives them; others are none of its business. */
function headersFor(schema: z.ZodObject | undefined, request: HttpRequest): Record<string, string> {
  const names = Object.keys(schema?.shape ?? {});
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = request.headers.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}

/**
 * Puts the name of a person who is signed in where the body says who acts. Another name there is refused rather than
 * passed over: the records would name somebody the sender did not mean.
 */
function asActor(caller: Caller, actor: Route['actor'], body: unknown): unknown {
  if (actor === undefined || caller.kind !== 'person' || typeof body !== 'object' || body === null)
    return body;
  const claimed = (body as Record<string, unknown>)[actor];
  const isSelf =
    claimed === undefined ||
    (typeof claimed === 'string' &&
      [caller.name, ...caller.alsoKnownAs].some((name) => isSamePerson(name, claimed)));
  if (isSelf) return { ...body, [actor]: caller.name };
  throw new RejectedCall({
    status: 403,
    type: 'another-name',
    title: `You are signed in as ${caller.name} and cannot act in another name.`,
    violations: [{ pointer: `/${actor}`, message: 'must be your own name, or be left out' }],
  });
}

/** The problem that names every violation. */
export function mistakes(violations: Violation[]) {
  const number = violations.length === 1 ? 'a mistake' : `${violations.length} mistakes`;
  return { status: 422, type: 'invalid-request', title: `The request has ${number}.`, violations };
}
