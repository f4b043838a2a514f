import { randomUUID } from 'node:crypto';

/** The HTTP action of a flow, as its settings show it. */
export interface HttpAction {
  method: string;
  uri: string;
  headers: Record<string, string>;
  body?: unknown;
  /** Milliseconds; `limit.timeout`, thirty days when left out. */
  timeout?: number;
}

/** Where the action runs: its time is handed in. */
export interface FlowEngine {
  now: () => number;
  wait: (milliseconds: number) => Promise<void>;
}

export interface ActionResult {
  status: 'Succeeded' | 'Failed' | 'Cancelled';
  /** As the run history shows it: `OK`, `ActionTimedOut`, `NotFound` … */
  code: string;
  outputs?: { statusCode: number; headers: Record<string, string>; body: unknown };
  polls: number;
}

/** Not sent, without a word. https://learn.microsoft.com/azure/connectors/connectors-native-http */
const STRIPPED = [
  /^accept-/,
  /^allow$/,
  /^content-(?!type$|encoding$|disposition$)/,
  /^cookie$/,
  /^expires$/,
  /^host$/,
  /^last-modified$/,
  /^origin$/,
  /^set-cookie$/,
  /^transfer-encoding$/,
];
const SECOND = 1000;
const DAY = 86_400_000;
/** The default policy of a premium flow: eight times, each pause twice the one before. */
const RETRY = { count: 8, first: 7 * SECOND };
/** Between two polls, where the answer names no pause. */
const USUAL_PAUSE = 20 * SECOND;
/** The longest `uri` of an action. */
const LONGEST_ADDRESS = 2048;

class Ended extends Error {
  constructor(readonly result: Omit<ActionResult, 'polls'>) {
    super(result.code);
  }
}

/**
 * The HTTP action of Power Automate and Logic Apps with its default settings: the asynchronous pattern is on, redirects
 * are not followed, and 408, 429 and 5xx are tried again. Where sources differ it does the less friendly thing: a poll
 * carries none of the headers of the first call.
 * https://learn.microsoft.com/azure/logic-apps/logic-apps-create-api-app#async-pattern
 */
export async function runHttpAction(action: HttpAction, engine: FlowEngine): Promise<ActionResult> {
  const end = engine.now() + (action.timeout ?? 30 * DAY);
  const run = { 'x-ms-workflow-run-id': randomUUID(), 'x-ms-client-tracking-id': randomUUID() };
  let polls = 0;

  async function pause(milliseconds: number): Promise<void> {
    await engine.wait(Math.min(milliseconds, end - engine.now()));
    if (engine.now() >= end) throw new Ended({ status: 'Cancelled', code: 'ActionTimedOut' });
  }

  async function send(url: string, init: RequestInit): Promise<Response> {
    for (let tries = 0; ; tries++) {
      const answer = await fetch(url, { ...init, redirect: 'manual' }).catch(() => undefined);
      const isPassing = answer === undefined || [408, 429].includes(answer.status) || answer.status >= 500;
      if (!isPassing) return answer;
      if (tries === RETRY.count) {
        if (answer) return answer;
        throw new Ended({ status: 'Failed', code: 'BadGateway' });
      }
      await answer?.arrayBuffer();
      await pause(Math.max(RETRY.first * 2 ** tries, pauseOf(answer) ?? 0));
    }
  }

  try {
    const asked = Object.entries(action.headers).map(([name, value]) => [name.toLowerCase(), value] as const);
    const headers = asked.filter(([name]) => !STRIPPED.some((pattern) => pattern.test(name)));
    let answer = await send(action.uri, {
      method: action.method,
      headers: { ...Object.fromEntries(headers), ...run },
      ...(action.body !== undefined && { body: JSON.stringify(action.body) }),
    });
    let location = action.uri;
    while (answer.status === 202) {
      location = answer.headers.get('location') ?? (polls > 0 ? location : '');
      await answer.arrayBuffer();
      if (!/^https?:\/\//.test(location) || location.length > LONGEST_ADDRESS)
        throw new Ended({ status: 'Failed', code: 'InvalidLocation' });
      await pause(pauseOf(answer) ?? USUAL_PAUSE);
      answer = await send(location, { method: 'GET', headers: run });
      polls++;
    }
    return { ...(await resultOf(answer)), polls };
  } catch (error) {
    if (error instanceof Ended) return { ...error.result, polls };
    throw error;
  }
}

/** Milliseconds of `Retry-After`, which may be seconds only. */
function pauseOf(answer: Response | undefined): number | undefined {
  const seconds = Number(answer?.headers.get('retry-after') ?? NaN);
  return Number.isFinite(seconds) ? seconds * SECOND : undefined;
}

async function resultOf(answer: Response): Promise<Omit<ActionResult, 'polls'>> {
  const text = await answer.text();
  const isJson = /^application\/([\w.-]+\+)?json/.test(answer.headers.get('content-type') ?? '');
  const body: unknown = isJson ? JSON.parse(text) : text;
  const outputs = { statusCode: answer.status, headers: Object.fromEntries(answer.headers), body };
  return { status: answer.ok ? 'Succeeded' : 'Failed', code: answer.statusText, outputs };
}
