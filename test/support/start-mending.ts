import { z } from 'zod';
import { createCallbacks } from '../../src/callbacks/callbacks';
import { callbackSettings, callbackSettingsOf } from '../../src/callbacks/settings';
import type { Conclusion } from '../../src/enablement/conclusion';
import type { PlannedResult } from '../../src/enablement/decision';
import type { Ending } from '../../src/enablement/outcome';
import type { StoredRegistration } from '../../src/enablement/registration';
import { createActivities } from '../../src/workflows/activities';
import { createMendingActivities } from '../../src/workflows/activities/ask-mending';
import { startAudits, type Audits } from './start-audits';
import { clientsOf } from './start-tenant';

export interface Mending extends Audits {
  /** Has the run asked for that an audit found due, without starting it; undefined where there is none to start. */
  askFor(auditId: string): Promise<string | undefined>;
  /** Carries out a run as the workflow does, agreed to or not where somebody must; answers its last word. */
  carryOut(
    run: string,
    options?: {
      answer?: 'approve' | 'decline';
      beforeWrite?: () => Promise<void>;
      beforeClose?: () => Promise<unknown>;
      /** Ends it from outside before it writes. */
      breaksOff?: boolean;
    },
  ): Promise<Conclusion>;
  /** What a run planned. */
  planOf(run: string): Promise<PlannedResult['plan']>;
  /** The id of the last audit. */
  lastAudit(): Promise<string>;
  /** Asks for what the last audit found due, and carries it out. */
  mend(): Promise<Conclusion | undefined>;
}

/** Audits, and the activities of the runs they ask for, on a tenant and a store of their own. */
export async function startMending(
  file: Record<string, unknown>,
  registration: StoredRegistration,
): Promise<Mending> {
  const audits = await startAudits(file, registration);
  const { tenant, runs: store } = audits;
  const { tenantId, out, clock } = tenant;
  const callbacks = createCallbacks(callbackSettingsOf(z.object(callbackSettings).parse({})), {
    now: out.now,
  });
  const asking = createMendingActivities({ audits: audits.audits, store, now: out.now });
  let stamped: Date | undefined;
  const activities = createActivities(store, async () => ({
    tenantId,
    teamsSettings: 'api',
    approval: 'whenLoosening',
    ...registration,
    clients: clientsOf(tenant),
    store,
    audits: audits.audits,
    timeBoxes: audits.timeBoxes,
    out,
    callbacks,
    now: () => stamped ?? out.now(),
    statusTokenSecret: 'a-secret-of-at-least-thirty-two-characters',
    approvalHours: 72,
  }));
  const now = (): number => clock.now();
  const next = (id: string): Promise<number> => activities.countSteps({ id });

  const askFor: Mending['askFor'] = async (id) =>
    (await asking.askMending({ id, tenantId }, undefined)).begins;
  const planOf: Mending['planOf'] = async (id) => {
    const planned = (await store.steps(id)).find(({ kind }) => kind === 'planned')?.result;
    return (planned as PlannedResult).plan;
  };
  const carryOut: Mending['carryOut'] = async (id, options = {}) => {
    const { answer = 'approve', beforeWrite, beforeClose, breaksOff = false } = options;
    await activities.inspect({ id, sequence: 1, now: now() });
    const { documents, decideBy, verdict } = await activities.plan({ id, sequence: 2, now: now() });
    if (verdict) throw new Error(verdict.text);
    if (decideBy !== undefined) {
      const { hash: subject } = await planOf(id);
      await store.tell(id, { kind: answer, by: 'Grace Approver', at: out.now().toISOString(), subject });
      const expiresAt = Date.parse(decideBy);
      await activities.lookForDecision({ id, sequence: 3, seen: 0, expiresAt, now: now() });
    }
    await beforeWrite?.();
    const isDeclined = decideBy !== undefined && answer === 'decline';
    for (const document of isDeclined || breaksOff ? [] : documents)
      await activities.apply({ id, sequence: await next(id), document, now: now() });
    const ending: Ending = isDeclined
      ? { kind: 'declined', by: 'Grace Approver' }
      : { kind: breaksOff ? 'closed' : 'undone' };
    const cleanUp = await activities.cleanUp({ id, sequence: await next(id) });
    // Its end is stamped before it is written.
    stamped = out.now();
    await beforeClose?.();
    await activities.close({ id, sequence: await next(id), seen: 0, ending, cleanUp });
    stamped = undefined;
    const conclusion = (await store.find(id))?.conclusion;
    if (conclusion === undefined) throw new Error(`${id} is not over.`);
    return conclusion;
  };
  const lastAudit = async (): Promise<string> => (await audits.audits.standing(tenantId))?.auditId ?? '';

  return {
    ...audits,
    askFor,
    planOf,
    carryOut,
    lastAudit,
    async mend() {
      const run = await askFor(await lastAudit());
      return run === undefined ? undefined : carryOut(run);
    },
  };
}
