import fc from 'fast-check';
import { cleanUpTenants, leftBehind, NOTHING } from '../../support/records/left-behind';
import {
  aRequest,
  aTenant,
  HOUR,
  MINUTE,
  startGastvrij,
  type Gastvrij,
} from '../../support/start/start-gastvrij';

/** Enough to meet each kind of moment; `npm run soak` takes its time. */
const RUNS = Number(process.env['TORTURED_RUNS'] ?? 16);

const slowTenant = () => aTenant({ propagation: { roster: { never: true } } });

describe('telling a running enablement', () => {
  let gastvrij: Gastvrij;
  beforeAll(async () => {
    gastvrij = await startGastvrij(slowTenant());
  });

  it('cancels at once, cleans up, and says who cancelled', async () => {
    const id = await gastvrij.ask();
    await gastvrij.conductor.advanceBy(HOUR);
    const answer = await gastvrij.post(`/enablements/${id}/cancel`, { by: 'Grace' });
    expect(answer.status).toBe(202);
    const status = await gastvrij.finish(id, MINUTE);
    expect(status).toMatchObject({ outcome: 'cancelled', cleanUp: { left: [] } });
    expect(status.summary).toContain('Cancelled by Grace');
    expect(gastvrij.guests()).toEqual([]);
  });

  it('tries at once when told to probe', async () => {
    const id = await gastvrij.ask();
    await gastvrij.conductor.advanceBy(2 * HOUR);
    const before = (await gastvrij.status(id)).proof?.tries ?? 0;
    expect((await gastvrij.post(`/enablements/${id}/probe`)).status).toBe(202);
    await gastvrij.conductor.settle();
    expect((await gastvrij.status(id)).proof?.tries).toBe(before + 1);
    await gastvrij.post(`/enablements/${id}/cancel`);
    await gastvrij.finish(id, MINUTE);
  });

  it('refuses what is told to a finished run, and to one nobody knows', async () => {
    const id = await gastvrij.ask(aRequest({ dryRun: true }));
    await gastvrij.finish(id);
    const notes = await gastvrij.post(`/enablements/${id}/cancel`);
    const unknown = await gastvrij.post('/enablements/en-0000000000/probe');
    expect([notes.status, unknown.status]).toEqual([409, 404]);
  });

  it('hears a cancel that was told before the run began', async () => {
    const answers = gastvrij.post('/enablements', aRequest({ deadlineHours: 2 }));
    const { id } = (await (await answers).json()) as { id: string };
    await gastvrij.post(`/enablements/${id}/cancel`);
    expect((await gastvrij.finish(id, MINUTE)).outcome).toBe('cancelled');
  });

  it('frees the tenant with its end', async () => {
    const id = await gastvrij.ask(aRequest({ profile: 'selfService' }));
    await gastvrij.post(`/enablements/${id}/cancel`);
    await gastvrij.finish(id, MINUTE);
    expect((await gastvrij.post('/enablements', aRequest({ dryRun: true }))).status).toBe(202);
  });

  it('refuses a change notification that is not signed, and learns nothing from it', async () => {
    const value = [{ clientState: 'en-0000000000.forged', resourceData: { id: 'x' } }];
    const answer = await fetch(`${gastvrij.api}/graph-notifications`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ value }),
    });
    expect([answer.status, await answer.text()]).toEqual([202, '']);
  });
});

/**
 * Runs of one tenant follow each other, each told things at the worst moments: before its start, around the end of a
 * timer, in bursts, together with a cancel. A command is acted on once or refused; none is lost; nobody is left behind.
 */
describe(`${RUNS} runs under torture`, () => {
  const command = fc.record({
    after: fc.constantFrom(0, 1, 299, 300, 301, 600, 1800, 3599, 3600, 3601, 7200),
    burst: fc.integer({ min: 1, max: 4 }),
  });
  const lives = fc.sample(
    fc.record({
      probes: fc.array(command, { maxLength: 3 }),
      cancelAfter: fc.constantFrom(0, 1, 300, 1799, 3600, 5000),
    }),
    {
      numRuns: RUNS,
      seed: 20260302,
    },
  );

  it('loses no command and leaves nobody behind', async () => {
    const gastvrij = await startGastvrij(aTenant({ propagation: { roster: { hours: 3 } } }));
    for (const { probes, cancelAfter } of lives) {
      const id = await gastvrij.ask(aRequest({ deadlineHours: 2 }));
      const moments = [
        ...probes.map(({ after, burst }) => ({ after, burst, path: 'probe' })),
        { after: cancelAfter, burst: 1, path: 'cancel' },
      ].sort((a, b) => a.after - b.after);
      let passed = 0;
      const accepted = new Set<number>();
      let isCancelled = false;
      for (const { after, burst, path } of moments) {
        if (after > passed) await gastvrij.conductor.advanceBy((after - passed) * 1000);
        passed = Math.max(passed, after);
        const answers = await Promise.all(
          Array.from({ length: burst }, () => gastvrij.post(`/enablements/${id}/${path}`)),
        );
        for (const answer of answers) {
          expect([202, 409]).toContain(answer.status);
          if (answer.status !== 202) continue;
          // A second try asked for before the first was made is the first.
          accepted.add(((await answer.json()) as { sequence: number }).sequence);
          if (path === 'cancel') isCancelled = true;
        }
      }
      const status = await gastvrij.finish(id, 3 * HOUR);
      if (isCancelled) expect(status.outcome).toBe('cancelled');
      const seen = (await gastvrij.steps(id)).map(({ result }) => (result as { seen?: number }).seen ?? 0);
      const tooLate = (await gastvrij.outputOf(id)).tooLate ?? [];
      // Each was acted on, or is named as too late in the output of the run; none is in neither place, none in both.
      expect(Math.max(0, ...seen) + tooLate.length).toBe(accepted.size);
      expect(gastvrij.guests()).toEqual([]);
    }
    const page = (await (await gastvrij.get('/enablements?status=running')).json()) as { items: unknown[] };
    expect(page.items).toEqual([]);
    await cleanUpTenants(gastvrij);
    expect(await leftBehind(gastvrij)).toEqual(NOTHING);
  });
});
