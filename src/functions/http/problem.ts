import type { HttpResponseInit, InvocationContext } from '@azure/functions';
import type { Violation } from '../../domain/input/violation';
import type { Services } from '../../composition/services';
import { UnreadableRecord } from '../../store/tables/unreadable-rows';
import { logUnreadable } from './log-unreadable-rows';

/** A problem document (RFC 9457) on its way out. */
export interface Problem {
  status: number;
  /** The last part of the problem's type: `invalid-request`. */
  type: string;
  title: string;
  detail?: string;
  violations?: Violation[];
  /** Further members, such as the id of the run that is in the way. */
  more?: Record<string, unknown>;
}

export function problem({ status, type, title, detail, violations, more }: Problem): HttpResponseInit {
  const document = { type: `urn:gastvrij:problem:${type}`, title, status, detail, violations, ...more };
  return {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
    body: JSON.stringify(document),
  };
}

/** Runs a handler; what it throws is logged, and told to the caller without its inside. */
export async function answering(
  { adviseRetry, now, unreadable }: Pick<Services, 'adviseRetry' | 'now' | 'unreadable'>,
  context: InvocationContext,
  handle: () => Promise<HttpResponseInit>,
): Promise<HttpResponseInit> {
  try {
    return await handle();
  } catch (error) {
    if (error instanceof RejectedCall) return problem(error.problem);
    if (error instanceof UnreadableRecord) return problem(UNREADABLE);
    const advice = adviseRetry(error);
    if (advice) return comeBack(context, advice, now());
    context.error(`${context.functionName} failed (invocation ${context.invocationId})`, error);
    return problem({
      status: 500,
      type: 'internal-error',
      title: 'Something went wrong here.',
      detail: `Nothing that was accepted before is lost. Tell your operator invocation ${context.invocationId}.`,
    });
  } finally {
    logUnreadable({ unreadable }, context);
  }
}

/** It stays so until somebody fixes the row: neither sending again nor another request helps. Which row, the log says. */
const UNREADABLE = {
  status: 409,
  type: 'record-unreadable',
  title: 'A record that this needs is there, but cannot be read.',
  detail:
    'Nothing was changed. Tell your operator: the log names the table and the row (recordUnreadable); the row must be restored or removed by hand.',
};

/** What we lean on is away for a moment: the caller may send the same again. */
function comeBack(
  context: InvocationContext,
  { retryAt, reason }: { retryAt: string; reason: string },
  now: Date,
): HttpResponseInit {
  context.warn(`${context.functionName} puts a caller off: ${reason}`);
  const seconds = Math.max(1, Math.ceil((Date.parse(retryAt) - now.getTime()) / 1000));
  const answer = problem({
    status: 503,
    type: 'try-again',
    title: 'Not possible at the moment; please send it again.',
  });
  return { ...answer, headers: { ...answer.headers, 'retry-after': String(seconds) } };
}

/** Thrown on the way from a request to its input; it never leaves this folder. */
export class RejectedCall extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title);
  }
}
