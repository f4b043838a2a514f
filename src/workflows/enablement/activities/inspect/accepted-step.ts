import { speakerOf, type Enablement } from '../../../../domain/enablement/enablement';
import type { EnablementStore } from '../../../../store/enablements/enablement-store';
import { say } from '../../../../texts/say';

/** Records the first link of the chain: what was asked, by whom. */
export async function recordAcceptance(
  store: EnablementStore,
  { id, request, acceptedAt }: Enablement,
): Promise<void> {
  const { goal, profile, requestedBy, through, requestedById, dryRun, undoes, remediates, provesOnly } =
    request;
  const by = requestedBy;
  const sentence = undoes
    ? say('step.requestedUndo', { by, undoes })
    : provesOnly
      ? say('step.requestedProof', { by })
      : remediates
        ? say('step.requestedRemediation', { by, findings: remediates.findings })
        : say(dryRun ? 'step.requestedDryRun' : 'step.requested', { by, goal, profile });
  const step = {
    kind: 'accepted' as const,
    started: acceptedAt,
    ended: acceptedAt,
    as: speakerOf({ by: requestedBy, through }),
    ...(requestedById && { asId: requestedById }),
    ...sentence,
    result: request,
    requestIds: [],
  };
  await store.record(id, 0, step);
}
