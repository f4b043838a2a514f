import type { Explanation } from '../../src/enablement/explanation';
import type { EnablementStatus } from '../../src/enablement/status';
import type { Step } from '../../src/enablement/step';
import { UsageFault } from './arguments';

/** Speaks to the app as any caller does: over HTTP, with a key for people and the address it was handed for the rest. */
export interface EnablementClient {
  request(payload: unknown): Promise<EnablementStatus>;
  status(id: string): Promise<EnablementStatus>;
  steps(id: string): Promise<Step[]>;
  /** Asks why a guest cannot get in. */
  explain(question: unknown): Promise<Explanation>;
  /** Agrees to a plan, as a second person. */
  approve(id: string, planHash: string, by: string): Promise<void>;
}

export function enablementClient(api: string, key: string): EnablementClient {
  const headers = { 'x-functions-key': key, 'content-type': 'application/json' };
  const get = async <T>(path: string): Promise<T> =>
    (await (await fetch(`${api}${path}`, { headers })).json()) as T;
  /** Sends a document, and answers the one that comes back with the status expected. */
  async function send<T>(path: string, document: unknown, expected: number): Promise<T> {
    const body = JSON.stringify(document);
    const answer = await fetch(`${api}${path}`, { method: 'POST', headers, body }).catch(() => {
      throw new UsageFault(`Nothing answers at ${api}.`);
    });
    const problem = (await answer.json().catch(() => ({}))) as T & Problem;
    if (answer.status === expected) return problem;
    const violations = (problem.violations ?? []).map(({ pointer, message }) => ` ${pointer} ${message}`);
    const { title = 'no reason is given' } = problem;
    throw new UsageFault(`The request was refused (${answer.status}): ${title}${violations.join(';')}`);
  }

  return {
    request: (payload) => send('/enablements', payload, 202),
    explain: (question) => send('/explanations', question, 200),
    async approve(id, planHash, by) {
      const body = JSON.stringify({ decision: 'approve', by, planHash });
      const answer = await fetch(`${api}/enablements/${id}/decision`, { method: 'POST', headers, body });
      if (answer.status !== 202) throw new Error(`The decision was refused (${answer.status}).`);
    },
    status: (id) => get(`/enablements/${id}`),
    steps: async (id) => (await get<{ steps: Step[] }>(`/enablements/${id}/steps`)).steps,
  };
}

interface Problem {
  title?: string;
  violations?: { pointer: string; message: string }[];
}
