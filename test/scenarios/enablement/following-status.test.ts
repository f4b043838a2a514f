import { readToken } from '../../../src/access/signed-token';
import { TableClient } from '@azure/data-tables';
import type { ChainReport } from '../../../src/domain/enablement/evidence';
import { findBreak } from '../../../src/store/evidence/hash-chain';
import {
  runKey,
  RUNS_TABLE,
  auditStateKey,
  stepKey,
  TENANTS_TABLE,
  type Key,
} from '../../../src/store/tables/keys';
import { gatherJson, spreadJson } from '../../../src/store/tables/long-json';
import type { EnablementStatus } from '../../../src/domain/enablement/status';
import { aRequest, startGastvrij, TENANT_ID, type Gastvrij } from '../../support/start/start-gastvrij';

/** What the HTTP action of Power Automate does: follow `Location` without any key until the answer is not 202. */
async function waitLikeAFlow(
  gastvrij: Gastvrij,
  first: Response,
): Promise<{ answer: Response; polls: number }> {
  let answer = first;
  let polls = 0;
  while (answer.status === 202) {
    const location = answer.headers.get('location') ?? '';
    const pause = Number(answer.headers.get('retry-after'));
    expect(pause).toBeGreaterThanOrEqual(60);
    await gastvrij.conductor.advanceBy(pause * 1000);
    answer = await fetch(location, { redirect: 'error' });
    polls++;
  }
  return { answer, polls };
}

const SECRET = 'a-secret-of-at-least-thirty-two-characters';

describe('following an enablement', () => {
  let gastvrij: Gastvrij;
  let location: string;
  let id: string;
  beforeAll(async () => {
    gastvrij = await startGastvrij('already-on', { settings: { STATUS_TOKEN_SECRET: SECRET } });
  });

  it('lets a flow simply wait: 202 with Location and Retry-After, then 200 with the outcome', async () => {
    const first = await gastvrij.post(
      '/enablements',
      aRequest({ ticketSystem: 'Power Automate', ticketId: '0858' }),
    );
    location = first.headers.get('location') ?? '';
    expect(location).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api\/enablements\/en-[\w]+\/status\?t=/);
    const { answer, polls } = await waitLikeAFlow(gastvrij, first);
    const status = (await answer.json()) as EnablementStatus;
    id = status.id;
    expect(answer.status).toBe(200);
    expect(status).toMatchObject({
      status: 'finished',
      outcome: 'succeeded',
      ticketId: '0858',
      assurance: { rung: 3 },
    });
    expect(polls).toBeGreaterThan(5);
  });

  it('opens the status address by its token alone, only for its own run, and for sixty days', async () => {
    const without = await fetch(location.split('?')[0] ?? '');
    const forged = await fetch(`${location}x`);
    const other = await fetch(location.replace(/en-\w+/, 'en-0000000000'));
    expect([without.status, forged.status, other.status]).toEqual([401, 404, 404]);
    const old = new URL(location);
    old.searchParams.set('t', readToken(SECRET, id, '2025-12-01T08:00:00.000Z'));
    expect((await fetch(old)).status).toBe(401);
  });

  it('gives the evidence as a whole hash chain, as JSON and as a table', async () => {
    const steps = await gastvrij.steps(id);
    expect(steps.map(({ kind }) => kind).slice(0, 3)).toEqual(['accepted', 'inspected', 'planned']);
    expect(findBreak(steps)).toBeUndefined();
    const tampered = steps.map((step) => (step.kind === 'planned' ? { ...step, text: 'nothing' } : step));
    expect(findBreak(tampered)).toBe(2);
    const answer = await gastvrij.get(`/enablements/${id}/steps`);
    const { chain } = (await answer.json()) as { chain: ChainReport };
    expect(chain).toMatchObject({ isWhole: true, isAnchored: true, lastHash: steps.at(-1)?.hash });
    expect(gastvrij.output()).toContain(`"lastHash":"${steps.at(-1)?.hash}"`);
    const table = await gastvrij.get(`/enablements/${id}/steps`, { accept: 'text/csv' });
    expect(table.headers.get('content-type')).toContain('text/csv');
    expect((await table.text()).trim().split('\r\n')).toHaveLength(steps.length + 1);
  });

  it('says so wherever the evidence is shown once somebody changed a row of it, and which', async () => {
    const table = TableClient.fromConnectionString(gastvrij.storage, RUNS_TABLE, {
      allowInsecureConnection: true,
    });
    const chainOf = async (): Promise<ChainReport> =>
      ((await (await gastvrij.get(`/enablements/${id}/steps`)).json()) as { chain: ChainReport }).chain;
    /** What is said while a row is another, or is gone. */
    const saidWith = async (key: Key, change?: (row: Record<string, unknown>) => Record<string, unknown>) => {
      const row = await table.getEntity<Record<string, unknown>>(key.partitionKey, key.rowKey);
      const { etag: _, timestamp: __, ...kept } = row;
      if (change) await table.updateEntity({ ...kept, ...change(kept), ...key }, 'Replace');
      else await table.deleteEntity(key.partitionKey, key.rowKey);
      const { isWhole, fault, brokenAt } = await chainOf();
      await table.upsertEntity({ ...kept, ...key }, 'Replace');
      return { isWhole, fault, brokenAt };
    };
    const edited = (row: Record<string, unknown>) =>
      spreadJson({ ...(gatherJson(row) as object), text: 'Nothing was changed.' });
    const last = (await gastvrij.steps(id)).length - 1;
    expect(await saidWith(stepKey(id, 2), edited)).toEqual({
      isWhole: false,
      fault: 'stepChanged',
      brokenAt: 2,
    });
    expect(await saidWith(stepKey(id, 2))).toEqual({ isWhole: false, fault: 'stepMissing', brokenAt: 2 });
    expect(await saidWith(stepKey(id, last))).toEqual({
      isWhole: false,
      fault: 'endMissing',
      brokenAt: last,
    });
    const other = spreadJson({ outcome: 'succeeded', summary: 'All is well.' }, 'runOutcome');
    expect((await saidWith(runKey(id), () => other)).fault).toBe('outcomeDiffers');
    expect(await chainOf()).toMatchObject({ isWhole: true });
  });

  it('says which record cannot be read, to whatever needs it, and shows the rest', async () => {
    const table = (name: string) =>
      TableClient.fromConnectionString(gastvrij.storage, name, { allowInsecureConnection: true });
    /** What is answered to each address while a row is broken. */
    const answersWith = async (name: string, key: Key, broken: object, paths: string[]) => {
      const there = await table(name)
        .getEntity<Record<string, unknown>>(key.partitionKey, key.rowKey)
        .catch(() => undefined);
      await table(name).upsertEntity({ ...key, ...broken }, 'Merge');
      const answers = [];
      for (const path of paths) {
        const answer = await gastvrij.get(path);
        const body = (await answer.json()) as { type?: string; chain?: ChainReport };
        answers.push(
          body.chain ? `${body.chain.fault} ${body.chain.brokenAt}` : `${answer.status} ${body.type}`,
        );
      }
      const { etag: _, timestamp: __, ...kept } = there ?? {};
      if (there) await table(name).upsertEntity({ ...kept, ...key }, 'Replace');
      else await table(name).deleteEntity(key.partitionKey, key.rowKey);
      expect(gastvrij.output()).toContain(
        `"event":"recordUnreadable","table":"${name}","partition":"${key.partitionKey}","row":"${key.rowKey}"`,
      );
      return answers;
    };
    const refused = '409 urn:gastvrij:problem:record-unreadable';
    const [run, steps, plan] = ['', '/steps', '/plan'].map((part) => `/enablements/${id}${part}`) as [
      string,
      string,
      string,
    ];
    const last = (await gastvrij.steps(id)).length - 1;
    for (const [at, broken] of [
      [2, { json: '[' }],
      [2, { json: '{"kind":"planned"}' }],
      [last, { json: 'brotli:9' }],
    ] as const)
      // How it ended is told all the same: the conclusion says itself what it was made of.
      expect(await answersWith(RUNS_TABLE, stepKey(id, at), broken, [run, steps, plan])).toEqual([
        '200 undefined',
        `stepUnreadable ${at}`,
        refused,
      ]);
    expect(await answersWith(RUNS_TABLE, runKey(id), { request: '{' }, [run, steps])).toEqual([
      refused,
      refused,
    ]);
    expect(await answersWith(TENANTS_TABLE, auditStateKey(TENANT_ID), { json: '{}' }, ['/findings'])).toEqual(
      [refused],
    );
    expect((await gastvrij.get(run)).status).toBe(200);
  });

  it('keeps secrets out of every step', async () => {
    const evidence = JSON.stringify(await gastvrij.steps(id));
    expect(evidence).not.toMatch(/redeem|Bearer|eyJ/);
  });

  it('lists runs a page at a time, the newest first', async () => {
    const second = await gastvrij.ask(aRequest({ dryRun: true }));
    await gastvrij.finish(second);
    interface Page {
      items: { id: string; outcome?: string }[];
      continuation?: string;
    }
    const first = (await (await gastvrij.get('/enablements?size=1')).json()) as Page;
    const next = (await (
      await gastvrij.get(`/enablements?size=1&continuation=${encodeURIComponent(first.continuation ?? '')}`)
    ).json()) as Page;
    expect([...first.items, ...next.items].map((item) => [item.id, item.outcome])).toEqual([
      [second, 'planned'],
      [id, 'succeeded'],
    ]);
    expect(((await (await gastvrij.get('/enablements?status=running')).json()) as Page).items).toEqual([]);
    expect((await gastvrij.get('/enablements?status=odd&size=0')).status).toBe(422);
  });

  it('tells a polling trigger of each run that ended, once, from where it first asked', async () => {
    interface Ended {
      items: { id: string; outcome: string; summary: string; statusUrl: string }[];
      next: string;
    }
    const poll = async (query: string): Promise<Ended> =>
      (await (await gastvrij.get(`/finished-enablements${query}`)).json()) as Ended;
    // A connector that has no state yet may send an empty one.
    const { items: none, next } = await poll('?after=');
    expect([none, await poll('')]).toEqual([[], { items: [], next }]);
    expect((await poll('?after=0')).items.map((item) => item.id)).toContain(id);

    const ended = await gastvrij.ask(aRequest({ dryRun: true, ticketId: 'INC9' }));
    expect((await poll(`?after=${next}`)).items).toEqual([]);
    const { summary } = await gastvrij.finish(ended);
    const updates = await poll(`?after=${next}`);
    expect(updates.items).toMatchObject([{ id: ended, outcome: 'planned', ticketId: 'INC9', summary }]);
    expect((await fetch(updates.items[0]!.statusUrl)).status).toBe(200);
    expect(await poll(`?after=${updates.next}`)).toEqual({ items: [], next: updates.next });
    expect((await gastvrij.get('/finished-enablements?after=soon')).status).toBe(422);
  });

  it('says that it is healthy', async () => {
    const answer = await fetch(`${gastvrij.api}/health`);
    expect(await answer.json()).toEqual({ status: 'healthy', checks: { records: 'reachable' } });
  });
});
