import type { HttpRequest } from '@azure/functions';
import type { Caller } from '../../access/caller';
import type { Route } from '../../api/route';
import {
  cancelEnablement,
  confirmEnablement,
  decideEnablement,
  extendEnablement,
  probeEnablement,
  undoEnablement,
} from '../../api/routes/commands';
import { replayCallback } from '../../api/routes/callbacks';
import { requestEnablement } from '../../api/routes/request-enablement';
import { hasAsked } from '../../domain/enablement/four-eyes';
import type { Enablement } from '../../domain/enablement/enablement';
import { isUndoing } from '../../domain/enablement/request';
import { hasEnded } from '../../domain/enablement/expiry';
import type { EnablementStatus } from '../../domain/enablement/status';
import type { Services } from '../../composition/services';
import { checkEvidence } from '../../store/evidence/check-evidence';
import { isReview, type ActionName, type RunView } from '../../web/run/run-view';
import { writtenIn } from '../../workflows/enablement/activities/apply/written-changes';
import { partyOf } from '../enablements/decision-party';
import { readStatus } from '../enablements/status-answer';
import { mayCall } from './may-call';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * Seconds between two looks: at once where somebody waits for a plan to look over, and the less often the longer a run
 * goes on. A day is less than two hundred looks.
 */
function pauseAt(age: number, isReview: boolean): number {
  if (isReview && age < MINUTE) return 2;
  if (age < HOUR) return 60;
  return age < 6 * HOUR ? 300 : 900;
}

/** Everything the page of a run shows to this person, or undefined where there is no such run. */
export async function runViewOf(
  services: Services,
  caller: Caller,
  request: HttpRequest,
  id: string,
): Promise<RunView | undefined> {
  const run = await services.store.find(id);
  if (run === undefined) return undefined;
  const { status, steps } = await readStatus(services, request, run);
  const written = writtenIn(steps);
  const now = services.now();
  const isOver = status.status === 'finished';
  const age = now.getTime() - Date.parse(run.acceptedAt);
  return {
    run,
    status,
    steps,
    chain: checkEvidence(steps, run),
    written,
    now,
    actions: new Set(
      ACTIONS.filter(
        ([, route, isOpen]) => mayCall(route, caller, run.tenantId) && isOpen(status, run, written),
      ).map(([name]) => name),
    ),
    isOwn: hasAsked(run.request, await services.store.joins(id), partyOf(caller, caller.name)),
    ...(!isOver && { lookAgainAfter: pauseAt(age, isReview(run)) }),
    ...(status.undo?.status === 'running' && { lookAgainAfter: MINUTE / 1000 }),
  };
}

type IsOpen = (status: EnablementStatus, run: Enablement, written: RunView['written']) => boolean;

/** What is being undone, or was, is neither undone again nor kept longer. */
const mayBeUndone = (undo: EnablementStatus['undo']): boolean =>
  (undo?.status ?? 'incomplete') === 'incomplete';

/** What each action asks of its caller, by the route table, and of the run. */
const ACTIONS: readonly [ActionName, Route, IsOpen][] = [
  ['cancel', cancelEnablement, ({ status }, { request }) => status !== 'finished' && !request.dryRun],
  ['probe', probeEnablement, ({ status }) => status === 'proving'],
  ['decision', decideEnablement, ({ status }) => status === 'waitingForApproval'],
  [
    'undo',
    undoEnablement,
    ({ status, undo }, { request }, written) =>
      status === 'finished' && mayBeUndone(undo) && !isUndoing(request) && written.length > 0,
  ],
  [
    'extend',
    extendEnablement,
    ({ expiry, undo }) => expiry !== undefined && !hasEnded(expiry) && mayBeUndone(undo),
  ],
  [
    'confirm',
    confirmEnablement,
    ({ partnerTest, undo }) => partnerTest?.state === 'pending' && mayBeUndone(undo),
  ],
  ['replay', replayCallback, ({ callback }) => callback?.state === 'undelivered'],
  ['send', requestEnablement, ({ outcome, verdict }) => outcome === 'planned' && verdict === undefined],
];
