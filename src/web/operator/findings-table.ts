import type { AuditFinding } from '../../domain/audit/audit-finding';
import type { Remediation } from '../../domain/remediation/remediation-state';
import { changedInWords, listChangeOf } from '../../controls/values/list-change';
import { inWords } from '../../controls/values/value';
import { badge, type Tone } from '../badge';
import { html, type Content, type Html } from '../html';
import type { Reader } from '../reader';
import { namesOf } from '../run/change-list';
import { recordedText } from '../run/part';
import { moment } from '../time';
import type { Words } from '../words';

const TONES = {
  new: 'bad',
  stillOpen: 'warn',
  accepted: 'plain',
  resolved: 'good',
} as const satisfies Record<AuditFinding['state'], Tone>;

/** What an audit found, and since when it is so. */
export function findingsTable(
  { words, language }: Reader,
  findings: readonly AuditFinding[],
  /** Where somebody who may can live with one. */
  addressOf?: (finding: AuditFinding) => string,
): Html {
  const { findings: title, columns, states, acceptedUntil, accept } = words.operator.audits;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${title}">
    <table>
      <caption>
        ${title}
      </caption>
      <thead>
        <tr>
          <th scope="col">${columns.what}</th>
          <th scope="col">${columns.state}</th>
          <th scope="col">${columns.since}</th>
          <th scope="col">${columns.found}</th>
        </tr>
      </thead>
      <tbody>
        ${findings.map(
          (finding) =>
            html`<tr>
              <th scope="row">${subject(words, finding)}</th>
              <td>
                ${badge(states[finding.state], TONES[finding.state])}
                ${
                  finding.acceptance &&
                  html`${acceptedUntil} ${moment(finding.acceptance.until, language)}
                    <span class="as-typed">${finding.acceptance.reason}</span>`
                }
                ${finding.remediation && remediation(words, finding.remediation)}
                ${
                  addressOf !== undefined &&
                  finding.state !== 'resolved' &&
                  html`<a href="${addressOf(finding)}">${accept}</a>`
                }
              </td>
              <td>${moment(finding.since, language)}</td>
              <td>${found(words, finding)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function subject(words: Words, { control, kind, text, said }: AuditFinding): Content {
  const kinds = words.operator.audits.kinds[kind];
  if (control === undefined) return html`${kinds}: ${recordedText(words, text, said)}`;
  return html`${namesOf(words, { control, title: text }).title} <span class="id">${control}</span> ${kinds}`;
}

function found(words: Words, { property, found: value, expected }: AuditFinding): Content {
  if (property === undefined) return undefined;
  if (listChangeOf(expected, value))
    return html`<code>${property}</code> <code class="value after">${changedInWords(expected, value)}</code>`;
  return html`<code>${property}</code> <code class="value after">${inWords(value)}</code> ${
      expected !== undefined &&
      html`(${words.operator.audits.expected} <code class="value">${inWords(expected)}</code>)`
    }`;
}

/** A run that is only due may have had to wait, and not be there. Who conflicts, the record says. */
function remediation(words: Words, { state, run, text, said }: Remediation): Html {
  const link = run !== undefined && state !== 'due' && html`<a href="/requests/${run}">${run}</a>`;
  return html`${words.operator.audits.remediation[state]} ${link}
  ${state === 'conflict' && recordedText(words, text, said)}`;
}
