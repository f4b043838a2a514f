import { advise, type Needs } from '../../domain/enablement/goal-advice';
import { comparisonTable } from './comparison-table';
import { detailsForm, type DetailsPage } from './details-form';
import { errorText } from './field-errors';
import { errorSummary } from '../fields';
import { html, type Html } from '../html';
import { layout } from '../layout';
import type { Reader } from '../reader';
import { FIELDS } from './request-form';
import type { Words } from '../words';

/** The form, below the advice; with what is wrong with it, where something is. */
export function detailsPage(reader: Reader, page: DetailsPage): Html {
  const { words } = reader;
  const errors = new Map(
    FIELDS.filter((field) => page.faults.has(field)).map((field) => [
      field,
      errorText(words, field, page.values, page.ownDomains),
    ]),
  );
  const listed = [
    ...[...errors].map(([name, error]) => ({ name: String(name), error })),
    ...page.others.map(({ pointer, message }) => ({ name: 'main', error: `${pointer} ${message}` })),
  ];
  const hasErrors = listed.length > 0;
  const body = html`<div class="hero">
      <h1>${words.form.title}</h1>
      <p class="lead">${words.form.lead}</p>
    </div>
    ${errorSummary(words.form.errors.title(listed.length), listed)}
    <div class="${page.needs && 'beside'}">
      ${page.needs && adviceCard(words, page.needs)}
      <section class="card">${detailsForm(reader, page, errors)}</section>
    </div>
    ${comparisonTable(words)}`;
  return layout(reader, { title: words.form.title, section: 'ask', body, hasErrors, carrier: 'details' });
}

function adviceCard({ advice }: Words, needs: Needs): Html {
  const { recommendation, because, warnings } = advise(needs);
  const { title, text } = advice.recommendations[recommendation];
  const isAutomated = recommendation !== 'neither' && recommendation !== 'sharedChannel';
  return html`<aside class="advice" aria-labelledby="advice">
    <p class="eyebrow">${advice.ours}</p>
    <h2 id="advice">${title}</h2>
    <p>${text}</p>
    <ul>
      ${because.map((reason) => html`<li>${advice.because[reason]}</li>`)}
    </ul>
    ${warnings.map((warning) => html`<p class="notice">${advice.warnings[warning]}</p>`)}
    ${!isAutomated && html`<p>${advice.askAnyway}</p>`}
  </aside>`;
}
