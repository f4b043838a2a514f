import { createHash } from 'node:crypto';
import type { AuditFinding } from '../../../domain/audit/audit-finding';
import { controlOf } from '../../../controls/checklist';
import type { Log } from '../../../domain/events/log-event';
import { workOf, type EnablementRequest } from '../../../domain/enablement/request';
import { runIdOf } from '../../../domain/enablement/run-id';
import type { AuditStore } from '../../../store/audits/audit-store';
import type { EnablementStore } from '../../../store/enablements/enablement-store';

export interface RemediationActivities {
  /**
   * Asks for the run that undoes what an audit found in a tenant. Asking again asks for the same; where something
   * else changes the tenant, there is none this time.
   * @returns the run, to be started, where it was asked for just now: the sweeper starts one that was not
   */
  requestRemediation: (
    input: { id: string; tenantId: string },
    _: unknown,
    log?: Log,
  ) => Promise<{ begins?: string }>;
}

/** The run an audit asks for in a tenant: known before it is saved, so that the report can name it. */
export const remediationRunOf = (auditId: string, tenantId: string): string =>
  runIdOf(createHash('sha256').update(`${auditId} ${tenantId}`).digest());

/** What an audit finds becomes a request like any other; what comes of it is for the run to say. */
export function createRemediationActivities({
  audits,
  store,
  now,
}: {
  audits: Pick<AuditStore, 'result'>;
  store: Pick<EnablementStore, 'admit'>;
  now: () => Date;
}): RemediationActivities {
  return {
    async requestRemediation({ id: auditId, tenantId }, _, log = () => undefined) {
      const found = (await audits.result(auditId, tenantId))?.findings ?? [];
      const due = found.filter(({ remediation }) => remediation?.state === 'due');
      if (due.length === 0) return {};
      const id = remediationRunOf(auditId, tenantId);
      const request = requestFor(tenantId, auditId, due);
      const admitted = await store.admit({
        id,
        request,
        work: workOf(request),
        acceptedAt: now().toISOString(),
        idempotency: { key: `the mending of ${auditId}`, fingerprint: auditId },
      });
      if (admitted.kind !== 'admitted') return {};
      log({ event: 'runAccepted', enablement: id, tenant: tenantId, goal: request.goal });
      return { begins: id };
    },
  };
}

function requestFor(tenantId: string, auditId: string, due: readonly AuditFinding[]): EnablementRequest {
  const options = new Set(due.flatMap(({ control = '' }) => controlOf(control).options));
  return {
    tenantId,
    goal: options.size > 1 ? 'both' : ([...options][0] ?? 'guestAccess'),
    profile: 'gated',
    requestedBy: `Audit ${auditId}`,
    guestCalling: 'leave',
    guestMeeting: 'leave',
    guestMessaging: 'leave',
    allowConsumer: false,
    deadlineHours: 24,
    purgeTestGuest: false,
    undoOnFailure: false,
    dryRun: false,
    remediates: { auditId, findings: due.map(({ key }) => key) },
  };
}
