import type { Callbacks } from '../../callbacks/callbacks';
import type { Clients } from '../../controls/settings-document';
import type { Registration } from '../../enablement/registration';
import type { WayOut } from '../../http/way-out';
import type { EnablementStore } from '../../store/enablement-store';
import type { CanaryActivities } from './advance-canary';
import { announcing, type Summon } from './announce';
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

/** What the activities of one tenant's runs work with. */
export interface Tools extends Registration {
  clients: Clients;
  store: EnablementStore;
  out: WayOut;
  callbacks: Callbacks;
  now: () => Date;
  statusTokenSecret: string;
  publicUrl?: string;
  /** Hours a second person has. */
  approvalHours: number;
}

/** Whether a run puts back what it wrote, now that it did not succeed. */
const wantsUndoActivity =
  ({ store }: Tools) =>
  async ({ id }: { id: string }): Promise<boolean> => {
    const { request } = await runOf(store, id);
    return request.undoOnFailure && (await writtenBy(store, id)).length > 0;
  };

/** How many steps are recorded: the number of the next one. */
const countStepsActivity =
  ({ store }: Tools) =>
  async ({ id }: { id: string }): Promise<number> =>
    (await store.steps(id)).length;

/** Each that did something a caller may want to hear of tells it; what it tells of follows from its answer. */
const MAKERS = {
  inspect: (tools: Tools) => announcing(tools.store, inspectActivity(tools), () => 'accepted'),
  plan: (tools: Tools) =>
    announcing(tools.store, planActivity(tools), ({ decideBy }) =>
      decideBy === undefined ? undefined : 'approvalNeeded',
    ),
  apply: (tools: Tools) =>
    announcing(tools.store, applyActivity(tools), ({ kind }, { isUndo }) =>
      !isUndo && (kind === 'applied' || kind === 'byHand') ? 'applied' : undefined,
    ),
  lookForDecision: lookForDecisionActivity,
  look: (tools: Tools) =>
    announcing(tools.store, lookActivity(tools), ({ end, proof: { tries } }) =>
      end === undefined && tries === 1 ? 'waiting' : undefined,
    ),
  planUndo: planUndoActivity,
  cleanUp: cleanUpActivity,
  close: (tools: Tools) => announcing(tools.store, closeActivity(tools), () => 'finished'),
  deliver: deliverActivity,
  wantsUndo: wantsUndoActivity,
  countSteps: countStepsActivity,
};

export type RunActivities = { [N in keyof typeof MAKERS]: ReturnType<(typeof MAKERS)[N]> };

export type Activities = RunActivities & CanaryActivities;

/**
 * The activities by name. Each that is handed a `sequence` records exactly one step under it (`look` says how many);
 * when it runs again it finds that step and answers from it. Each works with the tools of the tenant its run is about.
 */
export function createActivities(
  store: EnablementStore,
  toolsFor: (tenantId: string) => Promise<Tools>,
): RunActivities {
  const activity =
    (make: (tools: Tools) => (input: never, summon?: Summon) => Promise<unknown>) =>
    async (input: { id: string }, summon?: Summon): Promise<unknown> => {
      const { tenantId } = await runOf(store, input.id);
      return make(await toolsFor(tenantId))(input as never, summon);
    };
  return Object.fromEntries(
    Object.entries(MAKERS).map(([name, make]) => [name, activity(make)]),
  ) as unknown as RunActivities;
}
