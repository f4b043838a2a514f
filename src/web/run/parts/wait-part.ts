import { expectationAfter } from '../../../domain/proof/usual-delays';
import { html, type Html } from '../../html';
import type { Reader } from '../../reader';
import { moment } from '../../time';
import { part } from '../part';
import type { RunView } from '../run-view';
import { waitingPicture } from '../waiting-diagram';

const HOUR = 3_600_000;

/** How long such changes usually take, where this one stands, and when it is tried next. */
export function waitPart({ words, language }: Reader, { status, run, written, now }: RunView): Html {
  const { wait } = words.run;
  const { proof, plan } = status;
  if (proof?.nextTryAt === undefined) return part('wait', false);
  const { deadline, nextTryAt, tries } = proof;
  const changedAt = Date.parse(deadline) - run.request.deadlineHours * HOUR;
  const documents = [...written, ...(plan?.manualSteps ?? [])].map(({ document }) => document);
  const { medianHours, p95Hours } = expectationAfter(documents);
  const since = Math.max(0, now.getTime() - changedAt) / HOUR;
  const figures = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const inWords = (hours: number): string =>
    hours < 1 ? wait.minutes(Math.round(hours * 60)) : wait.hours(figures.format(hours));
  return part(
    'wait',
    html`<h2>${wait.title}</h2>
      <div class="wait">
        ${waitingPicture(words, {
          medianHours,
          p95Hours,
          sinceHours: since,
          nextHours: (Date.parse(nextTryAt) - changedAt) / HOUR,
          alternative: wait.picture(inWords(medianHours), inWords(p95Hours), inWords(since)),
        })}
        <dl class="facts">
          <div>
            <dt>${wait.since}</dt>
            <dd>${inWords(since)} · ${wait.tries(tries)}</dd>
          </div>
          <div>
            <dt>${wait.nextTry}</dt>
            <dd>${moment(nextTryAt, language)}</dd>
          </div>
          <div>
            <dt>${wait.until}</dt>
            <dd>${moment(deadline, language)}</dd>
          </div>
        </dl>
      </div>
      <p>${wait.half(inWords(medianHours))}; ${wait.most(inWords(p95Hours))}.</p>
      <p class="hint">${wait.assumption}</p>`,
  );
}
