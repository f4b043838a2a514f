import type { Explanation } from '../../../domain/diagnosis/explanation';
import type { Verdict } from '../../../domain/diagnosis/verdict';
import { badge, type Tone } from '../../badge';
import { html, type Content, type Html } from '../../html';
import type { Words } from '../../words';
import { titleIn } from '../../../texts/in-language';
import { part, recorded, recordedText } from '../part';
import type { RunView } from '../run-view';

/** Why it does not work, or not yet, and what somebody can do. */
export function verdictPart(words: Words, { status }: RunView): Html {
  const { verdict: said, leftovers, kept: alone } = words.run;
  const { verdict, explanation, cleanUp } = status;
  const kept = cleanUp?.kept ?? [];
  const left = (cleanUp?.left ?? [])
    .map((line, index) => ({ line, said: cleanUp?.leftSaid?.[index] }))
    .filter(({ line }) => !kept.some(({ text }) => text === line));
  if (verdict === undefined && left.length + kept.length === 0) return part('verdict', false);
  return part(
    'verdict',
    html`${
      verdict &&
      html`<h2>${said.title}</h2>
        ${why(words, verdict, explanation)}`
    }
    ${
      left.length > 0 &&
      html`<h3>${leftovers}</h3>
        <ul>
          ${left.map(({ line, said }) => html`<li>${recordedText(words, line, said)}</li>`)}
        </ul>`
    }
    ${
      kept.length > 0 &&
      html`<h3>${alone.title}</h3>
        <ul>
          ${kept.map(({ account, reason }) => html`<li>${alone.reasons[reason]} <span class="id">${account}</span></li>`)}
        </ul>`
    }`,
  );
}

/** One cause, what somebody can do about it, and every door on the way. */
export function why(words: Words, verdict: Verdict, explanation: Explanation | undefined): Html {
  const { verdict: said } = words.run;
  return html`<p>${badge(said.kinds[verdict.kind], verdict.kind === 'PENDING' ? 'busy' : 'warn')}</p>
    <p>
      ${recordedText(words, verdict.text, verdict.said)}
      ${verdict.control && html`<span class="id">${verdict.control}</span>`}
    </p>
    ${
      verdict.advice.length > 0 &&
      html`<h3>${said.advice}</h3>
        <ul>
          ${verdict.advice.map((line, index) => html`<li>${recordedText(words, line, verdict.adviceSaid?.[index])}</li>`)}
        </ul>`
    }
    ${explanation && fixIn(explanation)} ${explanation && chain(words, explanation)}`;
}

const fixIn = ({ fix }: Explanation): Content =>
  fix &&
  html`<p class="hint">${recorded(fix.adminPage)}</p>
    ${fix.powerShell !== undefined && html`<pre><code>${fix.powerShell}</code></pre>`}`;

function chain(words: Words, { checklist: links, raw }: Explanation): Content {
  const { verdict: shown } = words.run;
  return html`${raw !== undefined && html`<p class="hint">${shown.said}: <q lang="en">${raw}</q></p>`}
  ${
    links.length > 0 &&
    html`<details>
      <summary>${shown.chain} (${links.length})</summary>
      <ul class="notes">
        ${links.map(
          ({ control, title, state, text, said }) =>
            html`<li>
              ${badge(shown.states[state], LOOKS[state])}
              <strong>${titleIn(words.language, control, title)}</strong>
              <span class="id">${control}</span> ${recordedText(words, text, said)}
            </li>`,
        )}
      </ul>
    </details>`
  }`;
}

const LOOKS = {
  open: 'good',
  passed: 'good',
  closed: 'bad',
  mayDecide: 'warn',
  unknown: 'plain',
} as const satisfies Record<keyof Words['run']['verdict']['states'], Tone>;
