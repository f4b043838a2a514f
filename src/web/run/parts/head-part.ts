import type { EnablementStatus } from '../../../domain/enablement/status';
import { badge, TONES, type Tone } from '../../badge';
import { html, type Html } from '../../html';
import type { Words } from '../../words';
import { part, recordedText } from '../part';
import type { RunView } from '../run-view';

/** Where the run stands, in a word, a sentence, and the sentence of the record. */
export function headPart(words: Words, view: RunView): Html {
  const { run: said } = words;
  const { id, summary, summarySaid, status, undo } = view.status;
  const { title, text, tone, state } = headlineOf(words, view);
  const { outcome, verdict } = view.status;
  // Elsewhere the other parts say it better, and in the reader’s language.
  const isNotified =
    outcome !== undefined && verdict === undefined && !['planned', 'succeeded'].includes(outcome);
  const isUndoing = undo?.status === 'running';
  return part(
    'head',
    html`<div data-say="${title}">
      <p class="eyebrow">${said.title(id)} ${badge(state, tone)}</p>
      <h1>${title}</h1>
      ${text !== undefined && html`<p class="lead">${text}</p>`} ${undo && undoNotice(words, undo)}
      ${isNotified && html`<p class="record">${recordedText(words, summary, summarySaid)}</p>`}
      ${
        (status !== 'finished' || isUndoing) &&
        html`<p class="hint">${said.live.keepsItself}</p>
          <noscript
            ><p><a class="button" href="/requests/${id}">${said.live.lookAgain}</a></p></noscript
          >`
      }
    </div>`,
    'run-head',
  );
}

/** Which run undoes this one, and how far it is. */
function undoNotice(
  { run: { undo: said } }: Words,
  { id, status }: NonNullable<EnablementStatus['undo']>,
): Html {
  const text = said[status === 'undone' ? 'undoneBy' : status];
  return html`<p class="notice" data-undo="${status}">${text} <a href="/requests/${id}">${id}</a>.</p>`;
}

interface Headline {
  title: string;
  text?: string | undefined;
  tone: Tone;
  state: string;
}

export function headlineOf({ run: said }: Words, { run, status }: RunView): Headline {
  const { outcome, plan, assurance, goal } = status;
  if (outcome === undefined) {
    const title = said.phases[status.status];
    return run.request.dryRun
      ? { title: said.review.making, tone: 'busy', state: title }
      : { title, tone: 'busy', state: said.phases[status.status] };
  }
  if (status.undo?.status === 'undone') {
    const { title, text } = said.undo;
    return { title, text, tone: 'plain', state: said.phases.finished };
  }
  const needsNothing = outcome === 'planned' && plan?.changes.length === 0 && plan.manualSteps.length === 0;
  const [title = outcome, text] = needsNothing ? said.nothingToChange : said.outcomes[outcome];
  const isTried = outcome === 'succeeded' && assurance !== undefined;
  const claim =
    isTried && (goal === 'externalAccess' ? said.proof.external : said.proof.claims[assurance.rung]);
  return {
    title,
    text: claim || text,
    tone: TONES[outcome],
    state: outcome === 'planned' ? said.review.state : said.phases.finished,
  };
}
