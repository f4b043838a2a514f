import type { Clients } from '../../controls/settings-document';
import type { WayOut } from '../../http/way-out';
import type { EnablementStore } from '../../store/enablement-store';
import { applyActivity } from './apply';
import { cleanUpActivity } from './clean-up';
import { closeActivity } from './close';
import { inspectActivity } from './inspect';
import { lookActivity } from './look';
import { planActivity } from './plan';

/** What the activities work with. */
export interface Tools {
  clients: Clients;
  store: EnablementStore;
  out: WayOut;
  now: () => Date;
  statusTokenSecret: string;
  canaryGroupId?: string;
  publicUrl?: string;
}

/**
 * The activities by name. Each that is handed a `sequence` records exactly one step under it (`look` says how many);
 * when it runs again it finds that step and answers from it.
 */
export function createActivities(tools: Tools) {
  return {
    inspect: inspectActivity(tools),
    plan: planActivity(tools),
    apply: applyActivity(tools),
    look: lookActivity(tools),
    cleanUp: cleanUpActivity(tools),
    close: closeActivity(tools),
    /** How many steps are recorded: the number of the next one. */
    countSteps: async ({ id }: { id: string }): Promise<number> => (await tools.store.steps(id)).length,
  };
}

export type Activities = ReturnType<typeof createActivities>;
