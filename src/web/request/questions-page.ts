import type { EnablementSummary } from '../../domain/enablement/enablement';
import type { Needs } from '../../domain/enablement/goal-advice';
import { comparisonTable } from './comparison-table';
import { errorSummary, radios } from '../fields';
import { html, type Html } from '../html';
import { layout } from '../layout';
import { ANSWERS, QUESTIONS, USUAL, type Question } from './needs';
import type { Reader } from '../reader';
import { requestsTable } from '../operator/requests-table';

export interface QuestionsPage {
  /** What was answered so far. */
  given: URLSearchParams;
  /** Whether somebody wanted advice without saying what he wants. */
  isUnanswered: boolean;
  /** Whether the reader may ask. */
  mayAsk: boolean;
  latest: readonly EnablementSummary[];
}

/** The front page: a few questions, in the words of those who ask. */
export function questionsPage(reader: Reader, page: QuestionsPage): Html {
  const { words } = reader;
  const { advice } = words;
  const error = page.isUnanswered ? advice.unanswered : undefined;
  const body = html`<div class="hero">
      <h1>${advice.title}</h1>
      <p class="lead">${advice.lead}</p>
    </div>
    ${!page.mayAsk && html`<p class="notice">${advice.readerOnly}</p>`}
    ${errorSummary(words.form.errors.title(1), error === undefined ? [] : [{ name: 'work', error }])}
    <div class="beside">
      <form class="card questions" method="get" action="/">
        <input type="hidden" name="advise" value="yes" />
        ${QUESTIONS.map((question) => fieldFor(reader, question, page))}
        <p class="buttons">
          <button class="button primary">${advice.show}</button>
          <a href="/?form=yes">${advice.skip}</a>
        </p>
      </form>
      <aside class="how">
        <h2>${advice.how.title}</h2>
        <ol>
          ${advice.how.steps.map(
            ([title, text]) => html`<li><strong>${title}</strong> <span>${text}</span></li>`,
          )}
        </ol>
      </aside>
    </div>
    ${comparisonTable(words)}
    ${
      page.latest.length > 0 &&
      html`<section class="latest">
        <h2>${words.operator.requests.latest}</h2>
        ${requestsTable(reader, page.latest)}
        <p><a href="/requests">${words.operator.requests.all}</a></p>
      </section>`
    }`;
  return layout(reader, { title: advice.title, section: 'ask', body, hasErrors: page.isUnanswered });
}

function fieldFor({ words: { advice } }: Reader, question: Question, page: QuestionsPage): Html {
  const { ask, answers } = advice.questions[question];
  const usual: Partial<Needs> = USUAL;
  const chosen = page.given.get(question) ?? usual[question];
  const options = ANSWERS[question].map((value) => {
    const [label, hint] = (answers as Readonly<Record<string, readonly string[]>>)[value] ?? [];
    return { value, label, hint, isChosen: value === chosen };
  });
  const error = page.isUnanswered && question === 'work' ? advice.unanswered : undefined;
  return html`<div class="question-${question}">
    ${radios({ name: question, label: ask, error }, options)}
  </div>`;
}
