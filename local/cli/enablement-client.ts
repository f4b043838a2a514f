import type { Explanation } from '../../src/domain/diagnosis/explanation';
import type { EnablementStatus } from '../../src/domain/enablement/status';
import type { Step } from '../../src/domain/enablement/step';
import { setTimeout } from 'node:timers/promises';
import type { CleanupReport } from '../../src/api/answers/cleanup';
import type { ReadinessAnswer } from '../../src/api/answers/readiness';
import type { TenantAnswer } from '../../src/api/answers/tenant';
import { UsageFault } from './command-line';

/** Speaks to the app as any caller does: over HTTP, with a key for people and the address it was handed for the rest. */
export interface EnablementClient {
  request(payload: unknown): Promise<EnablementStatus>;
  status(id: string): Promise<EnablementStatus>;
  steps(id: string): Promise<Step[]>;
  /** Asks why a guest cannot get in. */
  explain(question: unknown): Promise<Explanation>;
  /** Whether a tenant is ready; the home tenant of the installation when none is named. */
  readiness(goal: string, tenantId?: string): Promise<ReadinessAnswer>;
  /** Cleans up, or says what that would do, and answers when it is over. */
  cleanUpTenants(by: string, dryRun: boolean): Promise<CleanupReport>;
  /** Agrees to a plan, as a second person. */
  approve(id: string, planHash: string, by: string): Promise<void>;
}

export function enablementClient(api: string, key: string): EnablementClient {
  const headers = { 'x-functions-key': key, 'content-type': 'application/json' };
  const get = async <T>(path: string): Promise<T> =>
    (await (await fetch(`${api}${path}`, { headers })).json()) as T;
  const send = <T>(path: string, document: unknown, expected: number): Promise<T> =>
    ask(path, { method: 'POST', body: JSON.stringify(document) }, expected);
  /** Asks, and answers the document that comes back with a status expected. */
  async function ask<T>(path: string, init: RequestInit, ...expected: number[]): Promise<T> {
    const answer = await fetch(`${api}${path}`, { ...init, headers }).catch(() => {
      throw new UsageFault(`Nothing answers at ${api}.`);
    });
    const problem = (await answer.json().catch(() => ({}))) as T & Problem;
    if (expected.includes(answer.status)) return problem;
    const violations = (problem.violations ?? []).map(({ pointer, message }) => ` ${pointer} ${message}`);
    const { title = 'no reason is given' } = problem;
    throw new UsageFault(`The request was refused (${answer.status}): ${title}${violations.join(';')}`);
  }

  return {
    request: (payload) => send('/enablements', payload, 202),
    explain: (question) => send('/explanations', question, 200),
    async readiness(goal, tenantId) {
      const home = async (): Promise<string> => {
        const { items } = await ask<{ items: TenantAnswer[] }>('/tenants', {}, 200);
        return items.find(({ isHome }) => isHome)?.tenantId ?? '';
      };
      const id = encodeURIComponent(tenantId ?? (await home()));
      return ask(`/tenants/${id}/readiness?goal=${encodeURIComponent(goal)}`, {}, 200);
    },
    async cleanUpTenants(by, dryRun) {
      const { id } = await send<{ id: string }>('/cleanup', { by, dryRun }, 202);
      for (;;) {
        const report = await ask<CleanupReport>(`/cleanup/${id}`, {}, 200, 202);
        if (report.finishedAt !== undefined) return report;
        await setTimeout(BETWEEN_READINGS);
      }
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

const BETWEEN_READINGS = 500;

interface Problem {
  title?: string;
  violations?: { pointer: string; message: string }[];
}
