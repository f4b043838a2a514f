import type { Outcome } from '../enablement/conclusion';
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

export const outcomeBadge = ({ run, desk }: Words, outcome: Outcome | undefined): Html =>
  outcome === undefined
    ? badge(desk.requests.running, 'busy')
    : badge(run.outcomes[outcome][0] ?? outcome, TONES[outcome]);
