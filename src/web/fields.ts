import { html, type Content, type Html } from './html';

/** One of several, as large targets with a word about each. */
export interface Option {
  value: string;
  label: Content;
  hint?: string | undefined;
  isChosen: boolean;
}

export interface Labelled {
  /** Of the field, and of what describes it. */
  name: string;
  label: string;
  hint?: Content;
  /** What is wrong, in words; shown beside the field. */
  error?: string | undefined;
}

const errorId = (name: string): string => `${name}-error`;
const hintId = (name: string): string => `${name}-hint`;

/** The names of what describes a field: its hint and what is wrong with it. */
function described({ name, hint, error }: Labelled): Html | false {
  const ids = [hint && hintId(name), error && errorId(name)].filter((id) => typeof id === 'string');
  return ids.length > 0 && html`aria-describedby="${ids.join(' ')}"`;
}

function notes({ name, hint, error }: Labelled): Html {
  return html`${hint && html`<p class="hint" id="${hintId(name)}">${hint}</p>`}
    <p class="error" id="${errorId(name)}" ${!error && html`hidden`}>${error}</p>`;
}

export function radios(field: Labelled, options: readonly Option[]): Html {
  const { name, label } = field;
  return html`<fieldset class="field ${field.error && 'wrong'}" ${described(field)}>
    <legend>${label}</legend>
    ${notes(field)}
    <div class="options">
      ${options.map(
        ({ value, label: text, hint, isChosen }, index) =>
          html`<label class="option">
            <input
              type="radio"
              name="${name}"
              value="${value}"
              id="${index === 0 ? name : `${name}-${value}`}"
              ${isChosen && html`checked`}
              ${field.error && html`aria-invalid="true"`}
            />
            <span
              ><strong>${text}</strong
              >${hint !== undefined && hint !== '' && html` <small>${hint}</small>`}</span
            >
          </label>`,
      )}
    </div>
  </fieldset>`;
}

export interface Typed extends Labelled {
  /** What it is sent as, where a page has several of them. */
  as?: string;
  value: string | undefined;
  /** Words such as "optional", behind the label. */
  remark?: string;
  /** Further attributes. */
  more?: Content;
}

export function textField(field: Typed, type: 'text' | 'email' | 'date' = 'text'): Html {
  const { name, as = name, value, more } = field;
  return around(
    field,
    html`<input
      type="${type}"
      id="${name}"
      name="${as}"
      value="${value}"
      ${described(field)}
      ${field.error && html`aria-invalid="true"`}
      ${more}
    />`,
  );
}

export function textArea(field: Typed, rows: number): Html {
  const { name, as = name, value, more } = field;
  return around(
    field,
    // A line break right after the tag is not part of the text.
    html`<textarea
      id="${name}"
      name="${as}"
      rows="${rows}"
      ${described(field)}
      ${field.error && html`aria-invalid="true"`}
      ${more}
    >
${value}</textarea>`,
  );
}

export function select(field: Labelled, options: readonly Option[]): Html {
  const { name } = field;
  return around(
    field,
    html`<select id="${name}" name="${name}" ${described(field)} ${field.error && html`aria-invalid="true"`}>
      ${options.map(
        ({ value, label, isChosen }) =>
          html`<option value="${value}" ${isChosen && html`selected`}>${label}</option>`,
      )}
    </select>`,
  );
}

export function checkbox(field: Labelled, isTicked: boolean): Html {
  const { name, label } = field;
  return html`<div class="field tick ${field.error && 'wrong'}">
    <label class="option">
      <input
        type="checkbox"
        id="${name}"
        name="${name}"
        ${described(field)}
        ${isTicked && html`checked`}
        ${field.error && html`aria-invalid="true"`}
      />
      <span>${label}</span>
    </label>
    ${notes(field)}
  </div>`;
}

function around(field: Labelled & { remark?: string }, control: Html): Html {
  const { name, label, remark } = field;
  return html`<div class="field ${field.error && 'wrong'}">
    <label for="${name}">${label}${remark !== undefined && html` <small>(${remark})</small>`}</label>
    ${notes(field)} ${control}
  </div>`;
}

/** All that is wrong, before everything else; it takes the focus, and leads to each field. */
export function errorSummary(
  title: string,
  errors: readonly { name: string; error: string }[],
): Html | false {
  return (
    errors.length > 0 &&
    html`<div class="summary" role="alert" tabindex="-1" autofocus id="errors" aria-labelledby="errors-title">
      <h2 id="errors-title">${title}</h2>
      <ul>
        ${errors.map(({ name, error }) => html`<li><a href="#${name}">${error}</a></li>`)}
      </ul>
    </div>`
  );
}
