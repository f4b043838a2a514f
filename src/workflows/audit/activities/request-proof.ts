import { isProofDue, type Proving } from '../../../domain/audit/recurring-proof';
import type { Log } from '../../../domain/events/log-event';
import { proofRequestOf } from '../../../domain/proof/proof-request';
import type { TenantSettings } from '../../../domain/tenant/tenant-settings';
import { workOf } from '../../../domain/enablement/request';
import type { EnablementStore } from '../../../store/enablements/enablement-store';
import type { Sentence } from '../../../texts/said';
import { say } from '../../../texts/say';

/** What an audit did about a proof that is due. */
export interface ProofAsked {
  note?: Sentence;
  /** The run to be started. */
  begins?: string;
}

interface ProofRequester {
  runs: Pick<EnablementStore, 'admit'>;
  newId: () => string;
  now: () => Date;
  log: Log;
}

/**
 * Asks for a proof where one is due: an ordinary request, which takes its turn like any other. It is saved under the name
 * of the audit, so that a second try finds the first.
 */
export async function askForProof(
  { runs, newId, now, log }: ProofRequester,
  tenant: TenantSettings,
  { auditId, proving }: { auditId: string; proving: Proving },
): Promise<ProofAsked> {
  const acceptedAt = now();
  if (tenant.canaryProof !== 'weekly' || !isProofDue(proving, acceptedAt.getTime())) return {};
  const request = proofRequestOf(tenant, { requestedBy: `audit ${auditId}` });
  if (request === undefined) return { note: say('audit.proofNoGuest') };
  const id = newId();
  const admitted = await runs.admit({
    id,
    request,
    work: workOf(request),
    acceptedAt: acceptedAt.toISOString(),
    idempotency: { key: `the proof of ${auditId}`, fingerprint: request.testGuestEmail ?? '' },
  });
  if (admitted.kind === 'admitted')
    log({ event: 'runAccepted', enablement: id, tenant: tenant.tenantId, goal: request.goal });
  switch (admitted.kind) {
    case 'admitted':
    case 'replayed':
    case 'joined': {
      const begins = admitted.kind === 'admitted' ? id : admitted.id;
      return { begins, note: say('audit.proofBegun', { run: begins }) };
    }
    case 'occupied':
      return {
        note: say('audit.proofOccupied', { by: admitted.by }),
      };
    case 'keyReused':
      return {
        note: say('audit.proofGuestChanged'),
      };
  }
}
