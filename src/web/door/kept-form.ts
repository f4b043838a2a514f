import { html, type Html } from '../html';

/** What a form held, as far as somebody typed or chose it. */
const typedIn = (form: URLSearchParams): [string, string][] =>
  [...form].filter(([, value]) => value.trim() !== '');

/** For people to see, and to copy. */
export function typedList(form: URLSearchParams, title: string): Html | undefined {
  const typed = typedIn(form).filter(([name]) => !UNSEEN.includes(name));
  if (typed.length === 0) return undefined;
  return html`<h2>${title}</h2>
    <dl class="facts">
      ${typed.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd class="as-typed">${value}</dd>
          </div>`,
      )}
    </dl>`;
}

/** Of no use to anybody who reads. */
const UNSEEN = ['planHash', 'key', 'language', 'theme', 'to'];

/** For the form to be sent again. */
export const typedFields = (form: URLSearchParams): Html[] =>
  typedIn(form).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`);
