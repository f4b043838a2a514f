import type { HttpResponseInit } from '@azure/functions';
import { undoEnablement } from '../../api/routes/commands';
import { isUndoing } from '../../domain/enablement/request';
import { retentionDecisionOf } from '../../domain/cleanup/retention';
import { undoRequestOf } from '../../domain/plan/undo-request';
import { isUndone } from '../../domain/plan/undo-status';
import type { Enablement } from '../../domain/enablement/enablement';
import type { Services } from '../../composition/services';
import { problem } from '../http/problem';
import { admit } from './request-enablement';
import { serve, type Call } from '../http/serve';
import { unknownRun } from './status-answer';

/**
 * `POST /enablements/{id}/undo`: undoes what a finished enablement changed. The undo is a run of its own, with
 * a plan, steps and an end like any other.
 */
export function registerUndoEnablement(services: Services): void {
  serve(services, undoEnablement, (call) => undo(services, call), { usesDurable: true });
}

/** Asks for the undo, as a run of its own. */
export async function undo(services: Services, call: Call<typeof undoEnablement>): Promise<HttpResponseInit> {
  const { id } = call.params;
  const { requestedBy, justification, dryRun, again } = call.body;
  const run = await services.store.find(id);
  if (run === undefined) return unknownRun(id);
  const { dryRun: isDry, provesOnly } = run.request;
  const cannot = isUndoing(run.request) || isDry || provesOnly === true;
  if (run.closedAt === undefined || cannot) {
    const title =
      run.closedAt === undefined
        ? `Enablement ${id} still runs: cancel it first.`
        : `Enablement ${id} changed nothing by itself that could be put back.`;
    return problem({ status: 409, type: 'cannot-undo', title });
  }
  if (isUndone(run) && !again && !(await isRepeated(services, call, run.tenantId))) return undoneBefore(run);
  const { retention, expiries, now } = services;
  const box = (await expiries.find(run.tenantId, id))?.box;
  if (retentionDecisionOf(run, { box, open: [] }, retention, now().getTime()) === 'old') {
    const title = `Enablement ${id} ended more than ${retention.evidenceDays} days ago: its records are about to go.`;
    return problem({ status: 409, type: 'cannot-undo', title });
  }
  const asked = { requestedBy, ...(justification && { justification }), dryRun };
  return admit(services, call, undoRequestOf(run, asked));
}

/** The same call once more, as after a lost answer: it is answered as the first was. */
const isRepeated = async (
  { store }: Services,
  { idempotencyKey }: Pick<Call<typeof undoEnablement>, 'idempotencyKey'>,
  tenantId: string,
): Promise<boolean> => idempotencyKey !== undefined && (await store.knowsKey(tenantId, idempotencyKey));

const undoneBefore = ({ id, undo: link }: Enablement): HttpResponseInit =>
  problem({
    status: 409,
    type: 'undone-before',
    title: `Enablement ${id} was undone by ${link?.id}.`,
    detail:
      'Every setting it changed is back as it was. If somebody made the same changes again since, send "again": true to undo those.',
    more: { enablementId: link?.id },
  });
