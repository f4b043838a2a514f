import type { EnablementStatus } from '../../../domain/enablement/status';
import { textArea } from '../../fields';
import { html, type Content, type Html } from '../../html';
import type { Reader } from '../../reader';
import { moment } from '../../time';
import type { Words } from '../../words';
import { part } from '../part';
import { termsList } from './terms-list';
import { isReview, type RunView } from '../run-view';

/** What the run waits for from a person: that he sends what he has looked over, or that he agrees to somebody's plan. */
export function decidePart(reader: Reader, view: RunView): Html {
  if (isReview(view.run)) return part('decide', review(reader.words, view), 'card decide');
  const { status } = view;
  if (status.approval?.decision !== undefined) return part('decide', decided(reader.words, status), 'card');
  return part('decide', status.status === 'waitingForApproval' && decision(reader, view), 'card decide');
}

/** Who decided, and what follows from it: whoever pressed the button sees that it was heard. */
function decided(
  { run: { timeline, decided: said } }: Words,
  { approval, outcome }: EnablementStatus,
): Content {
  const { decision: how, by } = approval ?? {};
  const who = by === undefined ? said.nobody : how === 'approved' ? said.approved(by) : said.declined(by);
  const follows = how === 'approved' ? said.goesOn : said.ends;
  return html`<h2>${timeline.stages.decided}</h2>
    <p data-decision="${how}">${who} ${outcome === undefined && follows}</p>`;
}

function review({ run: { review: said } }: Words, { status, actions }: RunView): Content {
  const { id, outcome, plan } = status;
  if (outcome === undefined) return undefined;
  const needsNothing = plan?.changes.length === 0 && plan.manualSteps.length === 0;
  const mustAgree = (plan?.needsApproval.length ?? 0) > 0;
  return html`<h2>${said.title}</h2>
    ${!actions.has('send') && html`<p>${said.cannot}</p>`}
    ${mustAgree && html`<p class="notice">${said.needsSecond}</p>`}
    <p class="hint">${actions.has('send') && !needsNothing && said.sendHint}</p>
    <div class="buttons">
      ${
        actions.has('send') &&
        html`<form method="post" action="/requests/${id}/send">
          <button class="button primary">${said.send}</button>
        </form>`
      }
      ${status.undoes === undefined && html`<a class="button" href="/?from=${id}">${said.change}</a>`}
    </div>`;
}

function decision(reader: Reader, { status, actions, isOwn }: RunView): Content {
  const { words, language } = reader;
  const { actions: said } = words.run;
  const { approval, plan } = status;
  if (approval === undefined) return undefined;
  return html`<h2>${words.run.timeline.stages.decided}</h2>
    <p>${said.decideBy} ${moment(approval.expiresAt, language)}.</p>
    ${plan && termsList(reader, plan)}
    ${
      isOwn
        ? html`<p class="notice">${said.ownRequest}</p>`
        : actions.has('decision')
          ? decisionForm(words, status)
          : html`<p>${said.notApprover}</p>`
    }`;
}

/** Bound to the hash of the plan that stands on the page: about another plan it decides nothing. */
export function decisionForm(
  { run: { actions: said } }: Words,
  { id, approval }: Pick<EnablementStatus, 'id' | 'approval'>,
): Html {
  const name = `comment-${id}`;
  return html`<form method="post" action="/requests/${id}/decision">
    <input type="hidden" name="planHash" value="${approval?.planHash}" />
    ${textArea({ name, as: 'comment', label: said.comment, hint: said.commentHint, value: '' }, 2)}
    <div class="buttons">
      <button class="button primary" name="decision" value="approve">${said.approve}</button>
      <button class="button danger" name="decision" value="decline">${said.decline}</button>
    </div>
  </form>`;
}
