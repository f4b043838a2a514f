import { concernedBy, controlOf } from '../../controls/checklist';
import { NOTHING, type Control } from '../../controls/control';
import { documentsOf } from '../../controls/documents';
import { missingOf, isMissingNothing, type Granted } from '../../controls/permissions';
import type { Enablement } from '../../enablement/enablement';
import { plainly } from '../../enablement/explanation';
import { whyNotLetIn } from '../../enablement/not-let-in';
import { wishOf } from '../../enablement/wish';
import { NoToken, orNoToken } from '../../http/faults';
import { readGrants } from '../../proof/read-grants';
import { recordAcceptance } from './accepted-step';
import { cancelledIn, recordCancel } from './cancelled';
import { inspectionOf, type InspectedResult, type Inspection } from './inspected';
import { lacking } from './inspection-verdicts';
import { findingsToMend } from './mend-basis';
import { neededBy } from './needed-rights';
import { readTenant } from './read-tenant';
import { controlsIn, requestIdsOf } from './readings';
import { runOf } from './recorded-steps';
import type { Tools } from './tools';
import { writtenBy } from './written';
import { sentenceOf } from '../../enablement/verdict';
import { say } from '../../texts/say';

/** Looks at our rights, then reads every control once and what there is of the test guest. Changes nothing. */
export function inspectActivity(tools: Tools) {
  const { store, out, now } = tools;

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
    const granted = await orNoToken(readGrants(out));
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
    const missing = missingOf(neededBy(tools, run.request, controls, granted.isTeamsDark), granted);
    const { undoes } = run.request;
    const written = undoes === undefined ? [] : await writtenBy(store, undoes);
    if (isMissingNothing(missing)) return readTenant(tools, run, controls, granted, since, written);
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
}

const notLetIn = ({ code }: NoToken): InspectedResult => ({
  documents: [],
  granted: NOTHING,
  explanation: plainly(whyNotLetIn(code)),
});
