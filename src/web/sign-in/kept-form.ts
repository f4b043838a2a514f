import { html, type Html } from '../html';
import type { Words } from '../words';

/** What a form held, as far as somebody typed or chose it. */
const typedIn = (form: URLSearchParams): [string, string][] =>
  [...form].filter(([, value]) => value.trim() !== '');

/** For people to see, and to copy: what they wrote in their own words. */
export function typedList(words: Words, form: URLSearchParams, title: string): Html | undefined {
  const labels = labelsIn(words);
  const typed = typedIn(form).flatMap(([name, value]) => {
    const label = labels.get(name);
    return label === undefined ? [] : [{ label, value }];
  });
  if (typed.length === 0) return undefined;
  return html`<h2>${title}</h2>
    <dl class="facts">
      ${typed.map(
        ({ label, value }) =>
          html`<div>
            <dt>${label}</dt>
            <dd class="as-typed">${value}</dd>
          </div>`,
      )}
    </dl>`;
}

/** The fields people type into, by the names they are sent as. */
function labelsIn({ form: { fields }, run: { actions } }: Words): Map<string, string> {
  const { partnerDomains, testGuestEmail, justification, ticketSystem, ticketId, teamId } = fields;
  const typed = { partnerDomains, testGuestEmail, justification, ticketSystem, ticketId, teamId };
  const labels = Object.entries(typed).map(([name, { label }]) => [name, label] as const);
  return new Map([...labels, ['comment', actions.comment], ['reason', actions.extendWhy]]);
}

/** For the form to be sent again: all of it. */
export const typedFields = (form: URLSearchParams): Html[] =>
  typedIn(form).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`);
