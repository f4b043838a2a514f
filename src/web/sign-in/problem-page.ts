import { html, type Html } from '../html';
import { typedList } from './kept-form';
import { layout } from '../layout';
import type { Reader } from '../reader';

export interface ShownProblem {
  /** The last part of its type: `another-plan`. */
  kind: string;
  /** What a machine is told; shown where the pages have no words of their own. */
  title: string;
  detail?: string | undefined;
  /** The run that is in the way. */
  enablementId?: string | undefined;
  /** What was typed: nobody should have to type it again. */
  form: URLSearchParams;
}

/** What went wrong, in words, and where to go from here. */
export function problemPage(reader: Reader, { kind, title, detail, enablementId, form }: ShownProblem): Html {
  const { signIn: authenticator } = reader.words;
  const known = (authenticator.problems as Readonly<Record<string, readonly string[]>>)[kind];
  const [heading = authenticator.other, text] = known ?? [];
  // An address that takes forms only shows nothing.
  const back = /^\/requests\/[\w-]+/.exec(reader.here)?.[0];
  const body = html`<section class="card narrow">
    <h1>${heading}</h1>
    ${text !== undefined ? html`<p>${text}</p>` : html`<p lang="en">${title} ${detail}</p>`}
    ${
      enablementId !== undefined &&
      html`<p>${authenticator.occupiedBy}: <a href="/requests/${enablementId}">${enablementId}</a></p>`
    }
    ${typedList(reader.words, form, authenticator.typed)}
    <p>
      ${back !== undefined && kind !== 'unknown-enablement' && html`<a class="button" href="${back}">${authenticator.back}</a>`}
      <a class="button" href="/">${authenticator.home}</a>
    </p>
  </section>`;
  return layout({ ...reader, here: '/' }, { title: heading, body, hasErrors: true });
}
