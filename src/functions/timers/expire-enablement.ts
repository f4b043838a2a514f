import { inOneLine } from '../../domain/events/log-event';
import { workOf } from '../../domain/enablement/request';
import type { Expiry } from '../../domain/enablement/expiry';
import { undoRequestOf } from '../../domain/plan/undo-request';
import type { Enablement } from '../../domain/enablement/enablement';
import type { ExpiryStore } from '../../store/enablements/expiry-store';
import { startRun } from '../../workflows/engine/start-run';
import type { Sweeping } from './sweep-report';

export type StoredExpiry = Awaited<ReturnType<ExpiryStore['list']>>[number];

/**
 * Ends a time box whose date has come. The run that undoes is noted in the box before it is asked for: whoever extends the
 * box is either there before, and then nothing ends, or is told that it ends already.
 */
export async function expireEnablement(
  sweeping: Sweeping,
  run: Enablement,
  { box, etag }: StoredExpiry,
): Promise<void> {
  const { expiries, newId } = sweeping.services;
  const claimed = { ...box, endedBy: newId() };
  if ((await expiries.put(run.tenantId, claimed, etag)) === 'saved')
    await startExpiryUndo(sweeping, run, claimed);
}

/** Asks for the run that a box names, also where an earlier sweep died before it had; one that was asked for stays as it is. */
export async function startExpiryUndo(
  { services: { store, expiries, now }, client, context }: Sweeping,
  run: Enablement,
  { id, until, endedBy = '' }: Expiry,
): Promise<void> {
  const request = undoRequestOf(run, {
    requestedBy: run.request.requestedBy,
    justification: `Enabled until ${until}.`,
    endsAtExpiry: true,
  });
  const admitted = await store.admit({
    id: endedBy,
    request,
    work: workOf(request),
    acceptedAt: now().toISOString(),
    // Another date is another end.
    idempotency: { key: `the end of ${id} at ${until}`, fingerprint: until },
  });
  switch (admitted.kind) {
    case 'admitted':
      context.log(
        inOneLine({ event: 'runAccepted', enablement: endedBy, tenant: run.tenantId, goal: request.goal }),
      );
      return startRun(client, endedBy, context);
    case 'joined':
    case 'replayed':
      return changeBox((box) => ({ ...box, endedBy: admitted.id }));
    default:
      context.warn(`Enablement ${id} is to end, and something else is changing its tenant; later`);
      // Until then it stands, and may be extended.
      return changeBox(({ endedBy: _, ...box }) => box);
  }

  /** Only where the box names that run still. */
  async function changeBox(change: (box: Expiry) => Expiry): Promise<void> {
    const found = await expiries.find(run.tenantId, id);
    if (found?.box.endedBy === endedBy) await expiries.put(run.tenantId, change(found.box), found.etag);
  }
}
