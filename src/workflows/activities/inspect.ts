import { concernedBy, controlOf } from '../../controls/checklist';
import { NOTHING, type Control, type Permissions } from '../../controls/control';
import { documentsOf, type DocumentReading } from '../../controls/documents';
import { missingOf, isMissingNothing, narrowed, readGrants, type Granted } from '../../controls/permissions';
import type { Verdict } from '../../enablement/conclusion';
import { speakerOf, type Enablement } from '../../enablement/enablement';
import { putsBack } from '../../enablement/request';
import { batchedReads } from '../../graph/batched-reads';
import { NoToken, orNoToken } from '../../http/faults';
import { together } from '../../http/together';
import { explain } from '../../enablement/explain';
import { plainly, type Explanation } from '../../enablement/explanation';
import { assess, withoutRights } from '../../enablement/finding';
import { whyNotLetIn } from '../../enablement/not-let-in';
import { whyNeverGuest } from '../../enablement/never-a-guest';
import type { Organization } from '../../proof/organization';
import { readOrganization } from '../../proof/organization';
import { wishOf } from '../../enablement/wish';
import { isCanaryMember } from '../../proof/canary';
import { findGuest } from '../../proof/guest';
import { neededForProof, NEEDED_ALWAYS, NEEDED_TO_FIND } from '../../proof/permissions';
import type { Tools } from '.';
import { lacking, otherTenant, unreadable } from './inspection-verdicts';
import { findingsToMend } from './mend-basis';
import { patiently } from './patience';
import { controlsIn, isByHand, readFor, readingsOf, requestIdsOf } from './readings';
import { runOf } from './recorded-steps';
import { writtenBy } from './written';

/** What stood in the tenant before the run touched it. */
export interface InspectedResult {
  documents: DocumentReading[];
  /** The group of the test team, where there is one. */
  canaryGroupId?: string;
  /** The test guest's account, where one was there before the run: then it is never deleted. */
  guestBefore?: { id: string; wasMember: boolean };
  /** What our identity may do, by its tokens. */
  granted: Permissions;
  /** The domain by which partners know this tenant. */
  ourDomain?: string;
  /** Why the run ends here. */
  explanation?: Explanation;
}

export type Inspection = { kind: 'inspected' } | { kind: 'hopeless'; verdict: Verdict };

/** Reads every control once, the rights of our identity, and what there is of the test guest. Changes nothing. */
export function inspectActivity(tools: Tools) {
  const { store, clients, out, now } = tools;

  return async (input: { id: string; sequence: number; now: number }): Promise<Inspection> => {
    const { id, sequence } = input;
    const recorded = await store.findStep(id, sequence);
    if (recorded) return inspectionOf(recorded.result as InspectedResult);

    const run = await runOf(store, id);
    await recordAcceptance(run);
    const started = now().toISOString();
    const controls = await controlsFor(run);
    const granted = await orNoToken(readGrants(out));
    const result =
      granted instanceof NoToken ? notLetIn(granted) : await inspect(run, controls, granted, input.now);
    const step = await store.record(id, sequence, {
      kind: 'inspected',
      controls: controls.map((control) => control.id),
      started,
      ended: now().toISOString(),
      ...('as' in granted && { as: granted.as }),
      text: result.explanation?.verdict.text ?? 'Read every setting, our permissions and the test guest.',
      result,
      requestIds: requestIdsOf(result.documents),
    });
    return inspectionOf(step.result as InspectedResult);
  };

  async function inspect(
    run: Enablement,
    controls: Control[],
    granted: Granted,
    time: number,
  ): Promise<InspectedResult> {
    const missing = missingOf(neededBy(run, controls, granted.isTeamsDark), granted);
    if (isMissingNothing(missing)) return look(run, controls, granted, time);
    return { documents: [], granted, explanation: plainly(lacking(missing)) };
  }

  /** What the wish is about; for a way back, what was written, or what an audit found. */
  async function controlsFor(run: Enablement): Promise<Control[]> {
    const { request } = run;
    if (request.mends) {
      const found = await findingsToMend(tools, run);
      return controlsIn(documentsOf(found.map(({ control = '' }) => controlOf(control))));
    }
    if (request.undoes === undefined) return concernedBy(wishOf(request));
    const written = await writtenBy(store, request.undoes);
    return controlsIn(written.map(({ document }) => document));
  }

  /** What must be readable, and what the proof takes; what a change takes is asked once there is a plan. */
  function neededBy(
    { request }: Enablement,
    controls: readonly Control[],
    isTeamsDark = false,
  ): Permissions[] {
    const { goal, dryRun, testGuestEmail } = request;
    const isProven = goal !== 'externalAccess' && !dryRun && !putsBack(request);
    const readable = controls.filter(
      ({ can, document }) =>
        can === 'change' && document !== undefined && !isByHand(tools, document, !isTeamsDark),
    );
    return [
      NEEDED_ALWAYS,
      ...(testGuestEmail !== undefined && !putsBack(request) ? [NEEDED_TO_FIND] : []),
      ...readable.map(({ toRead }) => toRead),
      ...(isProven ? [neededForProof(tools.canaryGroupId !== undefined)] : []),
    ];
  }

  async function look(
    run: Enablement,
    controls: Control[],
    granted: Permissions,
    since: number,
  ): Promise<InspectedResult> {
    const email = putsBack(run.request) ? undefined : run.request.testGuestEmail;
    const graph = batchedReads(clients.graph, now);
    const [organization, { documents }, guest] = await together([
      readOrganization(graph),
      patiently({ clients: { ...clients, graph }, now }, since, (patient) =>
        readFor({ clients: patient, now }, run, controls),
      ),
      email === undefined ? undefined : findGuest(graph, email),
    ]);
    const isMember = guest?.kind === 'found' && guest.userType !== 'Guest';
    const explanation =
      organization.tenantId === run.request.tenantId
        ? whyHopeless(run, controls, documents, organization, isMember, granted)
        : plainly(otherTenant());
    const { canaryGroupId } = tools;
    const guestBefore =
      guest?.kind === 'found'
        ? {
            id: guest.id,
            wasMember:
              canaryGroupId !== undefined && (await isCanaryMember(clients.graph, canaryGroupId, guest.id)),
          }
        : undefined;
    return {
      documents,
      granted,
      ourDomain: organization.defaultDomain,
      ...(canaryGroupId && { canaryGroupId }),
      ...(guestBefore && { guestBefore }),
      ...(explanation && { explanation }),
    };
  }

  /** What no change of a setting could mend. */
  function whyHopeless(
    { request }: Enablement,
    controls: readonly Control[],
    documents: readonly DocumentReading[],
    { verifiedDomains }: Organization,
    isMember: boolean,
    granted: Permissions,
  ): Explanation | undefined {
    const { partnerDomains = [], testGuestEmail } = request;
    const input = whyNeverGuest(
      [...partnerDomains, testGuestEmail?.split('@')[1]],
      verifiedDomains,
      isMember,
    );
    if (putsBack(request)) return input && plainly(input);
    const wish = wishOf(request);
    const findings = assess(controls, narrowed(readingsOf(documents), granted), wish);
    // The Teams administration service may stay dark: then people set what it holds.
    const readable = withoutRights(findings, 'roles');
    const explanation = explain({ wish, findings: readable, past: new Map(), ...(input && { input }) });
    if (['INPUT', 'PERMISSION'].includes(explanation.verdict.kind)) return explanation;
    const dark = unreadableOf(controls, documents);
    return dark && plainly(dark);
  }

  /** A switch we are to set and cannot read ends the run before anything is written. */
  function unreadableOf(
    controls: readonly Control[],
    documents: readonly DocumentReading[],
  ): Verdict | undefined {
    const readings = readingsOf(documents);
    for (const { id, can, document } of controls) {
      const reading = readings.find(({ control }) => control === id);
      if (can !== 'change' || document === undefined || isByHand(tools, document, false)) continue;
      if (reading?.kind === 'unknown') return unreadable(id, reading.reason);
    }
    return undefined;
  }

  /** The first link of the chain: what was asked, by whom. */
  async function recordAcceptance({ id, request, acceptedAt }: Enablement): Promise<void> {
    const { goal, profile, requestedBy, through, dryRun, undoes, mends } = request;
    const what = undoes
      ? `to put back what ${undoes} changed`
      : mends
        ? `to put back what it found: ${mends.findings.join(', ')}`
        : `for ${GOALS[goal]} (${profile})${dryRun ? ', as a dry run' : ''}`;
    const text = `${requestedBy} asked ${what}.`;
    const step = {
      kind: 'accepted' as const,
      started: acceptedAt,
      ended: acceptedAt,
      as: speakerOf({ by: requestedBy, through }),
      text,
      result: request,
      requestIds: [],
    };
    await store.record(id, 0, step);
  }
}

const GOALS = {
  guestAccess: 'guest access',
  externalAccess: 'external access',
  both: 'guest access and external access',
} as const;

const inspectionOf = ({ explanation }: InspectedResult): Inspection =>
  explanation ? { kind: 'hopeless', verdict: explanation.verdict } : { kind: 'inspected' };

const notLetIn = ({ code }: NoToken): InspectedResult => ({
  documents: [],
  granted: NOTHING,
  explanation: plainly(whyNotLetIn(code)),
});
