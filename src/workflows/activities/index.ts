import type { Callbacks } from '../../callbacks/callbacks';
import type { Clients } from '../../controls/settings-document';
import type { WayOut } from '../../http/way-out';
import type { EnablementStore } from '../../store/enablement-store';
import { announcing } from './announce';
import { applyActivity } from './apply';
import { cleanUpActivity } from './clean-up';
import { closeActivity } from './close';
import { deliverActivity } from './deliver';
import { inspectActivity } from './inspect';
import { lookActivity } from './look';
import { lookForDecisionActivity } from './look-for-decision';
import { runOf } from './recorded-steps';
import { writtenBy } from './written';
import { planActivity } from './plan';
import { planUndoActivity } from './plan-undo';

/** What the activities work with. */
export interface Tools {
  clients: Clients;
  store: EnablementStore;
  out: WayOut;
  callbacks: Callbacks;
  now: () => Date;
  statusTokenSecret: string;
  canaryGroupId?: string;
  publicUrl?: string;
  /** `manual`: people set what the Teams administration service holds, and the app waits for them. */
  teamsSettings: 'api' | 'manual';
  /** Whether a second person agrees to every change, or to those that open wide. */
  approval: 'always' | 'whenLoosening';
  /** Hours a second person has. */
  approvalHours: number;
}

/**
 * The activities by name. Each that is handed a `sequence` records exactly one step under it (`look` says how many);
 * when it runs again it finds that step and answers from it.
 */
export function createActivities(tools: Tools) {
  const { store } = tools;
  return {
    inspect: announcing(store, inspectActivity(tools), () => 'accepted'),
    plan: announcing(store, planActivity(tools), ({ decideBy }) =>
      decideBy === undefined ? undefined : 'approvalNeeded',
    ),
    apply: announcing(store, applyActivity(tools), ({ kind }, { isUndo }) =>
      !isUndo && (kind === 'applied' || kind === 'byHand') ? 'applied' : undefined,
    ),
    lookForDecision: lookForDecisionActivity(tools),
    look: announcing(store, lookActivity(tools), ({ end, proof: { tries } }) =>
      end === undefined && tries === 1 ? 'waiting' : undefined,
    ),
    planUndo: planUndoActivity(tools),
    cleanUp: cleanUpActivity(tools),
    close: announcing(store, closeActivity(tools), () => 'finished'),
    deliver: deliverActivity(tools),
    /** Whether this run puts back what it wrote, now that it did not succeed. */
    wantsUndo: async ({ id }: { id: string }): Promise<boolean> => {
      const { request } = await runOf(tools.store, id);
      return request.undoOnFailure && (await writtenBy(tools.store, id)).length > 0;
    },
    /** How many steps are recorded: the number of the next one. */
    countSteps: async ({ id }: { id: string }): Promise<number> => (await tools.store.steps(id)).length,
  };
}

export type Activities = ReturnType<typeof createActivities>;
