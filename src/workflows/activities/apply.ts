import { controlOf } from '../../controls/checklist';
import type { DocumentId } from '../../controls/control';
import { applyChanges, type Applied } from '../../controls/documents';
import { permissionsInWords } from '../../controls/permissions';
import type { Verdict } from '../../enablement/conclusion';
import { changeInWords, type Plan, type PlannedChange } from '../../enablement/plan';
import type { Tools } from '.';
import type { InspectedResult } from './inspect';
import { resultOf, runOf } from './recorded-steps';

export type Application =
  | { kind: 'applied' }
  | { kind: 'cancelled'; by: string; seen: number }
  | { kind: 'refused'; verdict: Verdict }
  | { kind: 'hopeless'; verdict: Verdict };

/** What the step keeps: Microsoft's side of it, or who called the run off. */
export type AppliedResult = Applied | { kind: 'cancelled'; by: string; seen: number };

/** A reading younger than this is as good as a new one; an older one is taken again before anything is written. */
const FRESH_MS = 60_000;

/** Writes one settings document, only the properties planned, unless the run was called off or the tenant has moved. */
export function applyActivity({ store, clients, now }: Tools) {
  interface Input {
    id: string;
    sequence: number;
    document: DocumentId;
    /** The workflow's time, milliseconds. */
    now: number;
  }

  return async (input: Input): Promise<Application> => {
    const { id, sequence, document } = input;
    const recorded = await store.findStep(id, sequence);
    if (recorded) return applicationOf(recorded.result as AppliedResult);

    const plan = await resultOf<Plan>(store, id, 'planned');
    const changes = plan?.changes.filter((change) => change.document === document) ?? [];
    const started = now().toISOString();
    const result = await attempt(input, changes);
    const step = await store.record(id, sequence, {
      kind: result.kind === 'cancelled' ? 'told' : 'applied',
      controls: changes.map(({ control }) => control),
      started,
      ended: now().toISOString(),
      before: Object.fromEntries(changes.map(({ property, before }) => [property, before])),
      after: Object.fromEntries(changes.map(({ property, after }) => [property, after])),
      text: textOf(result, changes),
      result,
      requestIds: 'requestIds' in result ? result.requestIds : [],
      ...(result.kind === 'refused' && { error: result.raw }),
    });
    return applicationOf(step.result as AppliedResult);
  };

  async function attempt(
    { id, document, now: time }: Input,
    changes: PlannedChange[],
  ): Promise<AppliedResult> {
    const { commands } = await runOf(store, id);
    const cancel = commands.find(({ kind }) => kind === 'cancel');
    if (cancel) return { kind: 'cancelled', by: cancel.by, seen: commands.length };

    const inspected = await resultOf<InspectedResult>(store, id, 'inspected');
    const reading = inspected?.documents.find((one) => one.document === document);
    const readAt = reading?.readings[0]?.at;
    const isFresh = readAt !== undefined && time - Date.parse(readAt) < FRESH_MS;
    return applyChanges(
      clients,
      document,
      changes,
      now,
      isFresh && reading?.kind === 'known' ? reading.snapshot : undefined,
    );
  }
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
    case 'cancelled':
      return `${result.by} cancelled the run.`;
  }
}

function applicationOf(result: AppliedResult): Application {
  switch (result.kind) {
    case 'cancelled':
      return result;
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
    text: `${title} (${control}) moved since the plan was made: it was ${String(expected)} and is ${String(found)}. Nothing more was written.`,
    advice: ['Find out who changes this setting at the same time, then ask again.'],
  };
}
