import { isUndoing } from '../../../domain/enablement/request';
import type { Step, StepKind } from '../../../domain/enablement/step';
import { html, type Content, type Html } from '../../html';
import type { Reader } from '../../reader';
import { moment } from '../../time';
import type { Words } from '../../words';
import { part, recordedText } from '../part';
import type { RunView } from '../run-view';

type Stage = keyof Words['run']['timeline']['stages'];
type State = keyof Words['run']['timeline']['states'];

const STAGE_OF: Readonly<Record<StepKind, Stage>> = {
  accepted: 'asked',
  inspected: 'inspected',
  planned: 'planned',
  decided: 'decided',
  applied: 'applied',
  probed: 'proven',
  commandReceived: 'proven',
  failed: 'cleanedUp',
  undoPlanned: 'undone',
  undone: 'undone',
  cleanedUp: 'cleanedUp',
  finished: 'finished',
};

/** What they say stands in other parts of the page, at length. */
const SHOWN_ABOVE: readonly StepKind[] = ['planned', 'finished'];

/** The stages a run goes through, filled with what was recorded at each. */
export function timelinePart(reader: Reader, view: RunView): Html {
  const { timeline: said } = reader.words.run;
  const stages = stagesOf(view);
  const last = stages.findLastIndex((stage) => stepsAt(view, stage).length > 0);
  const isOver = view.status.outcome !== undefined;
  const stateOf = (index: number, stage: Stage): State => {
    const isDone = stepsAt(view, stage).length > 0;
    if (isOver) return isDone ? 'done' : 'skipped';
    if (index === current(stages, last, view)) return 'current';
    return isDone ? 'done' : 'ahead';
  };
  return part(
    'timeline',
    html`<h2>${said.title}</h2>
      <ol class="timeline">
        ${stages.map((stage, index) => {
          const state = stateOf(index, stage);
          return html`<li class="${state}" ${state === 'current' && html`aria-current="step"`}>
            <h3>${said.stages[stage]} <small>${said.states[state]}</small></h3>
            ${entries(reader, stepsAt(view, stage))}
          </li>`;
        })}
      </ol>`,
  );
}

const stepsAt = ({ steps }: RunView, stage: Stage): Step[] =>
  steps.filter(({ kind }) => STAGE_OF[kind] === stage);

/** The stages of this kind of run; those that only some runs have, where they came to it. */
function stagesOf(view: RunView): Stage[] {
  const { run, status } = view;
  const { dryRun } = run.request;
  const changesNothing = status.plan?.changes.length === 0 && status.plan.manualSteps.length === 0;
  const has = (stage: Stage): boolean => stepsAt(view, stage).length > 0;
  const stages: [Stage, boolean][] = [
    ['asked', true],
    ['inspected', true],
    ['planned', true],
    ['decided', status.approval !== undefined],
    ['applied', has('applied') || (!dryRun && !changesNothing)],
    ['proven', !dryRun && !isUndoing(run.request)],
    ['undone', has('undone')],
    ['cleanedUp', !dryRun],
    ['finished', true],
  ];
  return stages.filter(([, isThere]) => isThere).map(([stage]) => stage);
}

/** Proving goes on for long after its first step; every other stage is over with its steps. */
function current(stages: readonly Stage[], last: number, { status }: RunView): number {
  const isProving = status.status === 'proving' && stages[last] === 'proven';
  return isProving ? last : last + 1;
}

/** Tries are many and alike: the last is told, the others are folded away. */
function entries(reader: Reader, steps: readonly Step[]): Content {
  const { timeline: said } = reader.words.run;
  const tries = steps.filter(({ kind }) => kind === 'probed');
  const earlier = tries.slice(0, -1);
  const shown = steps.filter((step) => !earlier.includes(step));
  return html`${
    earlier.length > 0 &&
    html`<details>
      <summary>${said.earlier(earlier.length)}</summary>
      ${list(reader, earlier)}
    </details>`
  }
  ${shown.length > 0 && list(reader, shown)}`;
}

const list = ({ words, language }: Reader, steps: readonly Step[]): Html =>
  html`<ul>
    ${steps.map(
      ({ kind, ended, text, said, as }) =>
        html`<li>
          ${moment(ended, language)} ${!SHOWN_ABOVE.includes(kind) && recordedText(words, text, said)}
          ${as !== undefined && html`<small>${words.run.timeline.by} ${as}</small>`}
        </li>`,
    )}
  </ul>`;
