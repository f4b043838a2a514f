import type { EnablementStatus } from '../../src/enablement/status';
import type { Step } from '../../src/enablement/step';
import { UsageFault } from './arguments';

/** Speaks to the app as any caller does: over HTTP, with a key for people and the address it was handed for the rest. */
export interface EnablementClient {
  request(payload: unknown): Promise<EnablementStatus>;
  status(id: string): Promise<EnablementStatus>;
  steps(id: string): Promise<Step[]>;
  /** Agrees to a plan, as a second person. */
  approve(id: string, planHash: string, by: string): Promise<void>;
}

export function enablementClient(api: string, key: string): EnablementClient {
  const headers = { 'x-functions-key': key, 'content-type': 'application/json' };
  const get = async <T>(path: string): Promise<T> =>
    (await (await fetch(`${api}${path}`, { headers })).json()) as T;
  return {
    async request(payload) {
      const answer = await fetch(`${api}/enablements`, {
        method: 'POST',
        headers,
        body: JSON.stringify(payload),
      });
      const body = (await answer.json()) as EnablementStatus & Problem;
      if (answer.status === 202) return body;
      const violations = (body.violations ?? [])
        .map(({ pointer, message }) => `${pointer} ${message}`)
        .join('; ');
      throw new UsageFault(
        `The request was refused (${answer.status}): ${body.title}${violations === '' ? '' : ` ${violations}`}`,
      );
    },
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
  title: string;
  violations?: { pointer: string; message: string }[];
}
