import { webhookIdOf } from '../../enablement/letter';
import { isDefective } from './carry-letters';
import type { Enablement } from '../../enablement/enablement';
import type { Log } from '../../enablement/log-event';
import type { EnablementStore } from '../../store/enablement-store';

/** The store, which also tells the log what one activity of a run wrote. */
export function loggedStore(
  store: EnablementStore,
  { id: enablement, tenantId: tenant, acceptedAt, request }: Enablement,
  log: Log,
): EnablementStore {
  return {
    ...store,
    async record(id, sequence, report) {
      const step = await store.record(id, sequence, report);
      const outcome = verdictIn(step.result) ?? 'done';
      log({ event: 'stepRecorded', enablement, tenant, step: step.kind, outcome, hash: step.hash });
      return step;
    },
    async close(id, ending) {
      const closed = await store.close(id, ending);
      if (closed.kind === 'takenOver') return closed;
      const { lastHash = '' } = closed;
      const { outcome, verdict, assurance, finishedAt } = closed.conclusion;
      const came = verdict?.kind ?? 'done';
      log({ event: 'stepRecorded', enablement, tenant, step: 'finished', outcome: came, hash: lastHash });
      const minutes = Math.round((Date.parse(finishedAt) - Date.parse(acceptedAt)) / 60_000);
      log({
        event: 'runFinished',
        enablement,
        tenant,
        outcome,
        ...(verdict && { verdict: verdict.kind }),
        ...(assurance && { rung: assurance.rung }),
        minutes,
        ...(lastHash && { lastHash }),
      });
      return closed;
    },
    async replace(id, version, letter) {
      const replaced = await store.replace(id, version, letter);
      const { state, tries: attempts, lastStatus } = letter;
      const format = request.callbackFormat ?? 'gastvrij';
      const reason = lastStatus === undefined ? 'no answer' : `status ${lastStatus}`;
      if (replaced && state === 'undelivered')
        log({ event: 'callbackGivenUp', enablement, tenant, format, attempts, reason });
      if (replaced && isDefective(letter) && attempts === 1)
        log({ event: 'callbackDefective', tenant, letter: webhookIdOf(id, letter) });
      return replaced;
    },
  };
}

/** The kind of verdict a step came to, where it came to one. */
function verdictIn(result: unknown): string | undefined {
  const { verdict, explanation } = (typeof result === 'object' && result !== null ? result : {}) as {
    verdict?: { kind?: string };
    explanation?: { verdict?: { kind?: string } };
  };
  return verdict?.kind ?? explanation?.verdict?.kind;
}
