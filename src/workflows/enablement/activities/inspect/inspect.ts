import { concernedBy, controlOf } from '../../../../controls/checklist';
import { NOTHING, type Control } from '../../../../controls/control';
import { documentsOf } from '../../../../settings/read-settings';
import { missingOf, isMissingNothing, type Granted } from '../../../../controls/permissions';
import type { Enablement } from '../../../../domain/enablement/enablement';
import { plainly } from '../../../../domain/diagnosis/explanation';
import { explainSignInError } from '../../../../domain/diagnosis/entra-sign-in-errors';
import { desiredSettingsOf } from '../../../../domain/plan/desired-settings';
import { NoToken, orNoToken } from '../../../../microsoft/http/service-errors';
import { readGrants } from '../../../../microsoft/permissions/read-granted-permissions';
import { recordAcceptance } from './accepted-step';
import { cancelledIn, recordCancel } from '../close/cancellation';
import { inspectionOf, type InspectedResult, type Inspection } from './inspection';
import { missingPermissions } from './inspection-verdicts';
import { findingsToRemediate } from '../plan/remediation-basis';
import { neededBy } from '../../../context/needed-permissions';
import { readTenant } from './read-tenant';
import { controlsIn, requestIdsOf } from '../../../context/readings';
import { runOf } from '../../../context/recorded-steps';
import type { TenantContext } from '../../../context/tenant-context';
import { writtenBy } from '../apply/written-changes';
import { sentenceOf } from '../../../../domain/diagnosis/verdict';
import { say } from '../../../../texts/say';

/** Looks at our rights, then reads every control once and what there is of the test guest. Changes nothing. */
export function inspectActivity(tenantContext: TenantContext) {
  const { store, clientContext, now } = tenantContext;

  return async (input: { id: string; sequence: number; now: number }): Promise<Inspection> => {
    const { id, sequence } = input;
    const recorded = await store.findStep(id, sequence);
    const earlier = cancelledIn(recorded);
    if (earlier) return { kind: 'cancelled', ...earlier };
    if (recorded) return inspectionOf(recorded.result as InspectedResult);

    const run = await runOf(store, id);
    await recordAcceptance(store, run);
    const cancelled = await recordCancel(store, run, sequence, now());
    if (cancelled) return { kind: 'cancelled', ...cancelled };
    const started = now().toISOString();
    const controls = await controlsFor(run);
    const granted = await orNoToken(readGrants(clientContext));
    const result =
      granted instanceof NoToken ? notLetIn(granted) : await inspect(run, controls, granted, input.now);
    const step = await store.record(id, sequence, {
      kind: 'inspected',
      controls: controls.map((control) => control.id),
      started,
      ended: now().toISOString(),
      ...('as' in granted && { as: granted.as }),
      ...(result.explanation ? sentenceOf(result.explanation.verdict) : say('step.inspected')),
      result,
      requestIds: requestIdsOf(result.documents),
    });
    return inspectionOf(step.result as InspectedResult);
  };

  async function inspect(
    run: Enablement,
    controls: Control[],
    granted: Granted,
    since: number,
  ): Promise<InspectedResult> {
    const missing = missingOf(neededBy(tenantContext, run.request, controls, granted.isTeamsDark), granted);
    const { undoes } = run.request;
    const written = undoes === undefined ? [] : await writtenBy(store, undoes);
    if (isMissingNothing(missing)) return readTenant(tenantContext, run, controls, granted, since, written);
    return { documents: [], granted, explanation: plainly(missingPermissions(missing)) };
  }

  /** What the wish is about; for an undo, what was written, or what an audit found. */
  async function controlsFor(run: Enablement): Promise<Control[]> {
    const { request } = run;
    if (request.remediates) {
      const found = await findingsToRemediate(tenantContext, run);
      return controlsIn(documentsOf(found.map(({ control = '' }) => controlOf(control))));
    }
    if (request.undoes === undefined) return concernedBy(desiredSettingsOf(request));
    const written = await writtenBy(store, request.undoes);
    return controlsIn(written.map(({ document }) => document));
  }
}

const notLetIn = ({ code }: NoToken): InspectedResult => ({
  documents: [],
  granted: NOTHING,
  explanation: plainly(explainSignInError(code)),
});
