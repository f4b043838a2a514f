import { english, type Code, type Texts } from './en';
import { render } from './render';
import type { Said, Sentence } from './said';

type Args<C extends Code> = Texts[C] extends (params: infer P, ...rest: never[]) => string ? [params: P] : [];

/** A text of the catalogues: its English sentence, and what it was made of. */
export function say<C extends Code>(code: C, ...[params]: Args<C>): Sentence {
  const said: Said = { code, ...(params !== undefined && { params: params as NonNullable<Said['params']> }) };
  return { text: render(english, said), said };
}

/** Words that are not ours to translate: of Microsoft, of a person, of a record from before there were catalogues. */
export const verbatim = (text: string): Sentence => ({ text, said: { code: 'verbatim', params: { text } } });

/** What a record says, with what it was made of where it kept that. */
export const asRecorded = (text: string, said?: Said): Sentence =>
  said === undefined ? verbatim(text) : { text, said };

/** What lines of a record were made of; a line without that is repeated as it is. */
export const saidLines = (lines: readonly string[], said: readonly Said[] = []): Said[] =>
  lines.map((line, index) => asRecorded(line, said[index]).said);

/** The same text with one of its sentences told anew. */
export function replaced(said: Said, code: string, by: Said): Said {
  if (said.code === code) return by;
  const of = said.code === 'paragraph' ? said.params?.['of'] : undefined;
  if (!Array.isArray(of)) return said;
  return { code: 'paragraph', params: { of: (of as Said[]).map((one) => replaced(one, code, by)) } };
}

/** Several sentences as one text; what is undefined is left out. */
export function inOrder(...sentences: readonly (Sentence | undefined)[]): Sentence {
  const notes = sentences.filter((one) => one !== undefined && one.text !== '') as Sentence[];
  const [first] = notes;
  if (notes.length === 1 && first) return first;
  const of = notes.map(({ said }) => said);
  return { text: notes.map(({ text }) => text).join(' '), said: { code: 'paragraph', params: { of } } };
}
