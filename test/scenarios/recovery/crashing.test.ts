import { odata, TableClient } from '@azure/data-tables';
import { findBreak } from '../../../src/store/evidence/hash-chain';
import { leftBehind, NOTHING } from '../../support/records/left-behind';
import {
  aRequest,
  aTenant,
  HOUR,
  MINUTE,
  startGastvrij,
  SWEEPS_OFTEN,
  type Gastvrij,
} from '../../support/start/start-gastvrij';

const aTenantAllOff = () =>
  aTenant({
    settings: {
      allowInvitesFrom: 'none',
      allowGuestUser: false,
      groupSettings: { allowToAddGuests: false, allowGuestsToAccessGroups: false },
      sharingCapability: 'disabled',
    },
    propagation: { entra: { hours: 0.2 }, groups: { hours: 0.2 }, teams: { hours: 1 }, roster: { hours: 1 } },
    flapMinutes: 0,
  });

/** Kills the host with signal 9 the moment the tenant has answered the first call that fits. */
function killAt(gastvrij: Gastvrij, method: string, route: string): () => boolean {
  let isKilled = false;
  gastvrij.tenant.onCall((call) => {
    if (isKilled || call.method !== method || call.route !== route || call.status >= 300) return;
    isKilled = true;
    void gastvrij.killHost();
  });
  return () => isKilled;
}

/** The same end as without a crash: one guest in all, nobody left behind, the evidence whole. */
async function expectGoodEnd(gastvrij: Gastvrij, id: string): Promise<void> {
  const status = await gastvrij.finish(id);
  expect(status).toMatchObject({ outcome: 'succeeded', assurance: { rung: 3 }, cleanUp: { left: [] } });
  expect(await leftBehind(gastvrij)).toEqual(NOTHING);
  expect(gastvrij.tenant.state.deleted).toHaveLength(1);
  expect(findBreak(await gastvrij.steps(id))).toBeUndefined();
}

describe('a host that is killed', () => {
  it.each([
    ['in the middle of applying', 'PATCH', '/policies/authorizationPolicy'],
    ['between the invitation and its record', 'POST', '/invitations'],
    ['between joining the test team and its record', 'POST', '/groups/{id}/members/$ref'],
    ['in the middle of cleaning up', 'DELETE', '/groups/{id}/members/{id}/$ref'],
    ['after the guest was deleted', 'DELETE', '/users/{id}'],
  ])('%s resumes and ends the same', async (_, method, route) => {
    const gastvrij = await startGastvrij(aTenantAllOff());
    const isKilled = killAt(gastvrij, method, route);
    const id = await gastvrij.ask();
    await gastvrij.getGoing(id);
    await gastvrij.conductor.runUntil(isKilled, gastvrij.clock.now() + 5 * HOUR);
    expect(isKilled()).toBe(true);
    await gastvrij.restartHost();
    await expectGoodEnd(gastvrij, id);
  });

  it('in the wait resumes and ends the same', async () => {
    const gastvrij = await startGastvrij(aTenantAllOff());
    const id = await gastvrij.ask();
    await gastvrij.getGoing(id);
    await gastvrij.conductor.advanceBy(30 * MINUTE);
    await gastvrij.killHost();
    await gastvrij.restartHost();
    await expectGoodEnd(gastvrij, id);
  });

  it('after the request was saved and before its run began loses nothing: the sweeper starts it', async () => {
    const gastvrij = await startGastvrij(aTenantAllOff(), SWEEPS_OFTEN);
    const id = await gastvrij.ask();
    await gastvrij.killHost();
    // As if the kill had come before the start was written down.
    for (const table of ['GastvrijInstances', 'GastvrijIndex']) await forget(gastvrij.storage, table);
    await gastvrij.restartHost();
    await gastvrij.conductor.advanceBy(10 * MINUTE);
    await expectGoodEnd(gastvrij, id);
  });
});

describe('a request that is half saved', () => {
  it('is completed by whoever asks the same again', async () => {
    const gastvrij = await startGastvrij('slow');
    const ask = (): Promise<Response> =>
      gastvrij.post('/enablements', aRequest(), { 'idempotency-key': 'RITM0012345' });
    const { id } = (await (await ask()).json()) as { id: string };
    // As if the host had died, or another of its workers was slower, between the claim and the run's own row.
    await forget(gastvrij.storage, 'GastvrijRuns', id);
    const again = await ask();
    expect(again.status).toBe(202);
    expect(await again.json()).toMatchObject({ id });
  });
});

describe('a command told while the host is being killed', () => {
  // Infinity: the kill comes right behind the answer, when the command is surely written down.
  it.each([0, 4, 12, Infinity])(
    '(%s ms after it was sent) is acted on when it was accepted',
    async (delay) => {
      const gastvrij = await startGastvrij(aTenant({ propagation: { roster: { never: true } } }));
      const id = await gastvrij.ask();
      await gastvrij.conductor.advanceBy(10 * MINUTE);
      const answer = gastvrij.post(`/enablements/${id}/cancel`).then(
        ({ status }) => status,
        () => 'no answer',
      );
      if (Number.isFinite(delay)) setTimeout(() => void gastvrij.killHost(), delay);
      const notes = await answer;
      await gastvrij.killHost();
      await gastvrij.restartHost();
      expect(Number.isFinite(delay) ? [202, 'no answer'] : [202]).toContain(notes);
      // Without an answer nobody knows whether it was written down: then it is told again.
      if (notes !== 202) await gastvrij.post(`/enablements/${id}/cancel`);
      expect((await gastvrij.finish(id, 2 * HOUR)).outcome).toBe('cancelled');
      expect(gastvrij.guests()).toEqual([]);
    },
  );
});

async function forget(storage: string, name: string, partition?: string): Promise<void> {
  const table = TableClient.fromConnectionString(storage, name, { allowInsecureConnection: true });
  const queryOptions = partition ? { filter: odata`PartitionKey eq ${partition}` } : {};
  for await (const { partitionKey, rowKey } of table.listEntities({ queryOptions }))
    await table.deleteEntity(String(partitionKey), String(rowKey));
}

describe('a run that cannot end itself', () => {
  const manage = (gastvrij: Gastvrij, path: string): Promise<Response> =>
    fetch(`${gastvrij.origin}/runtime/webhooks/durabletask/${path}?code=${gastvrij.masterKey}&reason=test`, {
      method: 'POST',
    });

  it.each([
    ['is terminated by hand', (id: string) => `instances/${id}/terminate`],
    ['loses its waiting room', (id: string) => `instances/${id}:wait/terminate`],
  ])('and %s is cleaned up, closed and frees the tenant', async (_, path) => {
    const gastvrij = await startGastvrij(aTenant({ propagation: { roster: { never: true } } }), SWEEPS_OFTEN);
    const id = await gastvrij.ask();
    await gastvrij.conductor.advanceBy(HOUR);
    expect(gastvrij.guests()).toHaveLength(1);
    expect((await manage(gastvrij, path(id))).status).toBe(202);
    const status = await gastvrij.finish(id, HOUR);
    expect(status.outcome).toBe('failed');
    expect(gastvrij.guests()).toEqual([]);
    expect(findBreak(await gastvrij.steps(id))).toBeUndefined();
    expect((await gastvrij.post(`/enablements/${id}/probe`)).status).toBe(409);
    expect((await gastvrij.ask()).startsWith('en-')).toBe(true);
  });
});
