import { speakerOf, type Enablement } from '../../enablement/enablement';
import type { EnablementStore } from '../../store/enablement-store';

/** Records the first link of the chain: what was asked, by whom. */
export async function recordAcceptance(
  store: EnablementStore,
  { id, request, acceptedAt }: Enablement,
): Promise<void> {
  const { goal, profile, requestedBy, through, requestedById, dryRun, undoes, mends, provesOnly } = request;
  const what = undoes
    ? `to put back what ${undoes} changed`
    : provesOnly
      ? 'for a proof that guests still get in'
      : mends
        ? `to put back what it found: ${mends.findings.join(', ')}`
        : `for ${GOALS[goal]} (${profile})${dryRun ? ', as a dry run' : ''}`;
  const text = `${requestedBy} asked ${what}.`;
  const step = {
    kind: 'accepted' as const,
    started: acceptedAt,
    ended: acceptedAt,
    as: speakerOf({ by: requestedBy, through }),
    ...(requestedById && { asId: requestedById }),
    text,
    result: request,
    requestIds: [],
  };
  await store.record(id, 0, step);
}

const GOALS = {
  guestAccess: 'guest access',
  externalAccess: 'external access',
  both: 'guest access and external access',
} as const;
