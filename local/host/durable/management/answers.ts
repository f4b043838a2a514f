import type { DurableResponse } from '../../contract';

export const empty = (status: number): DurableResponse => ({ status, headers: { 'content-length': '0' } });

export const json = (
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): DurableResponse => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(body),
});

/** A fault in the form of the real extension, exception type and all. */
export function fault(
  status: number,
  message: string,
  exception?: { message: string; type: string },
): DurableResponse {
  const more = exception && {
    ExceptionMessage: exception.message,
    ExceptionType: exception.type,
    StackTrace: '   at the local host',
  };
  return json(status, { Message: message, ...more });
}

export const badArgument = (message: string): DurableResponse =>
  fault(400, 'One or more of the arguments submitted is incorrect', {
    message,
    type: 'System.ArgumentException',
  });

export const badJson = (message: string): DurableResponse =>
  fault(400, 'Invalid JSON content', { message, type: 'Newtonsoft.Json.JsonReaderException' });

export const wentWrong = (message: string, type: string): DurableResponse =>
  fault(500, 'Something went wrong while processing your request', { message, type });
