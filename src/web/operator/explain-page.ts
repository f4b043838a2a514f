import type { Explanation } from '../../domain/diagnosis/explanation';
import type { TenantSettings } from '../../domain/tenant/tenant-settings';
import { errorSummary, radios, textArea, textField } from '../fields';
import { html, type Html } from '../html';
import { layout } from '../layout';
import type { Reader } from '../reader';
import { why } from '../run/parts/verdict-part';
import { tenantHeading } from './tenant-heading';

/** What is asked, by the names the interface gives it. */
export const EXPLAIN_FIELDS = ['guestEmail', 'goal', 'teamId', 'symptom'] as const;
type ExplainField = (typeof EXPLAIN_FIELDS)[number];

export interface ExplainPage {
  tenant: Pick<TenantSettings, 'tenantId' | 'name'>;
  /** What was typed. */
  values: Partial<Record<ExplainField, string>>;
  faults: ReadonlySet<string>;
  /** Absent where nothing was asked yet. */
  explanation?: Explanation;
}

/** Why one guest cannot get in: the question, and the answer above it. */
export function explainPage(reader: Reader, { tenant, values, faults, explanation }: ExplainPage): Html {
  const { words } = reader;
  const { title, lead, answer, ask, back, labels, hints, errors } = words.operator.why;
  const errorOf = (name: ExplainField): string | undefined => (faults.has(name) ? errors[name] : undefined);
  const field = (name: ExplainField) => ({
    name,
    label: labels[name],
    hint: hints[name],
    value: values[name] ?? '',
    error: errorOf(name),
  });
  const goals = (['guestAccess', 'externalAccess'] as const).map((value) => ({
    value,
    label: words.run.goals[value],
    isChosen: (values.goal ?? 'guestAccess') === value,
  }));
  const wrong = EXPLAIN_FIELDS.flatMap((name) => (faults.has(name) ? [{ name, error: errors[name] }] : []));
  const hasErrors = wrong.length > 0;
  const body = html`<div class="hero">
      <h1>${title}</h1>
      <p class="lead">${lead}</p>
    </div>
    ${errorSummary(words.form.errors.title(wrong.length), wrong)}
    ${
      explanation &&
      html`<section class="card">
        <h2>${answer}</h2>
        ${why(words, explanation.verdict, explanation)}
      </section>`
    }
    <section class="card">
      ${tenantHeading(tenant)}
      <form method="post" action="/tenants/${tenant.tenantId}/explain" novalidate>
        ${textField(field('guestEmail'), 'email')} ${radios(field('goal'), goals)}
        ${textField({ ...field('teamId'), remark: words.form.optional })}
        ${textArea({ ...field('symptom'), remark: words.form.optional }, 2)}
        <button class="button primary">${ask}</button>
      </form>
    </section>
    <p><a class="button" href="/tenants">${back}</a></p>`;
  return layout(reader, { title, section: 'tenants', body, hasErrors });
}
