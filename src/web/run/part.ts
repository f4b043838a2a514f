import { inLanguage } from '../../texts/in-language';
import type { Said } from '../../texts/said';
import { html, type Content, type Html } from '../html';
import { momentText } from '../time';
import type { Words } from '../words';

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

/**
 * What a record says, in the language of the page; in English where the record does not say what the text was made of,
 * as with names and with records from before there were catalogues.
 */
export function recordedText(
  { language }: Pick<Words, 'language'>,
  text: string,
  said: Said | undefined,
): Html {
  const words = inLanguage(language, said, (iso) => momentText(iso, language));
  return words === undefined ? recorded(text) : html`${words}`;
}

/** What the records say, which is in English whatever the page speaks. */
export const recorded = (text: string): Html => html`<span lang="en">${text}</span>`;
