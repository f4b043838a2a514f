import { randomUUID } from 'node:crypto';

/** What a simulated service answers. */
export interface Answer {
  status: number;
  body?: unknown;
  /** Instead of a body: what is not JSON. */
  text?: string | Buffer;
  headers?: Record<string, string>;
  /** The connection breaks when so many bytes of the body were sent. */
  cutAt?: number;
}

/** An answer, or the sign that it got lost on its way. */
export type Outgoing = Answer | 'lost';

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });
/** Begun, with nothing to show yet but where to look. */
export const accepted = (headers: Record<string, string>): Answer => ({ status: 202, headers });
export const noContent: Answer = { status: 204 };

/** An error as Microsoft Graph words it. https://learn.microsoft.com/graph/errors */
export const graphError = (status: number, code: string, message: string): Answer => ({
  status,
  body: {
    error: {
      code,
      message,
      innerError: { date: new Date().toISOString().slice(0, 19), 'request-id': randomUUID() },
    },
  },
});

export const notFound = (id: string): Answer =>
  graphError(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );

export const badRequest = (message: string): Answer => graphError(400, 'Request_BadRequest', message);

export const forbidden = (message = 'Insufficient privileges to complete the operation.'): Answer =>
  graphError(403, 'Authorization_RequestDenied', message);

/** The same error, whose code is empty: Graph documents that it can be. */
export function withoutCode(answer: Answer): Answer {
  const { error } = answer.body as { error: Record<string, unknown> };
  return { ...answer, body: { error: { ...error, code: '' } } };
}
