import { controlOf } from '../../controls/checklist';
import type { DocumentId } from '../../controls/control';
import { applyChanges, type Applied } from '../../controls/apply-changes';
import { serviceOf } from '../../controls/documents';
import { inWords, type Value } from '../../controls/value';
import { permissionsInWords } from '../../controls/permissions';
import type { Verdict } from '../../enablement/conclusion';
import type { PlannedResult } from '../../enablement/decision';
import { changeInWords, hashOf, type PlannedChange } from '../../enablement/plan';
import type { Handwork } from '../../enablement/proof';
import { wishOf } from '../../enablement/wish';
import type { RawError } from '../../http/faults';
import type { Tools } from '.';
import type { InspectedResult } from './inspect';
import { planRules } from './plan';
import { scopeOf } from './readings';
import { resultOf, runOf } from './recorded-steps';

export type Application =
  | { kind: 'applied' }
  /** Microsoft refuses an application here: a person must do it, and the proof will show that he did. */
  | { kind: 'byHand'; controls: Handwork[] }
  | { kind: 'cancelled'; by: string; seen: number }
  | { kind: 'refused'; verdict: Verdict }
  | { kind: 'hopeless'; verdict: Verdict };

/** What the step keeps: Microsoft's side of it, or who called the run off. */
export type AppliedResult =
  | Applied
  | { kind: 'byHand'; controls: Handwork[]; raw: RawError }
  | { kind: 'cancelled'; by: string; seen: number };

/** A reading younger than this is as good as a new one; an older one is taken again before anything is written. */
const FRESH_MS = 60_000;

/** Writes one settings document, only the properties planned, unless the run was called off or the tenant has moved. */
export function applyActivity(tools: Tools) {
  const { store, clients, now } = tools;
  interface Input {
    id: string;
    sequence: number;
    document: DocumentId;
    /** The workflow's time, milliseconds. */
    now: number;
    /** Whether this is the way back: then the last undo plan counts, and nobody calls it off. */
    isUndo?: boolean;
  }

  return async (input: Input): Promise<Application> => {
    const { id, sequence, document } = input;
    const recorded = await store.findStep(id, sequence);
    if (recorded) return applicationOf(recorded.result as AppliedResult);

    const planned = await resultOf<PlannedResult>(store, id, input.isUndo ? 'undoPlanned' : 'planned');
    if (planned === undefined) throw new Error(`Run ${id} has no plan to apply.`);
    const { plan } = planned;
    if (hashOf(plan.changes, planRules(tools).hash) !== plan.hash)
      throw new Error(`The recorded plan of run ${id} is not the one that was made.`);
    const changes = plan.changes.filter((change) => change.document === document);
    const started = now().toISOString();
    const result = await attempt(input, changes);
    const step = await store.record(id, sequence, {
      kind: result.kind === 'cancelled' ? 'told' : input.isUndo ? 'putBack' : 'applied',
      controls: [...new Set(changes.map(({ control }) => control))],
      started,
      ended: now().toISOString(),
      before: Object.fromEntries(changes.map(({ property, before }) => [property, before])),
      after: Object.fromEntries(changes.map(({ property, after }) => [property, after])),
      text: textOf(result, changes),
      result,
      requestIds: 'requestIds' in result ? result.requestIds : [],
      ...((result.kind === 'refused' || result.kind === 'byHand') && { error: result.raw }),
    });
    return applicationOf(step.result as AppliedResult);
  };

  async function attempt(
    { id, document, now: time, isUndo = false }: Input,
    changes: PlannedChange[],
  ): Promise<AppliedResult> {
    const { commands, request } = await runOf(store, id);
    const cancel = isUndo ? undefined : commands.find(({ kind }) => kind === 'cancel');
    if (cancel) return { kind: 'cancelled', by: cancel.by, seen: commands.length };

    const inspected = await resultOf<InspectedResult>(store, id, 'inspected');
    const reading = inspected?.documents.find((one) => one.document === document);
    const readAt = reading?.readings[0]?.at;
    const isFresh = !isUndo && readAt !== undefined && time - Date.parse(readAt) < FRESH_MS;
    const snapshot = isFresh && reading?.kind === 'known' ? reading.snapshot : undefined;
    const scope = scopeOf(wishOf(request));
    const result = await applyChanges(clients, document, changes, scope, now, snapshot);
    if (result.kind !== 'refused' || serviceOf(document) !== 'teamsAdmin' || isUndo) return result;
    return { kind: 'byHand', controls: handworkOf(changes), raw: result.raw };
  }
}

/** The lines a person would type for these changes, a line a control. */
function handworkOf(changes: readonly PlannedChange[]): Handwork[] {
  return [...new Set(changes.map(({ control }) => control))].map((control) => {
    const mine = changes.filter((change) => change.control === control);
    const to = Object.fromEntries(mine.map(({ property, after }) => [property, after]));
    return { control, powerShell: controlOf(control).inPowerShell?.(to) ?? '' };
  });
}

function textOf(result: AppliedResult, changes: PlannedChange[]): string {
  const words = changes.map(changeInWords).join('; ');
  switch (result.kind) {
    case 'applied':
      return `Changed ${words}.`;
    case 'unchanged':
      return `Already so: ${words}.`;
    case 'notReflected':
      return `Changed ${words}; a first reading still shows the old value.`;
    case 'moved':
      return movedVerdict(result).text;
    case 'refused':
      return `Microsoft refused: ${words}.`;
    case 'byHand':
      return `Microsoft refuses an application here; a person must do it: ${result.controls.map(({ powerShell }) => powerShell).join('; ')}`;
    case 'cancelled':
      return `${result.by} cancelled the run.`;
  }
}

function applicationOf(result: AppliedResult): Application {
  switch (result.kind) {
    case 'cancelled':
      return result;
    case 'byHand':
      return { kind: 'byHand', controls: result.controls };
    case 'moved':
      return { kind: 'refused', verdict: movedVerdict(result) };
    case 'refused': {
      const lacks = result.missing ? `: our identity lacks ${permissionsInWords(result.missing)}` : '';
      const text = `Microsoft refused to change the setting${lacks}.`;
      const kind = result.missing ? 'PERMISSION' : 'UNKNOWN';
      return {
        kind: 'hopeless',
        verdict: { kind, text, advice: ['Read the raw error in the steps, put it right, and ask again.'] },
      };
    }
    default:
      return { kind: 'applied' };
  }
}

function movedVerdict({ control, expected, found }: Extract<Applied, { kind: 'moved' }>): Verdict {
  const { title } = controlOf(control);
  return {
    kind: 'REVERTED',
    control,
    text: `${title} (${control}) moved since the plan was made: it was ${inWords(expected as Value)} and is ${inWords(found as Value)}. Nothing more was written.`,
    advice: ['Find out who changes this setting at the same time, then ask again.'],
  };
}
