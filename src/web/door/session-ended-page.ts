import { html, type Html } from '../html';
import { typedFields, typedList } from './kept-form';
import { layout } from '../layout';
import type { Reader } from '../reader';

/** Somebody sent a form after his session had ended: it is kept here until he is signed in again. */
export function sessionEndedPage(
  reader: Reader,
  { form, to, signIn }: { form: URLSearchParams; to: string; signIn: string },
): Html {
  const { session } = reader.words.door;
  const body = html`<section class="card narrow">
    <h1>${session.title}</h1>
    <p>${session.text}</p>
    <ol class="numbered">
      <li><a class="button" href="${signIn}" target="_blank" rel="noopener">${session.signIn}</a></li>
      <li>
        <form method="post" action="${to}">
          ${typedFields(form)}
          <button class="button primary">${session.again}</button>
        </form>
      </li>
    </ol>
    ${typedList(reader.words, form, session.typed)}
  </section>`;
  return layout({ ...reader, here: '/' }, { title: session.title, body, hasErrors: true });
}
