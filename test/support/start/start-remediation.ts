import { z } from 'zod';
import { createCallbacks } from '../../../src/callbacks/send-callback';
import { callbackSettings, callbackSettingsOf } from '../../../src/callbacks/callback-settings';
import type { RunOutcome } from '../../../src/domain/enablement/outcome';
import type { PlannedResult } from '../../../src/domain/enablement/decision';
import type { RunEnd } from '../../../src/domain/enablement/decide-outcome';
import type { StoredTenantSettings } from '../../../src/domain/tenant/tenant-settings';
import { createActivities } from '../../../src/workflows/activities';
import { createRemediationActivities } from '../../../src/workflows/audit/activities/request-remediation';
import { startAudits, type Audits } from './start-audits';
import { clientsOf } from './start-tenant';

export interface Remediation extends Audits {
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
  ): Promise<RunOutcome>;
  /** What a run planned. */
  planOf(run: string): Promise<PlannedResult['plan']>;
  /** The id of the last audit. */
  lastAudit(): Promise<string>;
  /** Asks for what the last audit found due, and carries it out. */
  remediate(): Promise<RunOutcome | undefined>;
}

/** Audits, and the activities of the runs they ask for, on a tenant and a store of their own. */
export async function startRemediation(
  file: Record<string, unknown>,
  tenantSettings: StoredTenantSettings,
): Promise<Remediation> {
  const audits = await startAudits(file, tenantSettings);
  const { tenant, runs: store } = audits;
  const { tenantId, clientContext, clock } = tenant;
  const callbacks = createCallbacks(callbackSettingsOf(z.object(callbackSettings).parse({})), {
    now: clientContext.now,
  });
  const asking = createRemediationActivities({ audits: audits.audits, store, now: clientContext.now });
  let stamped: Date | undefined;
  const activities = createActivities(store, async () => ({
    tenantId,
    teamsSettings: 'api',
    approval: 'whenLoosening',
    ...tenantSettings,
    clients: clientsOf(tenant),
    store,
    audits: audits.audits,
    expiries: audits.expiries,
    clientContext,
    callbacks,
    now: () => stamped ?? clientContext.now(),
    statusTokenSecret: 'a-secret-of-at-least-thirty-two-characters',
    approvalHours: 72,
  }));
  const now = (): number => clock.now();
  const next = (id: string): Promise<number> => activities.countSteps({ id });

  const askFor: Remediation['askFor'] = async (id) =>
    (await asking.requestRemediation({ id, tenantId }, undefined)).begins;
  const planOf: Remediation['planOf'] = async (id) => {
    const planned = (await store.steps(id)).find(({ kind }) => kind === 'planned')?.result;
    return (planned as PlannedResult).plan;
  };
  const carryOut: Remediation['carryOut'] = async (id, options = {}) => {
    const { answer = 'approve', beforeWrite, beforeClose, breaksOff = false } = options;
    await activities.inspect({ id, sequence: 1, now: now() });
    const { documents, decideBy, verdict } = await activities.planChanges({ id, sequence: 2, now: now() });
    if (verdict) throw new Error(verdict.text);
    if (decideBy !== undefined) {
      const { hash: subject } = await planOf(id);
      await store.sendCommand(id, {
        kind: answer,
        by: 'Grace Approver',
        at: clientContext.now().toISOString(),
        subject,
      });
      const expiresAt = Date.parse(decideBy);
      await activities.checkDecision({ id, sequence: 3, seen: 0, expiresAt, now: now() });
    }
    await beforeWrite?.();
    const isDeclined = decideBy !== undefined && answer === 'decline';
    for (const document of isDeclined || breaksOff ? [] : documents)
      await activities.applyDocument({ id, sequence: await next(id), document, now: now() });
    const runEnd: RunEnd = isDeclined
      ? { kind: 'declined', by: 'Grace Approver' }
      : { kind: breaksOff ? 'closed' : 'undone' };
    const cleanUp = await activities.cleanUp({ id, sequence: await next(id) });
    // Its end is stamped before it is written.
    stamped = clientContext.now();
    await beforeClose?.();
    await activities.closeRun({ id, sequence: await next(id), seen: 0, runEnd, cleanUp });
    stamped = undefined;
    const runOutcome = (await store.find(id))?.runOutcome;
    if (runOutcome === undefined) throw new Error(`${id} is not over.`);
    return runOutcome;
  };
  const lastAudit = async (): Promise<string> => (await audits.audits.auditState(tenantId))?.auditId ?? '';

  return {
    ...audits,
    askFor,
    planOf,
    carryOut,
    lastAudit,
    async remediate() {
      const run = await askFor(await lastAudit());
      return run === undefined ? undefined : carryOut(run);
    },
  };
}
