import type { PlannedChange } from '../../domain/plan/plan';
import { listChangeOf } from '../../controls/values/list-change';
import { sayValue, type Value } from '../../controls/values/value';
import { badge } from '../badge';
import { html, type Html } from '../html';
import type { Words } from '../words';
import { titleIn } from '../../texts/in-language';
import { recorded, recordedText } from './part';

export interface ChangeList {
  changes: readonly PlannedChange[];
  /** The controls because of which a second person decides. */
  needsApproval: readonly string[];
  /** What was written, once that is known. */
  written?: readonly PlannedChange[];
  /** Whether the changes lead back to where things stood. */
  isUndo: boolean;
  /** Whether some lead to more and some to less: then each has its own risk, in the record. */
  isRemediation: boolean;
}

/** Every change in a sentence: what it is, from where to where, why, and what it risks. */
export function changeList(words: Words, list: ChangeList): Html {
  const { changes, needsApproval, written, isUndo, isRemediation } = list;
  const { plan } = words.run;
  return html`<ul class="changes">
    ${changes.map((change) => {
      const { control, property, before, after, reason, reasonSaid } = change;
      const { title, risk } = namesOf(words, change);
      const state = written && (isIn(written, change) ? plan.written : plan.notWritten);
      return html`<li>
        <h3>
          ${title} <span class="id">${control}</span>
          ${needsApproval.includes(control) && badge(plan.needsApproval, 'warn')}
          ${state !== undefined && badge(state, state === plan.written ? 'good' : 'plain')}
        </h3>
        <p>${inSentence(words, property, before, after)}</p>
        <dl class="facts small">
          <div>
            <dt>${plan.reason}</dt>
            <dd>${recordedText(words, reason, reasonSaid)}</dd>
          </div>
          <div>
            <dt>${plan.risk}</dt>
            <dd>${isUndo ? plan.undoRisk : isRemediation ? recorded(change.risk) : risk}</dd>
          </div>
        </dl>
      </li>`;
    })}
  </ul>`;
}

/** A long list is told by what becomes of it; its names stand whole in the steps. */
function inSentence(words: Words, property: string, before: Value, after: Value): Html {
  const { plan } = words.run;
  const change = listChangeOf(before, after);
  if (change === undefined)
    return html`<code>${property}</code> ${plan.sentence} ${valueIn(words, before, 'before')} ${plan.to}
      ${valueIn(words, after, 'after')}.`;
  const { added, removed, count } = change;
  return html`<code>${property}</code> ${namesIn(words, plan.added, added, 'after')}
    ${namesIn(words, plan.removed, removed, 'before')} ${plan.listHas(count)}`;
}

const MOST_SHOWN = 50;

function namesIn(words: Words, intro: string, names: readonly string[], look: 'before' | 'after') {
  if (names.length === 0) return undefined;
  const rest = names.length - MOST_SHOWN;
  const shown = names.slice(0, MOST_SHOWN).map((name) => html`<code class="value ${look}">${name}</code> `);
  return html`${intro} ${shown}${rest > 0 && words.run.plan.andMore(rest)}`;
}

/** As the page's language has it; a switch it has no words for as the record has it. */
export function namesOf(
  { controls, language }: Pick<Words, 'controls' | 'language'>,
  { control, title, risk = '' }: { control: string; title: string; risk?: string },
): { title: string | Html; risk: string | Html } {
  const known = (controls as Readonly<Record<string, { title: string; risk: string }>>)[
    control.split(':')[0] ?? control
  ];
  return known ?? { title: titleIn(language, control, title), risk: recorded(risk) };
}

const isIn = (written: readonly PlannedChange[], { control, property }: PlannedChange): boolean =>
  written.some((one) => one.control === control && one.property === property);

const valueIn = (words: Words, value: Value, look: 'before' | 'after'): Html =>
  value === null
    ? html`<span class="value ${look}">${words.run.plan.notSet}</span>`
    : html`<code class="value ${look}">${recordedText(words, '', sayValue(value).said)}</code>`;
