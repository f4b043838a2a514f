import { html, type Html } from '../html';
import { typedFields, typedList } from './kept-form';
import { layout } from '../layout';
import type { Reader } from '../reader';

export interface SessionEnded {
  /** Where to sign in. */
  signIn: string;
  /** What was sent, and to where: it is kept here until its sender is signed in again. */
  sent?: { form: URLSearchParams; to: string };
}

/** Somebody on our pages was signed in, and is not any more. */
export function sessionEndedPage(reader: Reader, { signIn, sent }: SessionEnded): Html {
  const { session } = reader.words.signIn;
  const body = html`<section class="card narrow">
    <h1>${session.title}</h1>
    ${
      sent
        ? html`<p>${session.text}</p>
            <ol class="numbered">
              <li>
                <a class="button" href="${signIn}" target="_blank" rel="noopener">${session.signInBeside}</a>
              </li>
              <li>
                <form method="post" action="${sent.to}">
                  ${typedFields(sent.form)}
                  <button class="button primary">${session.again}</button>
                </form>
              </li>
            </ol>
            ${typedList(reader.words, sent.form, session.typed)}`
        : html`<p><a class="button primary" href="${signIn}">${session.signIn}</a></p>`
    }
  </section>`;
  return layout({ ...reader, here: '/' }, { title: session.title, body, hasErrors: true });
}
