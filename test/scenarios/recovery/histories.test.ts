import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { EventType } from '../../../local/host/durable/turn/history';
import { instanceStore } from '../../../local/host/durable/instances/instance-store';
import type { KeptHistory } from '../../support/records/replay';
import { aTenant, HOUR, MINUTE, startGastvrij, type Gastvrij } from '../../support/start/start-gastvrij';

const FOLDER = path.join(__dirname, '../../../../test/histories');
const SETTINGS = {
  TENANT_ID: '11111111-2222-3333-4444-555555555555',
  STATUS_TOKEN_SECRET: 'a-secret-of-at-least-thirty-two-characters',
  RECORDS_CONNECTION_STRING: 'UseDevelopmentStorage=true',
  SWEEP_SCHEDULE: '0 */5 * * * *',
};

const callsOf = (history: KeptHistory['history']): string[] =>
  history
    .filter(
      ({ EventType: type }) =>
        type === EventType.TaskScheduled || type === EventType.SubOrchestrationInstanceCreated,
    )
    .map(({ Name = '' }) => Name);

describe('the workflows', () => {
  let gastvrij: Gastvrij;
  /** The orchestrations of a run that waits: its parent first. */
  const partsOf = (id: string): string[] => [id, `${id}:wait`];

  /** Marks a run as one that code of another version began. */
  async function pretend(id: string, version: string | undefined): Promise<void> {
    const store = instanceStore(gastvrij.storage, 'Gastvrij');
    for (const part of partsOf(id)) {
      const found = await store.load(part);
      if (found === undefined) throw new Error(`There is no instance ${part}.`);
      const { head, history } = found.instance;
      const { version: _, ...rest } = head;
      // A commit writes the head and its last turn.
      const lastTurn = history.slice(
        history.findLastIndex(({ EventType: type }) => type === EventType.OrchestratorStarted),
      );
      const changed = { ...rest, ...(version !== undefined && { version }) };
      await store.commit(part, found.instance.etag, changed, lastTurn);
    }
  }

  it('call their activities in the committed order, and keep their histories short', async () => {
    const tenant = aTenant({
      settings: { allowGuestUser: false, sharingCapability: 'disabled' },
      propagation: { teams: { hours: 1 }, sharepoint: { hours: 0.1 }, roster: { hours: 23 } },
      flapMinutes: 0,
    });
    gastvrij = await startGastvrij(tenant);
    const id = await gastvrij.ask();
    expect((await gastvrij.finish(id)).outcome).toBe('succeeded');

    const store = instanceStore(gastvrij.storage, 'Gastvrij');
    const kept: Record<string, KeptHistory> = {};
    for (const [name, instanceId] of [
      ['enable-collaboration', id],
      ['wait-for-approval', `${id}:approval`],
      ['wait-for-proof', `${id}:wait`],
    ] as const) {
      const found = await store.load(instanceId);
      if (found === undefined) throw new Error(`There is no instance ${instanceId}.`);
      kept[name] = { head: found.instance.head, history: found.instance.history };
      expect(found.instance.history.length).toBeLessThan(100);
    }
    expect(callsOf(kept['enable-collaboration']?.history ?? [])).toEqual([
      'inspect',
      'planChanges',
      'waitForApproval',
      'applyDocument',
      'applyDocument',
      'waitForProof',
      'cleanUp',
      'closeRun',
    ]);
    expect(callsOf(kept['wait-for-approval']?.history ?? [])).toEqual(['checkDecision', 'checkDecision']);
    expect(callsOf(kept['wait-for-proof']?.history ?? [])).toEqual(['checkProof']);
    for (const { head } of Object.values(kept)) expect(head.version).toBe('1.0');

    // A new release keeps its own: delete nothing, or runs that wait through an update may break.
    for (const [name, history] of Object.entries(kept)) {
      const file = path.join(FOLDER, `${name}.0.1.0.json`);
      if (!existsSync(file)) writeFileSync(file, `${JSON.stringify(history, null, 1)}\n`);
    }
  });

  it('leave a run of newer code alone, and go on with one that older code began, as it waits', async () => {
    const id = await gastvrij.ask();
    await gastvrij.getGoing(id);
    await gastvrij.conductor.advanceBy(HOUR);
    const stepsAfter = async (version: string | undefined): Promise<number> => {
      await gastvrij.killHost();
      await pretend(id, version);
      await gastvrij.restartHost();
      expect((await gastvrij.post(`/enablements/${id}/probe`, { by: 'Ada Admin' })).status).toBe(202);
      await gastvrij.conductor.advanceBy(MINUTE);
      return (await gastvrij.steps(id)).length;
    };
    const before = (await gastvrij.steps(id)).length;
    expect(await stepsAfter('1.1')).toBe(before);
    expect(gastvrij.host().output()).toContain('left for a host that has its code');
    const resumed = await stepsAfter('0.9');
    expect(resumed).toBeGreaterThan(before);
    expect(await stepsAfter(undefined)).toBeGreaterThan(resumed);
    expect((await gastvrij.finish(id)).outcome).toBe('succeeded');
  });

  it.each(readdirSync(FOLDER).filter((name) => name.endsWith('.json')))(
    'replay the kept history %s',
    (name) => {
      const file = path.join(FOLDER, name);
      expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveProperty('history');
      const script = path.join(__dirname, '../../support/records/replay.js');
      const output = execFileSync(process.execPath, [script, file], {
        env: { ...process.env, ...SETTINGS },
        encoding: 'utf8',
      });
      expect(JSON.parse(output)).toEqual([]);
    },
  );
});
