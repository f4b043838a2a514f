import type { Outcome } from '../domain/enablement/outcome';
import type { EnablementSummary } from '../domain/enablement/enablement';
import { html, type Html } from './html';
import type { Words } from './words';

/** How a state feels; its words always stand beside the colour. */
export type Tone = 'good' | 'busy' | 'warn' | 'bad' | 'plain';

export const TONES: Readonly<Record<Outcome, Tone>> = {
  succeeded: 'good',
  planned: 'plain',
  declined: 'warn',
  blocked: 'bad',
  refused: 'warn',
  overdue: 'warn',
  cancelled: 'plain',
  failed: 'bad',
  undone: 'plain',
};

export const badge = (text: string, tone: Tone): Html => html`<span class="badge ${tone}">${text}</span>`;

/** How a request ended; or that it was undone since, which is how things stand now. */
export const outcomeBadge = (
  { run, operator }: Words,
  { outcome, undoneBy }: Pick<EnablementSummary, 'outcome' | 'undoneBy'>,
): Html =>
  outcome === undefined
    ? badge(operator.requests.running, 'busy')
    : undoneBy !== undefined
      ? badge(run.undo.title, 'plain')
      : badge(run.outcomes[outcome][0] ?? outcome, TONES[outcome]);
