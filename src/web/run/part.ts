import { html, type Content, type Html } from '../html';

/** The parts of a run's page that change while it goes on. The script replaces each by itself, and only if it differs. */
export type PartName =
  | 'head'
  | 'decide'
  | 'wait'
  | 'verdict'
  | 'changes'
  | 'proof'
  | 'partner'
  | 'undoing'
  | 'callback'
  | 'timeline'
  | 'actions'
  | 'facts'
  | 'evidence';

/** A part with nothing to show keeps its place. */
export function part(name: PartName, content: Content, look = 'card'): Html {
  return content === undefined || content === false
    ? html`<div data-part="${name}" hidden></div>`
    : html`<section data-part="${name}" class="${look}">${content}</section>`;
}

/** What the records say, which is in English whatever the page speaks. */
export const recorded = (text: string): Html => html`<span lang="en">${text}</span>`;
