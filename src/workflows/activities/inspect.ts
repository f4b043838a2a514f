import { CHECKLIST } from '../../controls/checklist';
import type { Permissions } from '../../controls/control';
import { documentsOf, readDocument, type DocumentReading } from '../../controls/documents';
import { isMissingNothing, missingOf, permissionsInWords, readGrants } from '../../controls/permissions';
import type { Verdict } from '../../enablement/conclusion';
import type { Enablement } from '../../enablement/enablement';
import { isCanaryMember } from '../../proof/canary';
import { findGuest } from '../../proof/guest';
import { readOrganization } from '../../proof/organization';
import { neededForProof } from '../../proof/permissions';
import type { Tools } from '.';
import { runOf } from './recorded-steps';

/** What stood in the tenant before the run touched it. */
export interface InspectedResult {
  documents: DocumentReading[];
  /** The test guest's account, where one was there before the run: then it is never deleted. */
  guestBefore?: { id: string; wasMember: boolean };
  missing: Permissions;
  verdict?: Verdict;
}

export type Inspection = { kind: 'inspected' } | { kind: 'hopeless'; verdict: Verdict };

/** Reads every control once, the rights of our identity, and what there is of the test guest. Changes nothing. */
export function inspectActivity(tools: Tools) {
  const { store, clients, out, now } = tools;

  return async ({ id, sequence }: { id: string; sequence: number }): Promise<Inspection> => {
    const recorded = await store.findStep(id, sequence);
    if (recorded) return inspectionOf(recorded.result as InspectedResult);

    const run = await runOf(store, id);
    await recordAcceptance(run);
    const started = now().toISOString();
    const granted = await readGrants(out);
    const needed = run.request.dryRun
      ? CHECKLIST.map(({ toRead }) => toRead)
      : [
          ...CHECKLIST.flatMap(({ toRead, toWrite }) => [toRead, toWrite]),
          neededForProof(tools.canaryGroupId !== undefined),
        ];
    const missing = missingOf(needed, granted);
    const result = isMissingNothing(missing)
      ? await look(run, missing)
      : { documents: [], missing, verdict: lacking(missing) };
    const step = await store.record(id, sequence, {
      kind: 'inspected',
      controls: CHECKLIST.map((control) => control.id),
      started,
      ended: now().toISOString(),
      ...(granted.as && { as: granted.as }),
      text: result.verdict?.text ?? 'Read every setting, our permissions and the test guest.',
      result,
      requestIds: result.documents.flatMap(({ readings }) =>
        readings.flatMap((reading) =>
          reading.kind === 'known' && reading.requestId ? [reading.requestId] : [],
        ),
      ),
    });
    return inspectionOf(step.result as InspectedResult);
  };

  async function look({ request }: Enablement, missing: Permissions): Promise<InspectedResult> {
    const [organization, documents, guest] = await Promise.all([
      readOrganization(clients.graph),
      Promise.all(documentsOf(CHECKLIST).map((document) => readDocument(clients, document, now))),
      findGuest(clients.graph, request.testGuestEmail),
    ]);
    const unknown = documents
      .flatMap(({ readings }) => readings)
      .find((reading) => reading.kind === 'unknown');
    const domain = request.testGuestEmail.split('@')[1] ?? '';
    const verdict =
      organization.tenantId !== request.tenantId
        ? otherTenant()
        : organization.verifiedDomains.includes(domain)
          ? ownDomain(domain)
          : guest.kind === 'found' && guest.userType !== 'Guest'
            ? notAGuest()
            : unknown?.kind === 'unknown'
              ? unreadable(unknown.control, unknown.reason)
              : undefined;
    const { canaryGroupId } = tools;
    const guestBefore =
      guest.kind === 'found'
        ? {
            id: guest.id,
            wasMember:
              canaryGroupId !== undefined && (await isCanaryMember(clients.graph, canaryGroupId, guest.id)),
          }
        : undefined;
    return { documents, missing, ...(guestBefore && { guestBefore }), ...(verdict && { verdict }) };
  }

  /** The first link of the chain: what was asked, by whom. */
  async function recordAcceptance({ id, request, acceptedAt }: Enablement): Promise<void> {
    const text = `${request.requestedBy} asked for guest access (${request.profile})${request.dryRun ? ', as a dry run' : ''}.`;
    const step = {
      kind: 'accepted' as const,
      started: acceptedAt,
      ended: acceptedAt,
      as: request.requestedBy,
      text,
      result: request,
      requestIds: [],
    };
    await store.record(id, 0, step);
  }
}

const inspectionOf = ({ verdict }: InspectedResult): Inspection =>
  verdict ? { kind: 'hopeless', verdict } : { kind: 'inspected' };

function lacking(missing: Permissions): Verdict {
  const text = `Our identity lacks ${permissionsInWords(missing)}.`;
  return {
    kind: 'PERMISSION',
    text,
    advice: ['Grant it with the deployment script, wait for a fresh token, and ask again.'],
  };
}

const otherTenant = (): Verdict => ({
  kind: 'PERMISSION',
  text: 'Our identity belongs to another tenant than the request names.',
  advice: ['Check TENANT_ID and the managed identity of the app.'],
});

const ownDomain = (domain: string): Verdict => ({
  kind: 'INPUT',
  text: `The test guest is of ${domain}, a domain this tenant owns: it can never be a guest here.`,
  advice: ['Use a mailbox outside all your domains as test guest.'],
});

const notAGuest = (): Verdict => ({
  kind: 'INPUT',
  text: 'The address of the test guest belongs to a member of this tenant.',
  advice: ['Use a mailbox outside all your domains as test guest.'],
});

const unreadable = (control: string, reason: string): Verdict => ({
  kind: 'UNKNOWN',
  control,
  text: `${control} could not be read: ${reason}`,
  advice: ['Nothing was changed. Read the raw error in the steps.'],
});
