import { webhookIdOf } from '../../domain/events/delivery';
import { isDefective } from '../delivery/activities/deliver-events';
import type { Enablement } from '../../domain/enablement/enablement';
import type { Log } from '../../domain/events/log-event';
import type { EnablementStore } from '../../store/enablements/enablement-store';

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
    async close(id, runEnd) {
      const closed = await store.close(id, runEnd);
      if (closed.kind === 'takenOver') return closed;
      const { lastHash = '' } = closed;
      const { outcome, verdict, assurance, finishedAt } = closed.runOutcome;
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
    async replace(id, version, delivery) {
      const replaced = await store.replace(id, version, delivery);
      const { state, tries: attempts, lastStatus } = delivery;
      const format = request.callbackFormat ?? 'gastvrij';
      const reason = lastStatus === undefined ? 'no answer' : `status ${lastStatus}`;
      if (replaced && state === 'undelivered')
        log({ event: 'callbackGivenUp', enablement, tenant, format, attempts, reason });
      if (replaced && isDefective(delivery) && attempts === 1)
        log({ event: 'callbackDefective', tenant, delivery: webhookIdOf(id, delivery) });
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
