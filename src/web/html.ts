/** A piece of HTML that is safe to send: only `html` makes one, and it escapes whatever is put into it. */
export class Html {
  constructor(readonly text: string) {}
}

/** What a template may hold: text is escaped, nothing is left out, lists are joined. */
export type Content = Html | string | number | undefined | false | readonly Content[];

/** `html`<p title="${title}">${words}</p>``: every value stands in text or in a quoted attribute, nowhere else. */
export function html(parts: TemplateStringsArray, ...contents: Content[]): Html {
  return new Html(parts.reduce((text, part, index) => text + textOf(contents[index - 1]) + part));
}

function textOf(content: Content): string {
  if (content === undefined || content === false) return '';
  if (content instanceof Html) return content.text;
  if (typeof content === 'object') return content.map(textOf).join('');
  return String(content).replace(/[&<>"']/g, (character) => ESCAPED[character] ?? '');
}

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
